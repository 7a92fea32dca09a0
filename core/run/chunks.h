#pragma once

#include "core/model/sequence.h"

#include <functional>

namespace rnnscope {

/// Sequences of one length that are read at once.
using Minibatch = std::vector<Sequence>;

/// Hands out one minibatch after the other, without end. Two that are made alike hand out alike.
using Supply = std::function<Minibatch()>;

/// The sequences one by one, in turn, round and round.
Supply inTurn(std::vector<Sequence> data);

/// The sequences in rounds of a random order each, up to `batch` at once: only those of one length
/// stand together, so a round may have smaller minibatches too.
Supply shuffled(std::vector<Sequence> data, int batch, unsigned seed);

/// A minibatch in consecutive pieces for truncated BPTT, of at most `length` steps, or whole where
/// it is 0, and of equal lengths up to one step. Steps after the last target or goal are left out.
std::vector<Minibatch> chunks(const Minibatch& batch, Index length);

} // namespace rnnscope
