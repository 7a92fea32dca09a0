#pragma once

#include "core/run/loss.h"

namespace rnnscope {

/// The gradient of every parameter, in the shapes of the model.
struct ParameterGradients {
    Matrix embedding;
    std::vector<Weights> layers;
    Head head;
};

/// Total derivatives of the chosen losses by everything in the trace (the same type as the trace).
/// Where a value is held, the derivative by it is recorded, and none passes through it.
/// @param parameters when given, is overwritten with the parameters' gradients
/// @param options those of the run
/// @param reuse a gradient that is no longer needed: its memory is written over, which is faster
/// Fails only when cancelled.
Result<Trace> backward(const Model& model, const Sequence& sequence, const Trace& trace,
    LossStep step, Watch& watch, ParameterGradients* parameters = nullptr,
    const RunOptions& options = {}, Trace reuse = {});

/// The same for a batch: the losses of its sequences summed.
Result<Trace> backward(const Model& model, std::span<const Sequence> batch, const Trace& trace,
    LossStep step, Watch& watch, ParameterGradients* parameters = nullptr,
    const RunOptions& options = {}, Trace reuse = {});

/// The same from any ∂L/∂output, outputs × columns. The trace says what the outputs are: logits, or
/// what the top layer hands on.
Result<Trace> backwardFrom(const Model& model, std::span<const Sequence> batch, const Trace& trace,
    Matrix outputGradient, Watch& watch, ParameterGradients* parameters = nullptr,
    const RunOptions& options = {}, Trace reuse = {});

} // namespace rnnscope
