#pragma once

#include "core/model/model.h"
#include "core/pack/tensor.h"

namespace rnnscope {

/// Everything that a trace holds, a row a step: `x`, `<layerId>/<track>` for every track of every
/// layer, `logits` where there is a head, and `outputs` where the answer is another.
/// @param preactivation also `<track>.pre`: values before the activation
/// @param first depth in the file of the model's first layer
std::vector<Tensor> traceArrays(
    const Model& model, const Trace& trace, bool preactivation = false, int first = 0);

} // namespace rnnscope
