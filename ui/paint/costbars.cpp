#include "ui/paint/costbars.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

constexpr double gap = 8; ///< pixels between label, bar and text

template <class Text>
double widest(const std::vector<BarGroup>& groups, const QFont& font, Text text)
{
    double most = 0;
    for (const BarGroup& group : groups)
        for (const BarGroup::Row& row : group.rows)
            most = std::max(most, QFontMetricsF(font).horizontalAdvance(text(row)));
    return most;
}

void drawTitle(QPainter& painter, const QRectF& line, const BarGroup& group, const Palette& palette)
{
    const QFont plain = painter.font();
    QFont bold = plain;
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette.text);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, group.title);
    const double from = painter.fontMetrics().horizontalAdvance(group.title) + gap;
    painter.setFont(plain);
    painter.setPen(palette.dim);
    const double room = line.width() - from;
    painter.drawText(line.adjusted(from, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(group.unit, Qt::ElideRight, static_cast<int>(room)));
}

void drawBar(QPainter& painter, const QRectF& room, double part, const BarGroup::Row& row,
    const Palette& palette)
{
    constexpr double pale = 0.4;
    QRectF bar = room;
    bar.setWidth(std::max(1.0, room.width() * part));
    painter.fillRect(bar, row.colour);
    if (row.paler > 0)
        bar.setLeft(bar.right() - bar.width() * row.paler / row.number);
    if (row.paler > 0)
        painter.fillRect(bar, mix(row.colour, palette.card, pale));
}

}

double groupHeight(const BarGroup& group, double row)
{
    return row * static_cast<double>(1 + group.rows.size());
}

void drawGroup(QPainter& painter, const QRectF& area, const BarGroup& group,
    const std::vector<BarGroup>& beside, double row, const Palette& palette)
{
    const double labels
        = widest(beside, painter.font(), [](const BarGroup::Row& r) { return r.label; });
    const auto shown
        = [&](const BarGroup::Row& r) { return area.width() < fullWidth ? r.brief : r.text; };
    const double texts = widest(beside, painter.font(), shown);
    drawTitle(painter, QRectF(area.topLeft(), QSizeF(area.width(), row)), group, palette);
    double most = 0;
    for (const BarGroup::Row& one : group.rows)
        most = std::isfinite(one.number) ? std::max(most, one.number) : most;
    const QRectF field(area.left() + labels + gap, area.top() + row,
        std::max(20.0, area.width() - labels - texts - 2 * gap), groupHeight(group, row) - row);
    QRectF line(area.left(), field.top(), area.width(), row);
    for (const BarGroup::Row& one : group.rows) {
        painter.setPen(one.colour);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, one.label);
        if (std::isfinite(one.number) && most > 0)
            drawBar(painter, QRectF(field.left(), line.top() + 2, field.width(), row - 4),
                one.number / most, one, palette);
        painter.setPen(palette.text);
        painter.drawText(line.adjusted(field.right() + gap - line.left(), 0, 0, 0),
            Qt::AlignLeft | Qt::AlignVCenter, shown(one));
        line.translate(0, row);
    }
    painter.setPen(palette.dim);
    painter.drawLine(field.topLeft(), field.bottomLeft());
}

} // namespace rnnscope
