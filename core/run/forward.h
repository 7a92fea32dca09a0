#pragma once

#include "core/model/sequence.h"

namespace rnnscope {

/// Runs the model over the whole sequence from zero states and records every track of every layer.
/// The sequence must have been made for this model. Fails only when cancelled.
Result<Trace> forward(const Model& model, const Sequence& sequence, Watch& watch);

/// What layer `layer` reads: x for layer 0, else the hidden states of the layer below.
const Matrix& inputOf(const Model& model, const Trace& trace, int layer);

using TracePtr = std::shared_ptr<const Trace>;

} // namespace rnnscope
