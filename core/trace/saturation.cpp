#include "core/trace/saturation.h"

namespace rnnscope {

std::optional<Ends> endsOf(const Activation& function)
{
    return endsOf(function.low(), function.high());
}

std::optional<Ends> endsOf(double low, double high)
{
    if (!std::isfinite(low) || !std::isfinite(high))
        return std::nullopt;
    if (low < 0)
        return Ends{0.9 * low, 0.9 * high};
    return Ends{low + 0.1 * (high - low), high - 0.1 * (high - low)};
}

Saturation saturationOf(const Matrix& values, const Ends& ends, const Watch& watch)
{
    using Counts = Eigen::Array<int, Eigen::Dynamic, 1>;
    Counts low = Counts::Zero(values.rows()), high = low;
    const auto below = static_cast<Real>(ends.below), above = static_cast<Real>(ends.above);
    inStretches(0, values.cols(), watch, [&](Index from, Index count) {
        for (Index t = from; t < from + count; ++t) {
            low += (values.col(t).array() < below).cast<int>();
            high += (values.col(t).array() > above).cast<int>();
        }
    });
    const auto shares = [&](const Counts& counts) {
        const Eigen::ArrayXd parts = counts.cast<double>() / static_cast<double>(values.cols());
        return std::vector<double>(parts.begin(), parts.end());
    };
    return {shares(low), shares(high)};
}

} // namespace rnnscope
