#pragma once

#include "ui/state/scene.h"

namespace rnnscope {

/// M1 of one carried state of one model, as it is drawn.
struct GradientCurve {
    QString label; ///< "LSTM c", "GRU"
    int cell; ///< place of the cell in cells(), which decides hue and dash
    bool memory; ///< the state the cell remembers by; else its hidden state beside that
    std::vector<double> norms; ///< ‖∂L/∂s_k‖₂ per step k
    bool backward = false; ///< of a layer that reads from the end
};

/// The curves of one layer (the top one where a model has fewer) of every model.
std::vector<GradientCurve> gradientCurves(const GradientScene& gradient, int layer);

/// What the axis shows: everything from well inside the band to above the largest norm.
struct GradientRange {
    double low = 1e-9;
    double high = 10;
    double lost = float32Floor; ///< below, no curve's value changes a float32 sum of its norms
};
GradientRange gradientRange(const std::vector<GradientCurve>& curves);

} // namespace rnnscope
