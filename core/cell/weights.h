#pragma once

#include "core/math/real.h"

namespace rnnscope {

/// The parameters of one recurrent layer, or their gradient. Rows are stacked in blocks of `units`,
/// in the order the cell states (PyTorch's): LSTM i f g o, GRU r z n, RNN one block.
struct Weights {
    Matrix w; ///< input weights: (blocks · units) × inputs
    Matrix u; ///< recurrent weights: (blocks · units) × units
    Vector b; ///< input bias: blocks · units; zero where the file has none
    Vector d; ///< recurrent bias: blocks · units; zero where the file has none

    Index inputs() const { return w.cols(); }
    Index units() const { return u.cols(); }
    Index count() const { return w.size() + u.size() + b.size() + d.size(); }

    /// All zero, in the shapes of `like`.
    static Weights zero(const Weights& like);
};

} // namespace rnnscope
