#include "core/task/distances.h"

#include "core/task/subject.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace rnnscope {

std::vector<int> distancesAround(const Drill& drill, int trained, int most)
{
    constexpr int farther = 4;
    const int high = std::min(drill.high, std::max(farther * trained, drill.low));
    const double factor = static_cast<double>(high) / drill.low;
    std::set<int> all{trained};
    for (int i = 0; i < most; ++i)
        all.insert(static_cast<int>(std::lround(drill.low * std::pow(factor, i / (most - 1.0)))));
    return {all.begin(), all.end()};
}

Result<std::vector<AtDistance>> accuracyByDistance(const Model& model, const Drill& drill,
    std::span<const int> distances, unsigned dataSeed, Watch& watch)
{
    constexpr size_t count = 64; // sequences: within 6 % of the mean of all, mostly
    std::vector<AtDistance> all;
    for (const int distance : distances) {
        const Watch::Part part(
            watch, static_cast<double>(all.size()), static_cast<double>(distances.size()));
        const Subject subject = *findSubject(drill.id, distance);
        std::vector<Sequence> test = subject.test(dataSeed);
        test.resize(std::min(test.size(), count));
        const auto scored = score(model, test, subject.judge, watch);
        if (!scored)
            return scored.error();
        all.push_back({distance, scored->accuracy});
    }
    return all;
}

} // namespace rnnscope
