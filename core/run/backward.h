#pragma once

#include "core/run/forward.h"

#include <optional>

namespace rnnscope {

/// Which losses a gradient starts from: the one at a step, or (nullopt) all of them summed.
using LossStep = std::optional<Index>;

/// What L_t is. CrossEntropy: −log p(true next token), natural logarithm. OutputSum: the sum of the
/// outputs at t, used where the sequence has no targets.
enum class Loss { CrossEntropy, OutputSum };
Loss lossOf(const Model& model, const Sequence& sequence);

/// The last step that has a loss: the last target, or the last step where there are no targets.
Index lastLoss(const Model& model, const Sequence& sequence);

/// L_t of every step; steps without a target count 0.
std::vector<double> losses(const Model& model, const Sequence& sequence, const Trace& trace);

/// The gradient of every parameter, in the shapes of the model.
struct ParameterGradients {
    Matrix embedding;
    std::vector<Weights> layers;
    Head head;
};

/// Total derivatives of the chosen losses by everything in the trace (the same type as the trace).
/// @param parameters when given, is overwritten with the parameters' gradients
/// Fails only when cancelled.
Result<Trace> backward(const Model& model, const Sequence& sequence, const Trace& trace,
    LossStep step, Watch& watch, ParameterGradients* parameters = nullptr);

} // namespace rnnscope
