#pragma once

#include "core/task/learn.h"

namespace rnnscope {

/// The network of a checkpoint, with all that its file tells of how it was trained and how well it
/// does. Fails when cancelled.
Result<Model> trainedModel(
    const Comparison& comparison, const Checkpoint& checkpoint, Watch& watch);

/// Token ids whose answer is stored beside the network; empty where it reads numbers.
std::vector<int> sampleOf(const Comparison& comparison, const Model& model);

/// What a loss of the task counts: "nats", or "half squared error".
std::string_view lossUnit(const Comparison& comparison);

} // namespace rnnscope
