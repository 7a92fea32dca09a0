#pragma once

#include "core/run/score.h"
#include "core/run/train.h"
#include "core/task/comparison.h"

namespace rnnscope {

/// A network in the course of training, kept for good, and how well it does.
struct Checkpoint {
    int step = 0; ///< updates done
    Score score; ///< on data that training does not see; with a text, on the text
    double norm = 0; ///< gradient norm of the last update before clipping; 0 before the first
    double clipped = 0; ///< and after it
    ModelPtr model; ///< null once whoever takes checkpoints has let go of it
};

/// Memory for the numbers of their models, bytes.
std::uint64_t bytesOf(std::span<const Checkpoint> all);

/// What one cell learned from one start.
struct Learned {
    std::string cell; ///< its id
    unsigned seed = 0;
    Index units = 0;
    Index parameters = 0;
    std::vector<TrainProgress> curve; ///< every update; without models
    std::vector<Checkpoint> checkpoints; ///< from the start to the end of training, at least these
    double seconds = 0; ///< wall time of an update: the median of the last thousand, or fewer,
                        ///< before the last checkpoint
    std::uint64_t data = 0; ///< a fingerprint of all that was read, in its order: equal where the
                            ///< data were

    const Checkpoint& end() const { return checkpoints.back(); }
};

/// Takes what a network has learned so far; an error ends the work and cancels its watch.
using Taker = std::function<std::optional<Error>(Learned& soFar)>;

/// What is told as training goes on. Each may be empty.
struct LearnReport {
    std::function<void(const Learned& soFar, const TrainProgress& now)> progress = {};
    Taker kept = {}; ///< at the start and whenever a checkpoint has been added at the back
    Taker ended = {}; ///< at the end of each network
};

/// Updates from one checkpoint to the next.
int intervalOf(const Comparison& comparison);

/// Trains one cell of a comparison from one seed. Fails as train() does, and on a comparison that
/// cannot be made.
/// @param threads as in TrainOptions
Result<Learned> learn(const Comparison& comparison, const Cell& cell, unsigned seed, Watch& watch,
    const LearnReport& report, int threads = 0);

/// Trains every cell from every seed: cell after cell with the first seed, then with the next.
Result<std::vector<Learned>> compare(
    const Comparison& comparison, Watch& watch, const LearnReport& report);

/// What several seeds came to.
struct Band {
    double low, median, high;
};
/// @param values at least one; NaN has no place among them
Band bandOf(std::vector<double> values);

} // namespace rnnscope
