#pragma once

#include "core/run/backward.h"

#include <functional>

namespace rnnscope {

/// How a network is trained: Adam on truncated BPTT. Each update reads one chunk of a sequence; its
/// loss is the mean cross-entropy a token.
struct TrainOptions {
    int steps = 1500; ///< parameter updates
    int chunk = 64; ///< most steps of truncated BPTT; a sequence is cut into chunks of even length
    double rate = 0.01; ///< of the first update; falls linearly to 0 after the last
    double clip = 1; ///< largest 2-norm of the whole gradient; a longer one is scaled down
};

struct TrainProgress {
    int step; ///< updates done
    double loss; ///< mean cross-entropy a token of the last chunk, nats
    double norm; ///< gradient norm before clipping
};

/// A network before training: embedding of `dimensions`, one recurrent layer, a linear head over
/// the same tokens. PyTorch's default start: embedding standard normal, all else uniform in
/// ±1/√units. A forget gate starts open: its input bias is 1 and its recurrent bias 0 (Gers et al.
/// 2000; Jozefowicz et al. 2015). The same seed gives the same numbers everywhere.
Model startModel(
    const CellPtr& cell, Vocabulary vocabulary, Index dimensions, Index units, unsigned seed);

/// The number of units that brings the parameter count of such a model closest to `parameters`.
Index matchedUnits(const Cell& cell, Index tokens, Index dimensions, Index parameters);

/// Trains `model` on the sequences, in turn. Each begins at a zero state; from chunk to chunk the
/// state is carried over, its gradient is not. The same start gives the same model, bit for bit, on
/// the same machine. Every sequence has targets. Fails when cancelled, or when the loss stops being
/// finite.
/// @param progress is called after every update
Result<Model> train(Model model, const std::vector<Sequence>& data, const TrainOptions& options,
    Watch& watch, const std::function<void(const TrainProgress&)>& progress);

/// Mean cross-entropy a token of the whole sequence from a zero state, nats.
Result<double> meanLoss(const Model& model, const Sequence& sequence, Watch& watch);

} // namespace rnnscope
