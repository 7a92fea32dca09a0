#pragma once

#include "core/math/real.h"

#include <span>

namespace rnnscope {

/// The number below which that part of the numbers lies, linear between neighbours: of n sorted
/// numbers the one at place part · (n − 1), as numpy.quantile and R’s type 7 have it. NaN where
/// there is no number.
/// @param numbers finite, in any order; they are put into another one
/// @param part 0 to 1
double quantile(std::span<Real> numbers, double part);

} // namespace rnnscope
