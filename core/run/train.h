#pragma once

#include "core/run/backward.h"

#include <functional>

namespace rnnscope {

/// How a network is trained: Adam (Kingma and Ba 2015; β 0.9 and 0.999, ε 1e-8) on truncated BPTT.
struct TrainOptions {
    int steps = 1000; ///< parameter updates
    int chunk = 48; ///< steps of truncated BPTT; the state is carried over, its gradient is not
    double rate = 0.01;
    double clip = 1; ///< largest 2-norm of the whole gradient; a longer one is scaled down
    unsigned seed = 1;
};

struct TrainProgress {
    int step; ///< updates done
    double loss; ///< mean cross-entropy a token of the last chunk, nats
    double norm; ///< gradient norm before clipping
};

/// A network with PyTorch's default start (uniform ±1/√units) and a forget bias of 1 where the cell
/// has a cell state: embedding of `dimensions`, one recurrent layer, a linear head over the same
/// tokens.
Model startModel(
    const Cell& cell, Vocabulary vocabulary, Index dimensions, Index units, unsigned seed);

/// The number of units that brings the parameter count of such a model closest to `parameters`.
Index matchedUnits(const Cell& cell, Index tokens, Index dimensions, Index parameters);

/// Trains `start` on the sequences, in turn, each from a zero state. The same seed gives the same
/// model, bit for bit, on the same machine. Fails when cancelled or when the loss stops being
/// finite.
Result<Model> train(Model start, const std::vector<Sequence>& data, const TrainOptions& options,
    Watch& watch, const std::function<void(const TrainProgress&)>& progress);

} // namespace rnnscope
