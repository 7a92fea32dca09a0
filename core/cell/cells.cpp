#include "core/cell/cells.h"

#include "core/cell/elman.h"
#include "core/cell/gru.h"
#include "core/cell/lstm.h"

namespace rnnscope {

std::span<const Cell* const> cells()
{
    static const Elman elman;
    static const Lstm lstm;
    static const Gru gru;
    static const Cell* const all[]{&elman, &lstm, &gru};
    return all;
}

const Cell* findCell(std::string_view id)
{
    for (const Cell* cell : cells())
        if (cell->id() == id)
            return cell;
    return nullptr;
}

} // namespace rnnscope
