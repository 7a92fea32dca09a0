#include "ui/paint/unitcloud.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace rnnscope {

std::vector<UnitDot> unitDots(std::span<const QPointF> places)
{
    std::map<std::pair<int, int>, std::vector<int>> pixels;
    for (size_t unit = 0; unit < places.size(); ++unit)
        pixels[{qRound(places[unit].x()), qRound(places[unit].y())}].push_back(
            static_cast<int>(unit));
    std::vector<UnitDot> dots;
    for (auto& [pixel, units] : pixels) {
        const double area = std::min(1 + 0.6 * (static_cast<double>(units.size()) - 1), 12.0);
        const QPointF place = places[static_cast<size_t>(units.front())];
        dots.push_back({place, 2.6 * std::sqrt(area), std::move(units)});
    }
    return dots;
}

const UnitDot* dotAt(std::span<const UnitDot> dots, QPointF place, double reach)
{
    const UnitDot* nearest = nullptr;
    for (const UnitDot& dot : dots) {
        const QPointF way = dot.place - place;
        const double gap = std::hypot(way.x(), way.y()) - dot.radius;
        if (gap < reach) {
            reach = gap;
            nearest = &dot;
        }
    }
    return nearest;
}

namespace {

constexpr double room = 7; ///< pixels between a side and its caption, for dots on the side

/// "0", the caption and "1" along a side, from (0, 0) to the right.
void drawSide(QPainter& painter, double length, const QString& caption)
{
    const QRectF line(0, 0, length, painter.fontMetrics().height());
    painter.drawText(line, Qt::AlignLeft, QStringLiteral("0"));
    painter.drawText(line, Qt::AlignRight, QStringLiteral("1"));
    if (painter.fontMetrics().horizontalAdvance(caption) + 2 * line.height() < length)
        painter.drawText(line, Qt::AlignHCenter, caption);
}

}

void drawUnitSquare(QPainter& painter, const QRectF& square, const QString& across,
    const QString& up, const Palette& palette)
{
    painter.setPen(QPen(palette.faint, 1));
    for (const double part : {0.25, 0.5, 0.75}) {
        const double x = std::round(square.left() + part * square.width()) + 0.5;
        const double y = std::round(square.bottom() - part * square.height()) + 0.5;
        painter.drawLine(
            QPointF(x, square.top() + part * square.height()), QPointF(x, square.bottom()));
        painter.drawLine(
            QPointF(square.left(), y), QPointF(square.right() - part * square.width(), y));
    }
    painter.setPen(QPen(palette.dim, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolygon(QPolygonF({square.topLeft(), square.bottomLeft(), square.bottomRight()}));
    painter.save();
    painter.translate(square.left(), square.bottom() + room);
    drawSide(painter, square.width(), across);
    painter.restore();
    painter.save();
    painter.translate(square.left() - room - painter.fontMetrics().height(), square.bottom());
    painter.rotate(-90);
    drawSide(painter, square.height(), up);
    painter.restore();
}

void drawDots(QPainter& painter, std::span<const UnitDot> dots, const QColor& colour)
{
    QColor fill = colour;
    fill.setAlphaF(0.5F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    for (const UnitDot& dot : dots)
        painter.drawEllipse(dot.place, dot.radius, dot.radius);
}

void drawRing(QPainter& painter, std::span<const UnitDot> dots, int unit, const Palette& palette)
{
    const auto dot = std::ranges::find_if(
        dots, [unit](const UnitDot& one) { return std::ranges::count(one.units, unit) > 0; });
    if (dot == dots.end())
        return;
    painter.setPen(QPen(palette.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(dot->place, dot->radius + 3.5, dot->radius + 3.5);
    painter.setPen(QPen(palette.card, 1));
    painter.drawEllipse(dot->place, dot->radius + 1.5, dot->radius + 1.5);
}

} // namespace rnnscope
