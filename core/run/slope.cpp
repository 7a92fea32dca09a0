#include "core/run/slope.h"

#include <Eigen/Core>

#include <cmath>
#include <vector>

namespace rnnscope {

double slopeOf(std::span<const double> x, std::span<const double> y)
{
    using Array = Eigen::Map<const Eigen::ArrayXd>;
    const Array across(x.data(), std::ssize(x)), up(y.data(), std::ssize(y));
    const Eigen::ArrayXd centred = across - across.mean();
    return (centred * (up - up.mean())).sum() / centred.square().sum();
}

std::optional<double> ratePerStep(std::span<const double> logs)
{
    std::vector<double> lags, finite;
    for (size_t lag = 0; lag < logs.size(); ++lag)
        if (std::isfinite(logs[lag])) {
            lags.push_back(static_cast<double>(lag));
            finite.push_back(logs[lag]);
        }
    if (lags.size() < 2)
        return {};
    return std::exp(slopeOf(lags, finite));
}

} // namespace rnnscope
