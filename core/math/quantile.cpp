#include "core/math/quantile.h"

#include <algorithm>
#include <limits>

namespace rnnscope {

double quantile(std::span<Real> numbers, double part)
{
    if (numbers.empty())
        return std::numeric_limits<double>::quiet_NaN();
    const double place = part * static_cast<double>(numbers.size() - 1);
    const auto below = static_cast<std::ptrdiff_t>(place);
    const auto middle = numbers.begin() + below;
    std::nth_element(numbers.begin(), middle, numbers.end());
    const double low = *middle;
    if (middle + 1 == numbers.end())
        return low;
    const double high = *std::min_element(middle + 1, numbers.end());
    return low + (high - low) * (place - static_cast<double>(below));
}

} // namespace rnnscope
