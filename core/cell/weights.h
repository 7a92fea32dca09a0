#pragma once

#include "core/math/real.h"

namespace rnnscope {

/// The parameters of one recurrent layer in one direction, or their gradient. Rows are stacked in
/// blocks of `units`, in the order the cell states (PyTorch's): LSTM i f g o, GRU r z n, RNN one
/// block. A layer has as many outputs as units, or fewer with a projection.
struct Weights {
    Matrix w; ///< input weights: (blocks · units) × inputs
    Matrix u; ///< recurrent weights: (blocks · units) × outputs
    Vector b; ///< input bias: blocks · units; zero where the file has none
    Vector d; ///< recurrent bias: blocks · units; zero where the file has none
    Matrix peep = {}; ///< peephole weights of an LSTM: units × 3, columns i f o; else empty
    Matrix projection = {}; ///< P of a projected LSTM: outputs × units; else empty

    Index inputs() const { return w.cols(); }
    Index units() const { return projection.size() > 0 ? projection.cols() : u.cols(); }
    Index outputs() const { return u.cols(); }
    Index count() const
    {
        return w.size() + u.size() + b.size() + d.size() + peep.size() + projection.size();
    }

    /// All zero, in the shapes of `like`.
    static Weights zero(const Weights& like);
};

} // namespace rnnscope
