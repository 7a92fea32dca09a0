#include "ui/paint/chart.h"

#include "ui/paint/text.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace rnnscope {

QPointF Chart::at(double x, double y) const
{
    return {area.left() + (x - left) / (right - left) * area.width(),
        area.bottom() - (y - bottom) / (top - bottom) * area.height()};
}

QRectF Chart::fieldIn(const QRectF& frame, const QFont& font)
{
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    const double numbers = metrics.horizontalAdvance(QStringLiteral("−0.00")) + 8;
    return frame.adjusted(numbers, line + 6, -10, -2 * line - 8);
}

std::vector<double> ticksOf(double low, double high, int most)
{
    std::vector<double> ticks;
    const double least = (high - low) / std::max(most, 1);
    if (!(least > 0) || !std::isfinite(least))
        return ticks;
    const double decade = std::pow(10, std::floor(std::log10(least)));
    double step = 10 * decade;
    for (const double round : {5, 2, 1})
        if (round * decade >= least)
            step = round * decade;
    for (double i = std::ceil(low / step); i * step <= high + step * 1e-9; ++i)
        ticks.push_back(i == 0 ? 0 : i * step);
    return ticks;
}

void drawAxes(QPainter& painter, const Chart& chart, const QString& across, const QString& up,
    const Palette& palette)
{
    const QFontMetricsF metrics(painter.font());
    const QRectF& area = chart.area;
    const auto gridPen = [&](double tick) { return QPen(tick == 0 ? palette.dim : palette.faint); };
    const double lines = area.height() / metrics.height();
    const double ticks = std::max(lines / 2.2, std::min(3.0, lines / 1.3)); // few lie closer
    for (const double tick : ticksOf(chart.bottom, chart.top, static_cast<int>(ticks))) {
        const double y = std::round(chart.at(chart.left, tick).y()) + 0.5;
        painter.setPen(gridPen(tick));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(palette.dim);
        painter.drawText(QRectF(area.left() - 200, y - metrics.height() / 2, 194, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, plainNumber(tick));
    }
    const double widest = metrics.horizontalAdvance(QStringLiteral("−0.000  "));
    for (const double tick :
        ticksOf(chart.left, chart.right, static_cast<int>(area.width() / widest))) {
        if (chart.counts && tick != std::round(tick))
            continue;
        const double x = std::round(chart.at(tick, chart.bottom).x()) + 0.5;
        painter.setPen(gridPen(tick));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(palette.dim);
        painter.drawText(QRectF(x - 100, area.bottom() + 4, 200, metrics.height()),
            Qt::AlignHCenter, plainNumber(tick));
    }
    painter.setPen(palette.dim);
    painter.drawText(
        QRectF(area.left(), area.bottom() + 5 + metrics.height(), area.width(), metrics.height()),
        Qt::AlignHCenter | Qt::TextDontClip, across);
    painter.drawText(QPointF(area.left(), area.top() - 5 - metrics.descent()), up);
    painter.setPen(palette.border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(area);
}

void drawBars(
    QPainter& painter, const Chart& chart, const Histogram& histogram, const QColor& colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    for (size_t bin = 0; bin < histogram.counts.size(); ++bin) {
        const bool wide = histogram.high > histogram.low;
        const auto part = [&](size_t edge) { // the bins of a single value fill the field
            return static_cast<double>(edge) / static_cast<double>(histogram.counts.size());
        };
        const double left
            = wide ? histogram.edge(bin) : chart.left + part(bin) * (chart.right - chart.left);
        const double right = wide ? histogram.edge(bin + 1)
                                  : chart.left + part(bin + 1) * (chart.right - chart.left);
        QRectF bar(chart.at(left, static_cast<double>(histogram.counts[bin])), chart.at(right, 0));
        bar.setLeft(bar.left() + (bar.width() > 4 ? 1 : 0));
        if (histogram.counts[bin] > 0 && bar.height() < 1)
            bar.setTop(bar.bottom() - 1); // few of many are seen too
        painter.drawRect(bar);
    }
}

void drawCurve(QPainter& painter, const Chart& chart, double step, std::span<const double> low,
    std::span<const double> high, const QPen& pen)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    QPainterPath path;
    bool begun = false;
    for (size_t i = 0; i < low.size(); ++i) {
        if (std::isnan(low[i])) {
            begun = false;
            continue;
        }
        const double x = static_cast<double>(i) * step;
        const QPointF first = chart.at(x, low[i]);
        begun ? path.lineTo(first) : path.moveTo(first);
        path.lineTo(chart.at(x, high[i]));
        begun = true;
    }
    painter.drawPath(path);
    if (low.size() > 100)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(pen.color());
    for (size_t i = 0; i < low.size(); ++i)
        if (!std::isnan(low[i]))
            painter.drawEllipse(chart.at(static_cast<double>(i) * step, low[i]), 2.5, 2.5);
}

void drawEigenvalues(QPainter& painter, const Chart& chart,
    std::span<const std::complex<double>> values, const Palette& palette)
{
    painter.save();
    painter.setClipRect(chart.area);
    painter.setPen(QPen(palette.text, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QRectF(chart.at(-1, 1), chart.at(1, -1)));
    const double size = values.size() > 300 ? 2 : 3;
    for (const std::complex<double>& value : values) {
        const QPointF place = chart.at(value.real(), value.imag());
        const bool outside = std::abs(value) > 1;
        painter.setPen(outside ? QPen(palette.output, 1.4) : QPen(Qt::NoPen));
        painter.setBrush(outside ? QBrush(palette.card) : QBrush(palette.memory));
        if (outside)
            painter.drawRect(QRectF(place - QPointF(size, size), place + QPointF(size, size)));
        else
            painter.drawEllipse(place, size, size);
    }
    painter.restore();
}

void drawStems(
    QPainter& painter, const Chart& chart, std::span<const double> values, const Palette& palette)
{
    const double room
        = chart.area.width() / std::max<double>(1, static_cast<double>(values.size()));
    const QColor colour = palette.memory;
    for (size_t i = 0; i < values.size(); ++i) {
        const auto x = static_cast<double>(i);
        const QPointF tip = chart.at(x, values[i]);
        if (room > 3) {
            painter.setPen(QPen(mix(colour, palette.card, 0.45), 1));
            painter.drawLine(chart.at(x, 0), tip);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(tip, room > 6 ? 3 : 1.5, room > 6 ? 3 : 1.5);
    }
}

} // namespace rnnscope
