#pragma once

#include "core/run/backward.h"

#include <functional>

namespace rnnscope {

/// A gradient of each of many quantities by itself, some of them together as a batch.
///
/// Quantity i depends on the outputs at step `steps[i]` alone, by `gradients.col(i)`. `visit` is
/// handed the gradients of quantities first, first + 1, … < first + batch, those that exist;
/// sequence i of the gradient's batch belongs to quantity first + i. Where every layer reads
/// forward, the gradient ends with the latest of their steps. Quantities come from the last down.
/// @param trace of one sequence
/// @param gradients outputs × quantities
/// @param steps the step of each, not falling
/// Fails only when cancelled.
std::optional<Error> eachGradient(const Model& model, const Trace& trace, const Matrix& gradients,
    std::span<const Index> steps, Watch& watch, const RunOptions& options,
    const std::function<void(const Trace& gradient, Index first)>& visit);

/// The same for the loss of every step: quantity t is L_t.
std::optional<Error> eachLoss(const Model& model, const Sequence& sequence, const Trace& trace,
    Watch& watch, const RunOptions& options,
    const std::function<void(const Trace& gradient, Index first)>& visit);

} // namespace rnnscope
