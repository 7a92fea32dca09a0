#include "ui/state/trainingsetting.h"

#include "core/cell/cells.h"
#include "core/task/drills.h"
#include "core/task/learn.h"
#include "core/task/subject.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

/// The least updates an epoch may have: its checkpoints have to find room.
int leastInterval(const Comparison& setting)
{
    constexpr double room = 2e9; // bytes
    const Frame frame = findSubject(setting.task, setting.distance)->frame;
    const auto numbers = static_cast<double>(
        parameterCount(*findCell("lstm"), frame, setting.units)); // of each cell, about
    const double epochs = std::clamp(
        room / (numbers * sizeof(Real) * static_cast<double>(setting.cells.size())), 2.0, 1000.0);
    return static_cast<int>(std::ceil(setting.updates / epochs));
}

}

Comparison possibleSetting(Comparison setting)
{
    const Drill* drill = findDrill(setting.task);
    setting.distance = drill ? std::clamp(setting.distance, drill->low, drill->high) : 0;
    setting.batch = drill ? std::clamp(setting.batch, 1, 1024) : 1;
    setting.units = std::clamp<Index>(setting.units, 1, 1024);
    setting.updates = std::clamp(setting.updates, 1, 1'000'000);
    const int least = leastInterval(setting);
    if (intervalOf(setting) < least || setting.interval > setting.updates)
        setting.interval = std::clamp(setting.interval, least, setting.updates);
    return setting;
}

Comparison firstSetting()
{
    Comparison setting = defaultComparison("order");
    setting.distance = 20;
    return setting;
}

} // namespace rnnscope
