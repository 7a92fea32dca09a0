#pragma once

#include "ui/state/beside.h"

namespace rnnscope {

/// M1 of one carried state of one model, as it is drawn.
struct GradientCurve {
    QString label; ///< "LSTM c", "GRU"; "a.pt c" for one of several files
    int style; ///< which of Palette::curve()
    bool memory; ///< the state the cell remembers by; else its hidden state beside that
    std::vector<double> norms; ///< ‖∂L/∂s_k‖₂ per step k
    bool backward = false; ///< of a layer that reads from the end
    size_t model = 0; ///< its place in the scene
};

/// Which of Palette::curve() is the one of each model: that of its cell, as long as no two are of
/// the same, else the one of its place. `layer` as in gradientCurves().
std::vector<int> curveStyles(const Scene& scene, int layer);

/// The curves of one layer (the top one where a model has fewer) of every model.
std::vector<GradientCurve> gradientCurves(const GradientScene& gradient, int layer);

/// What the axis shows: everything from well inside the band to above the largest norm.
struct GradientRange {
    double low = 1e-9;
    double high = 10;
    double lost = float32Floor; ///< below, no curve's value changes a float32 sum of its norms
};
/// @param floor fraction of the smallest curve's peak that is lost
GradientRange gradientRange(const std::vector<GradientCurve>& curves, double floor = float32Floor);

} // namespace rnnscope
