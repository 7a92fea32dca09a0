#pragma once

#include "core/run/chunks.h"
#include "core/run/network.h"
#include "core/run/optimizer.h"

namespace rnnscope {

/// How a network is trained: truncated BPTT. Each update reads one chunk of a minibatch; its loss
/// is the mean over all steps that ask, in all sequences of the minibatch.
struct TrainOptions {
    int steps = 1500; ///< parameter updates
    int chunk = 64; ///< most steps of truncated BPTT; sequences are cut into chunks of even length.
                    ///< 0: whole sequences
    double rate = 0.01; ///< of the first update; falls linearly to 0 after the last
    double clip = 1; ///< largest 2-norm of the whole gradient; a longer one is scaled down. 0: none
    Method method = Method::Adam;
    double momentum = 0; ///< of Sgd
    std::vector<int> keep = {}; ///< the updates after which a checkpoint is kept, ascending
    int threads = 0; ///< as in RunOptions: the result is the same, bit for bit
};

/// An update that was done.
struct TrainProgress {
    int step; ///< updates done
    double loss; ///< mean of the last chunk, before the update: nats, or half a squared error
    double norm; ///< gradient norm before clipping
    double clipped; ///< and after it
    ModelPtr model = nullptr; ///< a checkpoint: the network after this update; else null
};

using TrainReport = std::function<void(const TrainProgress&)>;

/// Updates for TrainOptions::keep: every `interval` ones, and the last.
std::vector<int> everyNth(int interval, int steps);

/// Memory for the numbers of all checkpoints among them, bytes.
std::uint64_t bytesOf(std::span<const TrainProgress> all);

/// Trains `model` on one minibatch after the other. Each begins at the model's own start; from
/// chunk to chunk the state is carried over, its gradient is not. A chunk that asks nothing is
/// read, and no update made. The same start and supply give the same model, bit for bit, on the
/// same machine. Fails when cancelled, on data that do not fit the model, on senseless options, and
/// when the loss or its gradient stops being finite.
/// @param report is called after every update
Result<Model> train(Model model, Supply supply, const TrainOptions& options, Watch& watch,
    const TrainReport& report);

/// The same on the sequences one by one, in turn.
Result<Model> train(Model model, const std::vector<Sequence>& data, const TrainOptions& options,
    Watch& watch, const TrainReport& report);

} // namespace rnnscope
