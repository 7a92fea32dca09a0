#include "core/run/horizon.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace rnnscope {

namespace {

/// The largest finite norm; 0 where there is none.
double peakOf(std::span<const double> norms)
{
    double peak = 0;
    for (const double norm : norms)
        if (std::isfinite(norm))
            peak = std::max(peak, norm);
    return peak;
}

/// The largest lag back from t with a finite norm that is not below `least`; −1 where there is
/// none.
Index lastLag(std::span<const double> norms, Index t, double least)
{
    for (Index k = 0; k <= t; ++k)
        if (const double norm = norms[static_cast<size_t>(k)];
            std::isfinite(norm) && norm > 0 && norm >= least)
            return t - k;
    return -1;
}

}

std::optional<Horizon> horizon(
    std::span<const double> norms, Index t, bool towardsEnd, double floor)
{
    if (t < 0 || t >= std::ssize(norms))
        return std::nullopt;
    std::vector<double> turned;
    if (towardsEnd) {
        turned.assign(norms.rbegin(), norms.rend());
        norms = turned;
        t = std::ssize(norms) - 1 - t;
    }
    const double peak = peakOf(norms);
    const Index reach = lastLag(norms, t, floor * peak);
    if (reach < 0)
        return std::nullopt;
    const Index half = std::max<Index>(0, lastLag(norms, t, peak / 2));
    return Horizon{reach, half, peak, stepsPerHalving(norms, t)};
}

} // namespace rnnscope
