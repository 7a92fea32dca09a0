#include "core/trace/hold.h"

namespace rnnscope {

namespace {

void put(const Hold& hold, Slice slice, Real value, Lanes& lanes)
{
    if (hold.units.empty())
        lanes.setConstant(value);
    for (const Index unit : hold.units)
        if (unit >= slice.first && unit < slice.first + slice.count)
            lanes(unit - slice.first) = value;
}

bool acts(const Hold& hold, int track, Index step)
{
    return hold.track == track && hold.first <= step && step <= hold.last;
}

} // namespace

Held::Held(std::span<const Hold> all, int layer)
{
    for (const Hold& hold : all)
        if (hold.layer == layer)
            m_holds.push_back(hold);
}

void Held::force(int track, Slice slice, Index step, Lanes& values) const
{
    for (const Hold& hold : m_holds)
        if (acts(hold, track, step))
            put(hold, slice, hold.value, values);
}

void Held::silence(int track, Slice slice, Index step, Lanes& gradient) const
{
    for (const Hold& hold : m_holds)
        if (acts(hold, track, step))
            put(hold, slice, 0, gradient);
}

} // namespace rnnscope
