#include "core/run/stretch.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// The holds of one layer that the others have too, or that they have not.
std::vector<Hold> chosen(
    std::span<const Hold> holds, std::span<const Hold> others, int layer, bool shared)
{
    std::vector<Hold> all;
    for (const Hold& hold : holds)
        if (hold.layer == layer && shared == (std::ranges::find(others, hold) != others.end()))
            all.push_back(hold);
    return all;
}

Stretch reach(const std::vector<Hold>& holds, Index steps)
{
    Stretch all;
    for (const Hold& hold : holds)
        all.cover({std::max<Index>(0, hold.first), std::min(steps - 1, hold.last)});
    return all;
}

} // namespace

void Stretch::cover(const Stretch& other)
{
    if (other.empty())
        return;
    first = empty() ? other.first : std::min(first, other.first);
    last = std::max(last, other.last);
}

Stretch difference(std::span<const Hold> before, std::span<const Hold> now, int layer, Index steps)
{
    Stretch changed = reach(chosen(before, now, layer, false), steps);
    changed.cover(reach(chosen(now, before, layer, false), steps));
    // of two that overlap the later one wins: in another order the same holds may do otherwise
    const std::vector<Hold> common = chosen(now, before, layer, true);
    if (chosen(before, now, layer, true) != common)
        changed.cover(reach(common, steps));
    return changed;
}

} // namespace rnnscope
