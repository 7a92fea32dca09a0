#pragma once

#include "core/base/watch.h"
#include "core/math/real.h"

namespace rnnscope {

/// How the units of a track are spread at every step: the lower quartile, the median and the upper
/// quartile of its finite values. NaN at a step that has none.
/// @param values units × columns
/// @return 3 × columns; incomplete when `watch` is cancelled
Matrix quartiles(const Matrix& values, const Watch& watch = {});

} // namespace rnnscope
