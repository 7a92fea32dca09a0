#include "core/run/halving.h"

#include "core/run/slope.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace rnnscope {

std::optional<double> stepsPerHalving(std::span<const double> norms, Index t)
{
    std::vector<double> lags;
    std::vector<double> logs;
    for (Index k = 0; k <= std::min(t, std::ssize(norms) - 1); ++k) {
        const double norm = norms[static_cast<size_t>(k)];
        if (!std::isfinite(norm) || norm < std::numeric_limits<float>::min())
            continue;
        lags.push_back(static_cast<double>(t - k));
        logs.push_back(std::log2(norm));
    }
    if (lags.size() < 4)
        return std::nullopt;
    const double slope = slopeOf(lags, logs);
    return slope < 0 ? -1 / slope : std::numeric_limits<double>::infinity();
}

} // namespace rnnscope
