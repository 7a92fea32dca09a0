#pragma once

#include "core/load/onnxcell.h"

namespace rnnscope {

/// The networks that the recurrent nodes of a flow make: nodes that read each other's outputs on
/// top of each other, with the embedding and the dense layers right before and after them. What
/// else is computed around them is said in words, and nodes that cannot be read stand for
/// themselves with what is wrong. Where there is no recurrent node, one network without layers
/// says what there is instead.
std::vector<StoredNetwork> networksIn(const OnnxFlow& flow, OnnxShelf& shelf);

} // namespace rnnscope
