#include "ui/paint/heatgrid.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace rnnscope {

int HeatGrid::unitAt(double y) const
{
    const auto rows = static_cast<double>(order.size());
    const double row = std::floor((y - area.top()) / area.height() * rows);
    return order[static_cast<size_t>(std::clamp(row, 0.0, rows - 1))];
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
