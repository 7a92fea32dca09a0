#pragma once

#include "core/model/model.h"

namespace rnnscope {

/// The place in Model::layers of the topmost layer below `layer`, −1 where the input is below it.
int below(const Model& model, int layer);

/// What two directions hand on together: their hidden states, merged.
Matrix join(Merge merge, const Matrix& first, const Matrix& second);

/// The adjoint of join(): replaces `above`, ∂L/∂joined, by what reaches the first direction, and
/// returns what reaches the second.
Matrix part(Merge merge, const Matrix& first, const Matrix& second, Matrix& above);

} // namespace rnnscope
