#pragma once

#include "core/run/loss.h"

#include <QString>

namespace rnnscope {

/// A number below the line: "₃₈".
QString loweredNumber(Index number);
/// The loss at a step, counted from 1: "L₃₈"; "L" for all of them.
QString lossSymbol(LossStep step);
/// What the losses of a sequence are: "cross-entropy, nats".
QString lossKind(const Model& model, const Sequence& sequence);
/// Steps per halving in words: "halves every 2.1 steps"; "does not fall" where that would take ten
/// times the `steps` of the sequence.
QString halvingText(double halving, Index steps);

} // namespace rnnscope
