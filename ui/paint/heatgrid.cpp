#include "ui/paint/heatgrid.h"

#include "ui/paint/text.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

/// The part of `count` places that a fraction of the whole falls on; the nearest for those outside.
int placeOf(double fraction, double count)
{
    return static_cast<int>(std::clamp(std::floor(fraction * count), 0.0, count - 1));
}

}

double HeatGrid::xOf(double position) const
{
    return area.left()
        + (position - static_cast<double>(first)) * area.width() / static_cast<double>(count);
}

int HeatGrid::stepAt(double x) const
{
    return static_cast<int>(first)
        + placeOf((x - area.left()) / area.width(), static_cast<double>(count));
}

int HeatGrid::unitAt(double y) const
{
    const int row = placeOf((y - area.top()) / area.height(), static_cast<double>(order.size()));
    return order[static_cast<size_t>(row)];
}

QRectF HeatGrid::rowOf(int unit) const
{
    const auto place = std::find(order.begin(), order.end(), unit);
    if (place == order.end())
        return {};
    const double pitch = area.height() / static_cast<double>(order.size());
    return {area.left(), area.top() + pitch * static_cast<double>(place - order.begin()),
        area.width(), pitch};
}

void drawCursor(
    QPainter& painter, const HeatGrid& grid, double position, bool pales, const Palette& palette)
{
    const QRectF& area = grid.area;
    const double cursor = grid.xOf(position);
    QColor veil = palette.card;
    veil.setAlphaF(0.62F);
    if (pales)
        painter.fillRect(
            QRectF(QPointF(std::max(cursor, area.left()), area.top()), area.bottomRight()), veil);
    painter.fillRect(QRectF(cursor - 1, area.top() - 4, 2, area.height() + 8), palette.accent);
}

void drawStepNumbers(QPainter& painter, const HeatGrid& grid, const Palette& palette)
{
    const QFontMetricsF metrics(painter.font());
    const int first = static_cast<int>(grid.first);
    const int last = static_cast<int>(grid.first + grid.count);
    const double pitch = grid.area.width() / static_cast<double>(grid.count);
    const double widest = metrics.horizontalAdvance(QString::number(last) + QStringLiteral("00"));
    const int every = roundAbove(widest / pitch);
    painter.setPen(palette.dim);
    for (int step = first / every * every; step <= last; step += every) {
        const int number = step == 0 && every > 3 ? 1 : step;
        const QString text = QString::number(number);
        const double half = metrics.horizontalAdvance(text) / 2;
        const double middle = grid.xOf(number - 0.5);
        if (number > first && middle - half > grid.area.left() - 6)
            painter.drawText(
                QPointF(middle - half, grid.area.bottom() + 5 + metrics.ascent()), text);
    }
}

void drawUnitMark(
    QPainter& painter, const HeatGrid& grid, int unit, double room, const Palette& palette)
{
    const QRectF row = grid.rowOf(unit);
    if (row.isNull())
        return;
    QColor frame = palette.accent;
    frame.setAlphaF(row.height() < 6 ? 0.6F : 1); // on thin rows it would outshine the values
    painter.setPen(frame);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(row.adjusted(-0.5, -0.5, 0.5, 0.5));
    const QPointF tip(row.left() - 1, row.center().y());
    QPainterPath mark(tip);
    mark.lineTo(tip + QPointF(-6, -4));
    mark.lineTo(tip + QPointF(-6, 4));
    painter.fillPath(mark, palette.accent);

    painter.setPen(palette.accent);
    const double line = painter.fontMetrics().height();
    const QRectF number(row.left() - room, tip.y() - line / 2, room - 11, line);
    if (number.top() > grid.area.top() + line && number.bottom() < grid.area.bottom() - line)
        painter.drawText(number, Qt::AlignRight | Qt::AlignVCenter, QString::number(unit));
}

} // namespace rnnscope
