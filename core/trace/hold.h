#pragma once

#include "core/math/lanes.h"

#include <span>
#include <vector>

namespace rnnscope {

/// A quantity that is fixed by hand: a gate, candidate or state of some units of a layer, over the
/// steps from `first` to `last`. A state that is edited at one step is a hold of that one step.
/// What would have made the value has no part in it, so no gradient passes through it.
struct Hold {
    int layer = 0; ///< place in Model::layers
    int track = 0; ///< place in the cell's tracks
    std::vector<Index> units; ///< which; empty for all
    Index first = 0;
    Index last = 0;
    Real value = 0;

    bool operator==(const Hold&) const = default;
};

/// The holds of one layer, as a loop over steps asks for them.
class Held {
public:
    Held() = default;
    Held(std::span<const Hold> all, int layer);

    bool empty() const { return m_holds.empty(); }
    /// The values of a track at a step, with the held ones in their places.
    Lanes forced(int track, Slice slice, Index step, const Lanes& values) const
    {
        return m_holds.empty() ? values : with(true, track, slice, step, values);
    }
    /// A gradient with zero there: nothing passes through a held value.
    Lanes silenced(int track, Slice slice, Index step, const Lanes& gradient) const
    {
        return m_holds.empty() ? gradient : with(false, track, slice, step, gradient);
    }

private:
    Lanes with(bool values, int track, Slice slice, Index step, Lanes lanes) const;

    std::vector<Hold> m_holds;
};

} // namespace rnnscope
