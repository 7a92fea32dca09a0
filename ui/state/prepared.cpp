#include "ui/state/prepared.h"

#include "ui/state/together.h"

#include <algorithm>

namespace rnnscope {

Result<Prepared> prepared(Result<ScenePtr> scene, const Wanted& wanted, Watch& watch)
{
    if (!scene)
        return scene.error();
    const Scene& made = **scene;
    const int step = std::min(wanted.step, static_cast<int>(made.steps()) - 1);
    const LossStep loss
        = selectedLoss(*made.models.front(), *made.sequences.front(), step, wanted.losses);
    auto gradient = gradientOf(*scene, loss, watch);
    if (!gradient)
        return gradient.error();
    return Prepared{std::move(*scene), std::move(*gradient)};
}

bool isQuickToPrepare(Index units, Index steps)
{
    constexpr double quick = 4e6; // products of the LSTM’s U with a state
    return 4 * static_cast<double>(units) * static_cast<double>(units) * static_cast<double>(steps)
        <= quick;
}

} // namespace rnnscope
