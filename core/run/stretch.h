#pragma once

#include "core/trace/hold.h"

#include <span>

namespace rnnscope {

/// Steps from `first` to `last`; empty where first > last.
struct Stretch {
    Index first = 0;
    Index last = -1;

    bool empty() const { return first > last; }
    Index count() const { return last - first + 1; }
    /// Becomes the shortest stretch that has both; an empty one adds nothing.
    void cover(const Stretch& other);
};

/// Where the holds of a layer differ in a run of `steps` steps: outside of it the same holds act,
/// in the same order.
Stretch difference(std::span<const Hold> before, std::span<const Hold> now, int layer, Index steps);

} // namespace rnnscope
