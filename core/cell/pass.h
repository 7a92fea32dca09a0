#pragma once

#include "core/base/team.h"
#include "core/base/watch.h"
#include "core/cell/weights.h"
#include "core/trace/hold.h"

namespace rnnscope {

/// The number of threads for a layer of these weights, when `asked` were asked for; 0: as many as
/// pay.
inline int teamOf(const Weights& weights, Index steps, int asked)
{
    return asked > 0 ? asked
                     : teamSize(static_cast<size_t>(weights.u.size()) * sizeof(Real), steps);
}

/// How a layer goes over a sequence: what is held on the way, who works and who watches.
struct Pass {
    Watch& watch;
    Team& team;
    Held held = {};
    Index from
        = 0; ///< forward begins at this step of its reading; what is before it stands already

    /// Reports progress now and then; true when the loop over steps must stop.
    bool stopped(Index done, Index steps)
    {
        constexpr Index stepsPerReport = 64;
        if (done % stepsPerReport == 0)
            watch.report(static_cast<double>(done) / static_cast<double>(steps));
        return watch.cancelled();
    }
};

} // namespace rnnscope
