#include "core/trace/hold.h"

namespace rnnscope {

namespace {

void set(const Hold& hold, Slice slice, Real value, Lanes& lanes)
{
    if (hold.units.empty())
        lanes.setConstant(value);
    for (const Index unit : hold.units)
        if (unit >= slice.first && unit < slice.first + slice.count)
            lanes(unit - slice.first) = value;
}

} // namespace

Held::Held(std::span<const Hold> all, int layer)
{
    for (const Hold& hold : all)
        if (hold.layer == layer)
            m_holds.push_back(hold);
}

Lanes Held::with(bool values, int track, Slice slice, Index step, Lanes lanes) const
{
    for (const Hold& hold : m_holds)
        if (hold.track == track && hold.first <= step && step <= hold.last)
            set(hold, slice, values ? hold.value : 0, lanes);
    return lanes;
}

} // namespace rnnscope
