#pragma once

#include "core/model/model.h"

namespace rnnscope {

/// The place in Model::layers of the topmost layer below `layer`, −1 where the input is below it.
int below(const Model& model, int layer);

/// The hidden states of two directions.
struct Pair {
    const Matrix& first;
    const Matrix& second;
};

/// Columns [from, from + count) of `both` become what two directions hand on together.
void join(Merge merge, const Pair& hidden, Index from, Index count, Matrix& both);

/// The adjoint of join(): the same columns of ∂L/∂first and ∂L/∂second from those of ∂L/∂joined.
void part(Merge merge, const Pair& hidden, Index from, Index count, const Matrix& joined,
    Matrix& first, Matrix& second);

} // namespace rnnscope
