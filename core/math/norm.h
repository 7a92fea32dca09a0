#pragma once

#include "core/math/real.h"

#include <type_traits>

namespace rnnscope {

/// ‖column‖₂ without leaving the range of numbers on the way: the squares of gradients below 1e-19
/// are zero in float.
template <class Column>
double normOf(const Column& column)
{
    if constexpr (std::is_same_v<Real, float>)
        return column.template cast<double>().norm();
    else
        return column.stableNorm();
}

} // namespace rnnscope
