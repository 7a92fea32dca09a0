#pragma once

#include "core/run/loss.h"

#include <functional>

namespace rnnscope {

/// How well a model does.
struct Score {
    double loss = 0; ///< mean over all steps that ask: nats, or half a squared error
    double accuracy = 0; ///< mean over the sequences, 0 to 1
};

/// The share of a sequence's answers that are right, 0 to 1.
/// @param outputs outputs × steps
using Judge = std::function<double(const Sequence& sequence, const Matrix& outputs)>;

/// A judge: the share of targets that have the largest output.
double rightTargets(const Sequence& sequence, const Matrix& outputs);

/// Runs the model over the sequences, each from the model's own start. They fit it, as misfit()
/// says; lengths may differ. Fails when cancelled.
Result<Score> score(
    const Model& model, std::span<const Sequence> sequences, const Judge& judge, Watch& watch);

/// Mean loss a step that asks, of the whole sequence from the model's own start. NaN where none
/// asks.
Result<double> meanLoss(const Model& model, const Sequence& sequence, Watch& watch);

} // namespace rnnscope
