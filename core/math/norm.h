#pragma once

#include "core/math/real.h"

#include <type_traits>

namespace rnnscope {

/// ‖column‖₂, or the Frobenius norm of a matrix, without leaving the range of numbers on the way:
/// the squares of gradients below 1e-19 are zero in float.
template <class Numbers>
double normOf(const Numbers& numbers)
{
    if constexpr (std::is_same_v<Real, float>)
        return numbers.template cast<double>().norm();
    else
        return numbers.stableNorm();
}

} // namespace rnnscope
