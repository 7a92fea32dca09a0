#pragma once

#include "core/task/drills.h"

#include <algorithm>

namespace rnnscope {

/// Drill::make from a function that makes one sequence.
template <Sequence (*one)(int distance, Random& random)>
std::vector<Sequence> repeat(int distance, int count, Random& random)
{
    std::vector<Sequence> all(static_cast<size_t>(count));
    std::ranges::generate(all, [&] { return one(distance, random); });
    return all;
}

/// The letters of noise are the first symbols of every alphabet that has them: a, b, c, d.
inline constexpr int letters = 4;

/// A sequence of letters alone that asks nothing.
inline Sequence noise(int steps, Random& random)
{
    Sequence sequence;
    sequence.ids.resize(static_cast<size_t>(steps));
    std::ranges::generate(sequence.ids, [&] { return random.below(letters); });
    sequence.targets.assign(sequence.ids.size(), -1);
    return sequence;
}

} // namespace rnnscope
