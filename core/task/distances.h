#pragma once

#include "core/run/network.h"
#include "core/task/drills.h"

namespace rnnscope {

/// How well a network does at a distance.
struct AtDistance {
    int distance;
    double accuracy; ///< mean over the sequences, 0 to 1
};

/// Distances around the trained one, ascending and about so many: in even factors from the
/// drill's lowest to four times the trained one or the drill's highest. The trained one is among
/// them.
std::vector<int> distancesAround(const Drill& drill, int trained, int most = 10);

/// How well a network that was trained at one distance does at others, on sequences that training
/// with the same seed has not drawn. Fails when cancelled.
Result<std::vector<AtDistance>> accuracyByDistance(const Model& model, const Drill& drill,
    std::span<const int> distances, unsigned dataSeed, Watch& watch);

} // namespace rnnscope
