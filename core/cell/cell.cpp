#include "core/cell/cell.h"

namespace rnnscope {

int Cell::indexOf(Role role) const
{
    const auto all = tracks();
    for (size_t i = 0; i < all.size(); ++i)
        if (all[i].role == role)
            return static_cast<int>(i);
    return -1;
}

int Cell::indexOf(std::string_view id) const
{
    const auto all = tracks();
    for (size_t i = 0; i < all.size(); ++i)
        if (all[i].id == id)
            return static_cast<int>(i);
    return -1;
}

std::vector<Vector> Cell::noStart(Index units) const
{
    std::vector<Vector> start(tracks().size());
    for (size_t i = 0; i < start.size(); ++i)
        if (tracks()[i].carried())
            start[i] = Vector::Zero(units);
    return start;
}

LayerTrace Cell::zeroTrace(Index units, Index steps) const
{
    LayerTrace trace;
    trace.tracks.assign(tracks().size(), Matrix::Zero(units, steps));
    trace.start = noStart(units);
    trace.pre = Matrix::Zero(blocks() * units, steps);
    return trace;
}

} // namespace rnnscope
