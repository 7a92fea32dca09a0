#pragma once

#include "core/base/watch.h"
#include "core/math/real.h"

#include <vector>

namespace rnnscope {

/// The units of a track in an order in which those whose values go together stand together. How far
/// two units are apart is 1 − r, r the correlation of their values over time, so that a unit and
/// its opposite are as far apart as can be. The nearest are joined to groups, groups to larger ones
/// by the mean distance of their members (average linkage, by chains of nearest neighbours:
/// Murtagh 1983), and of two groups those ends are put beside each other that are nearest.
///
/// The end of the lower unit comes first. Units that never change, or whose values are no numbers,
/// have no correlation: they come last, in the order of their indices. Of long sequences every n-th
/// step is compared, at most 2,048 of them.
/// @param values units × steps, at least one step
/// @return a permutation of the units; anything when cancelled
std::vector<int> similarityOrder(const Matrix& values, const Watch& watch = {});

} // namespace rnnscope
