#include "ui/paint/chancegrid.h"

#include "ui/paint/scale.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rnnscope {

namespace {

const QColor& verdictColour(bool right, const Palette& palette)
{
    return right ? palette.good : palette.bad;
}

}

Index ChanceGrid::rowOf(const Chances& chances, int output) const
{
    const auto end = chances.outputs.begin() + shown;
    const auto found = std::find(chances.outputs.begin(), end, output);
    return found != end ? found - chances.outputs.begin() : others ? shown : -1;
}

QRectF ChanceGrid::cellAt(Index row, Index step) const
{
    const double left = axis.xOf(static_cast<double>(step));
    return {left, rows.top() + static_cast<double>(row) * rowHeight(), axis.pitch(), rowHeight()};
}

bool isRight(const Chances& chances, Index place)
{
    const auto i = static_cast<size_t>(place);
    return chances.best[i] == chances.truths[i];
}

Matrix rowShares(const Chances& chances, const ChanceGrid& grid)
{
    Matrix rows(grid.rowCount(), chances.steps());
    rows.topRows(grid.shown) = chances.shares.topRows(grid.shown);
    if (grid.others)
        rows.row(grid.shown)
            = (1 - rows.topRows(grid.shown).colwise().sum().array()).cwiseMax(Real(0)).matrix();
    return rows;
}

void drawGiven(
    QPainter& painter, const ChanceGrid& grid, const Chances& chances, const Palette& palette)
{
    const QRectF& area = grid.curve;
    for (const double share : {0.0, 0.5, 1.0}) {
        const double y = std::round(area.bottom() - share * area.height()) + 0.5;
        painter.setPen(palette.faint);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const auto placeOf = [&](Index i) {
        return QPointF(grid.axis.xOf(static_cast<double>(chances.first + i) + 0.5),
            area.bottom() - chances.given[static_cast<size_t>(i)] * area.height());
    };
    for (Index i = 0; i < chances.steps(); ++i) {
        const QPointF place = placeOf(i);
        if (std::isnan(place.y()))
            continue;
        painter.setPen(QPen(palette.output, 1.6));
        if (i > 0 && !std::isnan(placeOf(i - 1).y()))
            painter.drawLine(placeOf(i - 1), place);
        else
            painter.drawPoint(place);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void drawSigns(
    QPainter& painter, const ChanceGrid& grid, const Chances& chances, const Palette& palette)
{
    const QRectF& area = grid.signs;
    const bool written = grid.axis.pitch() >= painter.fontMetrics().horizontalAdvance(u'✗');
    for (Index i = 0; i < chances.steps(); ++i) {
        if (chances.truths[static_cast<size_t>(i)] < 0)
            continue;
        const bool right = isRight(chances, i);
        const QRectF cell(grid.axis.xOf(static_cast<double>(chances.first + i)), area.top(),
            grid.axis.pitch(), area.height());
        painter.setPen(verdictColour(right, palette));
        if (written)
            painter.drawText(cell, Qt::AlignCenter | Qt::TextDontClip, right ? "✓" : "✗");
        else
            painter.fillRect(
                cell.adjusted(0, right ? 1 : area.height() / 2, 0, right ? -area.height() / 2 : -1),
                verdictColour(right, palette));
    }
}

namespace {

void drawMarks(
    QPainter& painter, const ChanceGrid& grid, const Chances& chances, const Palette& palette)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const double dot = std::min({grid.axis.pitch() / 5, grid.rowHeight() / 5, 3.0});
    for (Index i = 0; i < chances.steps(); ++i) {
        const auto place = static_cast<size_t>(i);
        const Index step = chances.first + i;
        const Index best = grid.rowOf(chances, chances.best[place]);
        if (best >= 0) {
            painter.setPen(QPen(palette.card, 1));
            painter.setBrush(palette.output);
            painter.drawEllipse(grid.cellAt(best, step).center(), dot + 0.5, dot + 0.5);
        }
        const int truth = chances.truths[place];
        const Index row = truth < 0 ? -1 : grid.rowOf(chances, truth);
        if (row < 0)
            continue;
        const bool right = isRight(chances, i);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(
            QPen(verdictColour(right, palette), 1.6, right ? Qt::SolidLine : Qt::DotLine));
        painter.drawRect(grid.cellAt(row, step).adjusted(1, 1, -1, -1));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

}

void drawShares(
    QPainter& painter, const ChanceGrid& grid, const Chances& chances, const Palette& palette)
{
    std::vector<int> order(static_cast<size_t>(grid.rowCount()));
    std::iota(order.begin(), order.end(), 0);
    const QImage image
        = heatImage(rowShares(chances, grid), order, 0, chances.steps(), {0, 1}, palette);
    const int most = std::max(1, qRound(grid.rows.width() * painter.device()->devicePixelRatioF()));
    painter.drawImage(grid.rows,
        image.width() > most
            ? image.scaled(most, image.height(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
            : image);
    painter.setPen(palette.faint);
    for (Index row = 0; row <= grid.rowCount(); ++row) {
        const double y = std::round(grid.rows.top() + static_cast<double>(row) * grid.rowHeight());
        painter.drawLine(QPointF(grid.rows.left(), y - 0.5), QPointF(grid.rows.right(), y - 0.5));
    }
    if (ChanceGrid::marks(grid.axis) && grid.rowHeight() >= 5)
        drawMarks(painter, grid, chances, palette);
}

} // namespace rnnscope
