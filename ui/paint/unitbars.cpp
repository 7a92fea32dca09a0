#include "ui/paint/unitbars.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

constexpr double widestBar = 40;

/// Where bars stand on.
double baseOf(const BarField& field) { return field.yOf(std::max(field.scale.low, 0.0)); }

void drawBarsOneByOne(
    QPainter& painter, const BarField& field, const Vector& values, const QColor& colour)
{
    const double pitch = field.pitch(), base = baseOf(field);
    const double width = std::min(pitch - (pitch < 4 ? 0 : 1), widestBar);
    for (size_t place = 0; place < field.order.size(); ++place) {
        const double y = field.yOf(values[field.order[place]]);
        if (std::isnan(y))
            continue;
        const double middle = field.area.left() + (static_cast<double>(place) + 0.5) * pitch;
        painter.fillRect(QRectF(middle - width / 2, base, width, y - base).normalized(), colour);
    }
}

/// Of the units that share a column of pixels.
struct Column {
    double low, high, mean;
};

Column columnOf(const BarField& field, const Vector& values, size_t from, size_t to)
{
    const double first = values[field.order[from]];
    Column column{first, first, 0};
    for (size_t place = from; place < to; ++place) {
        const double value = values[field.order[place]];
        column.low = std::min(column.low, value);
        column.high = std::max(column.high, value);
        column.mean += value / static_cast<double>(to - from);
    }
    return column;
}

void drawProfile(QPainter& painter, const BarField& field, const Vector& values,
    const QColor& colour, const Palette& palette)
{
    const QColor paler = mix(colour, palette.card, 0.4);
    const auto columns = static_cast<size_t>(field.area.width());
    const size_t units = field.order.size();
    const double base = baseOf(field);
    for (size_t i = 0; i < columns; ++i) {
        const size_t from = i * units / columns;
        const Column column
            = columnOf(field, values, from, std::max((i + 1) * units / columns, from + 1));
        const double x = field.area.left() + static_cast<double>(i);
        const double mean = field.yOf(column.mean);
        const double top = field.yOf(column.high), bottom = field.yOf(column.low);
        if (std::isnan(mean) || std::isnan(top) || std::isnan(bottom))
            continue;
        painter.fillRect(QRectF(x, top, 1, bottom - top), paler);
        painter.fillRect(QRectF(x, base, 1, mean - base).normalized(), colour);
    }
}

QPolygonF stairs(const ValueField& field, const Matrix& values, Index row)
{
    const TimeAxis& axis = field.steps;
    QPolygonF points;
    points.reserve(2 * axis.count);
    for (Index step = axis.first; step < axis.first + axis.count; ++step) {
        const double y = field.yOf(values(row, step));
        points << QPointF(axis.xOf(static_cast<double>(step)), y)
               << QPointF(axis.xOf(static_cast<double>(step + 1)), y);
    }
    return points;
}

}

double BarField::yOf(double value) const { return ValueField{{area, 0, 1}, scale}.yOf(value); }

int BarField::unitAt(double x) const
{
    const double place = std::floor((x - area.left()) / pitch());
    return order[static_cast<size_t>(
        std::clamp(place, 0.0, static_cast<double>(order.size() - 1)))];
}

double BarField::middleOf(int unit) const
{
    const auto place = std::ranges::find(order, unit);
    if (place == order.end())
        return std::numeric_limits<double>::quiet_NaN();
    return area.left() + (static_cast<double>(place - order.begin()) + 0.5) * pitch();
}

void drawUnitBars(QPainter& painter, const BarField& field, const Vector& values,
    const QColor& colour, const Palette& palette)
{
    constexpr double narrow = 2;
    if (field.pitch() < narrow)
        drawProfile(painter, field, values, colour, palette);
    else
        drawBarsOneByOne(painter, field, values, colour);
}

void drawUnitBar(
    QPainter& painter, const BarField& field, int unit, double value, const QColor& colour)
{
    const double y = field.yOf(value), middle = field.middleOf(unit), base = baseOf(field);
    if (std::isnan(y) || std::isnan(middle))
        return;
    const double pitch = field.pitch();
    const double width = std::clamp(pitch - (pitch < 4 ? 0 : 1), 2.0, widestBar);
    painter.fillRect(QRectF(middle - width / 2, base, width, y - base).normalized(), colour);
}

void drawQuartiles(
    QPainter& painter, const ValueField& field, const Matrix& quartiles, const QColor& colour)
{
    QColor band = colour;
    band.setAlphaF(0.3F);
    const TimeAxis& axis = field.steps;
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto edge = [&](Index step) { return std::round(axis.xOf(static_cast<double>(step))); };
    const Index last = axis.first + axis.count;
    for (Index from = axis.first, to = from; from < last; from = to) {
        double top = field.steps.area.bottom(), bottom = field.steps.area.top();
        for (; to < last && edge(to) <= edge(from); ++to) { // those that share a pixel
            top = std::fmin(top, field.yOf(quartiles(2, to)));
            bottom = std::fmax(bottom, field.yOf(quartiles(0, to)));
        }
        if (bottom >= top)
            painter.fillRect(
                QRectF(edge(from), top, edge(to) - edge(from), std::max(1.0, bottom - top)), band);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    drawStairs(painter, field, quartiles, 1, QPen(colour, 2.4));
}

void drawStairs(
    QPainter& painter, const ValueField& field, const Matrix& values, Index row, const QPen& pen)
{
    painter.save();
    painter.setClipRect(field.steps.area.adjusted(0, -2, 0, 2));
    drawUnitLine(painter, stairs(field, values, row), pen);
    painter.restore();
}

} // namespace rnnscope
