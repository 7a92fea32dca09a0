#pragma once

#include "core/model/sequence.h"

namespace rnnscope {

/// The state of a whole model between two steps: per layer what LayerTrace::start holds.
using ModelState = std::vector<std::vector<Vector>>;

/// Runs the model over the whole sequence and records every track of every layer. The sequence must
/// have been made for this model. Fails only when cancelled.
/// @param start the state before step 0; empty for zeros
Result<Trace> forward(
    const Model& model, const Sequence& sequence, Watch& watch, const ModelState& start = {});

/// The state after the last step, to go on from.
ModelState endState(const Model& model, const Trace& trace);

/// What layer `layer` reads: x for layer 0, else the hidden states of the layer below.
const Matrix& inputOf(const Model& model, const Trace& trace, int layer);

using TracePtr = std::shared_ptr<const Trace>;

} // namespace rnnscope
