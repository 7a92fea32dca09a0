#pragma once

#include "core/math/real.h"

#include <vector>

namespace rnnscope {

/// Every quantity of one layer at every step, or the derivative of a loss by each of them.
struct LayerTrace {
    std::vector<Matrix> tracks; ///< in the order of Cell::tracks(); each units × steps
    std::vector<Vector>
        start; ///< per track its value before step 0; empty where nothing is carried
    Matrix pre; ///< values before the activation: (blocks · units) × steps, rows as in Weights
    Matrix kept; ///< what backward needs and no view shows; the cell says what

    Index units() const { return tracks.front().rows(); }
    Index steps() const { return tracks.front().cols(); }

    /// Column t − 1 of a carried track; the start before step 0.
    Vector previous(int track, Index t) const
    {
        return t > 0 ? Vector(tracks[track].col(t - 1)) : start[track];
    }
};

/// Every quantity of a model at every step, or the derivative of a loss by each of them.
struct Trace {
    Matrix x; ///< what entered layer 0: inputs × steps
    std::vector<LayerTrace> layers; ///< in depth order
    Matrix logits; ///< outputs × steps; empty where the model has no head

    Index steps() const { return x.cols(); }
};

} // namespace rnnscope
