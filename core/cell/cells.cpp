#include "core/cell/cells.h"

#include "core/cell/elman.h"
#include "core/cell/gru.h"
#include "core/cell/lstm.h"

#include <array>

namespace rnnscope {

std::span<const CellPtr> cells()
{
    static const std::array all{elman({}), lstm({}), gru({})};
    return all;
}

CellPtr findCell(std::string_view id)
{
    for (const CellPtr& cell : cells())
        if (cell->id() == id)
            return cell;
    return nullptr;
}

size_t placeOf(const Cell& cell)
{
    const auto found
        = std::ranges::find(cells(), cell.id(), [](const CellPtr& c) { return c->id(); });
    return static_cast<size_t>(found - cells().begin());
}

} // namespace rnnscope
