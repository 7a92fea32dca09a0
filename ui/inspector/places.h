#pragma once

#include "core/load/stored.h"

#include <QString>

namespace rnnscope {

/// Some rows or columns of a sheet that belong together: a gate's, or what reads the input.
struct Mark {
    QString name;
    int64_t first = 0;
    int64_t count = 0;

    bool operator==(const Mark&) const = default;
};

/// "forget gate f"; empty for a cell of one block.
QString gateName(const Cell& cell, int block);

/// The gates and sides of a whole tensor that a network's layers read.
void markTensor(const StoredNetwork& network, const Archive& archive, int tensor,
    std::vector<Mark>& rows, std::vector<Mark>& columns);

/// Where in its tensor a piece lies: "rows 64–127", "columns 0–63 of rows 0–23", turned around.
QString placeText(const Piece& piece, const Tensor& tensor);

} // namespace rnnscope
