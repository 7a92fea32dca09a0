#pragma once

#include <optional>
#include <span>

namespace rnnscope {

/// The slope of the least-squares line through points; at least two of different x.
double slopeOf(std::span<const double> x, std::span<const double> y);

/// The factor by which a measure changes from lag to lag, as one number: exp of the slope of the
/// least-squares line through its natural logarithms at lags 0, 1, 2 …, which is a geometric mean
/// of its rates from each lag to the next, most weight on the middle ones. A measure that is w^lag
/// has the rate w.
/// @param logs as ByLag has them; those that are not finite do not count
/// @return nullopt with fewer than two that do
std::optional<double> ratePerStep(std::span<const double> logs);

} // namespace rnnscope
