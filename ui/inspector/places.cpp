#include "ui/inspector/places.h"

#include <QCoreApplication>

#include <algorithm>
#include <cassert>

namespace rnnscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Catalog)
};

/// Where a piece lies among the rows and columns of its tensor.
struct Place {
    int64_t row, column; ///< of its first number
    int64_t rows, columns;
    bool turned; ///< its rows are the tensor's columns
};

/// Nothing where its numbers are no rectangle.
std::optional<Place> placeIn(const Piece& piece, const Tensor& tensor)
{
    const int64_t across = tensor.shape.size() > 1 ? tensor.shape.back() : 1;
    if (piece.run > 0 || across == 0)
        return std::nullopt;
    const int64_t row = piece.offset / across, column = piece.offset % across;
    const bool downRows = piece.rows == 1 || piece.rowStep == across;
    const bool alongColumns = piece.columns == 1 || piece.columnStep == 1;
    if (downRows && alongColumns)
        return Place{row, column, piece.rows, piece.columns, false};
    const bool turnedRows = piece.rows == 1 || piece.rowStep == 1;
    const bool turnedColumns = piece.columns == 1 || piece.columnStep == across;
    if (turnedRows && turnedColumns)
        return Place{row, column, piece.columns, piece.rows, true};
    return std::nullopt;
}

void add(std::vector<Mark>& marks, const QString& name, int64_t first, int64_t count)
{
    const Mark mark{name, first, count};
    if (!name.isEmpty() && std::ranges::find(marks, mark) == marks.end())
        marks.push_back(mark);
}

QString rangeText(int64_t first, int64_t count)
{
    return count == 1 ? QString::number(first)
                      : QStringLiteral("%1–%2").arg(first).arg(first + count - 1);
}

}

QString gateName(const Cell& cell, int block)
{
    const auto track = std::ranges::find(cell.tracks(), block, &Track::block);
    if (cell.blocks() < 2 || track == cell.tracks().end())
        return {};
    return QCoreApplication::translate("cell", track->name) + ' '
        + QString::fromUtf8(track->symbol.data(), std::ssize(track->symbol));
}

void markTensor(const StoredNetwork& network, const Archive& archive, int tensor,
    std::vector<Mark>& rows, std::vector<Mark>& columns)
{
    const Tensor& one = archive.tensors[static_cast<size_t>(tensor)];
    const int64_t across = one.shape.size() > 1 ? one.shape.back() : 1;
    const auto mark = [&](const Piece& piece, const QString& gate, const QString& side) {
        const auto place = piece.tensor == tensor ? placeIn(piece, one) : std::nullopt;
        if (!place)
            return;
        std::vector<Mark>& gates = place->turned ? columns : rows;
        std::vector<Mark>& sides = place->turned ? rows : columns;
        const int64_t first = place->turned ? place->column : place->row;
        const int64_t other = place->turned ? place->row : place->column;
        const int64_t sideCount = place->turned ? place->rows : place->columns;
        add(gates, gate, first, place->turned ? place->columns : place->rows);
        if (sideCount < (place->turned ? one.elements() / across : across))
            add(sides, side, other, sideCount);
    };
    for (const StoredLayer& layer : network.layers)
        for (size_t i = 0; i < layer.blocks.size(); ++i) {
            const QString gate = gateName(*layer.cell, static_cast<int>(i));
            mark(layer.blocks[i].w, gate, QStringLiteral("W"));
            mark(layer.blocks[i].u, gate, QStringLiteral("U"));
            mark(layer.blocks[i].b, gate, QStringLiteral("b"));
            mark(layer.blocks[i].d, gate, QStringLiteral("d"));
        }
    for (std::vector<Mark>* marks : {&rows, &columns})
        std::ranges::sort(*marks, {}, &Mark::first);
}

QString placeText(const Piece& piece, const Tensor& tensor)
{
    const auto place = placeIn(piece, tensor);
    if (!place)
        return Texts::tr("in pieces");
    const int64_t across = tensor.shape.size() > 1 ? tensor.shape.back() : 1;
    const int64_t down = tensor.elements() / across;
    QStringList said;
    if (place->rows < down)
        said += Texts::tr("rows %1").arg(rangeText(place->row, place->rows));
    if (place->columns < across)
        said += Texts::tr("columns %1").arg(rangeText(place->column, place->columns));
    if (said.isEmpty())
        said += Texts::tr("all of it");
    return said.join(QStringLiteral(", "))
        + (place->turned && piece.columns > 1 ? Texts::tr(", turned around") : QString());
}

} // namespace rnnscope
