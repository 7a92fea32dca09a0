#pragma once

#include "core/run/forward.h"

#include <optional>

namespace rnnscope {

/// Which losses a gradient starts from: the one at a step, or (nullopt) all of them summed.
using LossStep = std::optional<Index>;

/// What L_t is. CrossEntropy: −log p(target), natural logarithm. SquaredError: half the squared
/// distance from the goal. OutputSum: the sum of the outputs at t, used where the sequence has
/// neither targets nor goals.
enum class Loss { CrossEntropy, SquaredError, OutputSum };
Loss lossOf(const Model& model, const Sequence& sequence);

/// Whether a step of the sequence has a loss.
bool hasLoss(const Model& model, const Sequence& sequence, Index step);
/// How many steps have one.
Index lossCount(const Model& model, const Sequence& sequence);
/// The last step that has a loss; 0 where none has.
Index lastLoss(const Model& model, const Sequence& sequence);

/// L_t of every step; steps without a loss count 0.
std::vector<double> losses(const Model& model, const Sequence& sequence, const Trace& trace);
/// The same of sequence `index` of a batch.
std::vector<double> losses(
    const Model& model, const Sequence& sequence, const Trace& trace, Index index);

/// ∂L/∂output of the chosen losses: outputs × columns. Incomplete when cancelled.
Matrix outputGradient(const Model& model, std::span<const Sequence> batch, const Trace& trace,
    LossStep step, Watch& watch);

} // namespace rnnscope
