#pragma once

#include "core/model/sequence.h"

#include "core/base/watch.h"

#include <cstdint>
#include <span>

namespace rnnscope {

/// What one step costs a network, from its shapes alone. A multiply-add is a multiplication and at
/// most one addition to what it makes: each weight of a matrix is used in one, and each unit in one
/// more for every product in the wiring of its cell. Biases are only added and activations only
/// applied: they do not count. A one-hot token counts as the numbers it is, an embedded one is
/// looked up for nothing.
struct Cost {
    Index parameters;
    Index layers; ///< multiply-adds of the recurrent layers
    Index around; ///< of the dense layers around them and of the head
    std::uint64_t bytes; ///< of all that a recorded step and its gradient keep

    Index products() const { return layers + around; }
    bool operator==(const Cost&) const = default;
};
Cost costOf(const Model& model);

/// Seconds a step over several rounds: the median, and between which the middle half lies.
struct StepTime {
    double median, low, high;
};

/// How long a step takes a network, here and now.
struct Timing {
    StepTime forward; ///< every track recorded
    StepTime both; ///< forward, and all losses back to every state and parameter
};
struct Timings {
    std::vector<Timing> models;
    int rounds; ///< that were counted, 3 or more
    Index steps; ///< of each round
};

/// Times every model on what it reads, on one thread. The models take turns, round after round, so
/// that what slows the machine down meanwhile slows all of them down; the first round is not
/// counted.
/// @param seconds that it goes on for, where that is enough for the least number of rounds
/// Fails when cancelled, and as forward() does.
Result<Timings> timesOf(std::span<const ModelPtr> models, std::span<const SequencePtr> sequences,
    double seconds, Watch& watch);

} // namespace rnnscope
