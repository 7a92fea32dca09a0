#include "ui/paint/lines.h"

#include "ui/paint/contrast.h"
#include "ui/paint/labels.h"
#include "ui/paint/text.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace rnnscope {

namespace {

/// The values of a line as points; of many in one column of pixels the lowest and the highest.
QPolygonF pointsOf(const Chart& chart, std::span<const double> values, double first)
{
    QPolygonF points;
    points.reserve(static_cast<qsizetype>(values.size()));
    for (size_t i = 0; i < values.size(); ++i)
        points.append(std::isfinite(values[i])
                ? chart.at(first + static_cast<double>(i), values[i])
                : QPointF(chart.at(first + static_cast<double>(i), chart.bottom).x(),
                    std::numeric_limits<double>::quiet_NaN()));
    return points;
}

QPainterPath pathOf(const QPolygonF& points)
{
    QPainterPath path;
    bool begun = false;
    std::optional<QPointF> low, high; // of the column that is under way
    const auto flush = [&] {
        if (low && *low != *high)
            path.lineTo(*low), path.lineTo(*high);
        low.reset();
        high.reset();
    };
    double column = -1;
    for (const QPointF& point : points) {
        if (!std::isfinite(point.y())) {
            flush();
            begun = false;
            continue;
        }
        if (begun && std::floor(point.x()) == column) {
            low = low && low->y() > point.y() ? low : point;
            high = high && high->y() < point.y() ? high : point;
            continue;
        }
        flush();
        begun ? path.lineTo(point) : path.moveTo(point);
        column = std::floor(point.x());
        low = high = point;
        begun = true;
    }
    flush();
    return path;
}

void drawBand(QPainter& painter, const Chart& chart, const PlotLine& line, double first,
    const Palette& palette)
{
    QPolygonF outline;
    for (const auto* side : {&line.low, &line.high}) {
        QPolygonF points = pointsOf(chart, *side, first);
        points.removeIf([](const QPointF& point) { return !std::isfinite(point.y()); });
        if (side == &line.high)
            std::ranges::reverse(points);
        outline += points;
    }
    constexpr double pale = 0.2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(mix(line.pen.color(), palette.card, pale));
    painter.drawPolygon(outline);
}

/// Where words may stand: in their corners of the field.
CurveLabel cornersOf(const FieldWords& words, const QRectF& area, const QFont& font)
{
    const QFontMetricsF metrics(font);
    CurveLabel label{-1, {}};
    for (const Qt::Alignment corner : words.corners) {
        QRectF place({}, QSizeF(metrics.horizontalAdvance(words.text), metrics.height()));
        place.moveTopLeft(area.topLeft() + QPointF(6, 2));
        if (corner & Qt::AlignRight)
            place.moveRight(area.right() - 6);
        if (corner & Qt::AlignBottom)
            place.moveBottom(area.bottom() - 2);
        label.places.push_back(place);
    }
    return label;
}

void drawDots(QPainter& painter, const Chart& chart, const PlotLine& line, double first)
{
    constexpr double radius = 2.5;
    painter.setPen(Qt::NoPen);
    painter.setBrush(line.pen.color());
    for (const QPointF& point : pointsOf(chart, line.values, first))
        if (std::isfinite(point.y()))
            painter.drawEllipse(point, radius, radius);
    painter.setBrush(Qt::NoBrush);
}

void nameLines(QPainter& painter, const Chart& chart, std::span<const PlotLine> lines, double first,
    std::span<const FieldWords> words, const Palette& palette)
{
    std::vector<QPolygonF> inks;
    std::vector<CurveLabel> labels;
    for (const FieldWords& one : words)
        labels.push_back(cornersOf(one, chart.area, painter.font()));
    const auto fontOf = [&](const PlotLine& line) {
        QFont font = painter.font();
        font.setBold(line.strong);
        return font;
    };
    for (const PlotLine& line : lines) {
        QPolygonF points = pointsOf(chart, line.values, first);
        for (QPointF& point : points)
            if (!chart.area.adjusted(-1, -1, 1, 1).contains(point))
                point.setY(std::numeric_limits<double>::quiet_NaN());
        inks.push_back(inkOf(points));
        const QFontMetricsF metrics(fontOf(line));
        labels.push_back({static_cast<int>(inks.size()) - 1,
            placesAlong(inks.back(), {metrics.horizontalAdvance(line.label), metrics.height()},
                chart.area.adjusted(4, 2, -4, -2))});
    }
    const std::vector<QRectF> places = placeLabels(labels, inks);
    painter.setPen(palette.dim);
    for (size_t i = 0; i < words.size(); ++i)
        painter.drawText(places[i], Qt::AlignCenter | Qt::TextDontClip, words[i].text);
    const QFont font = painter.font();
    for (size_t i = 0; i < lines.size(); ++i) {
        if (places[words.size() + i].isEmpty())
            continue; // nothing of it is in sight
        painter.setFont(fontOf(lines[i]));
        painter.setPen(lines[i].pen.color());
        painter.drawText(
            places[words.size() + i], Qt::AlignCenter | Qt::TextDontClip, lines[i].label);
    }
    painter.setFont(font);
}

/// The range, widened to all finite numbers of the lines.
std::pair<double, double> widened(std::pair<double, double> range, std::span<const PlotLine> lines)
{
    for (const PlotLine& line : lines)
        for (const auto* values : {&line.values, &line.low, &line.high})
            for (const double value : *values)
                if (std::isfinite(value)) {
                    range.first = std::min(range.first, value);
                    range.second = std::max(range.second, value);
                }
    return range;
}

}

QString powerText(int exponent)
{
    static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString raised;
    for (const QChar sign : QString::number(std::abs(exponent)))
        raised += digits[sign.digitValue()];
    return QStringLiteral("10") + (exponent < 0 ? QStringLiteral("⁻") : QString()) + raised;
}

QString scientific(double value)
{
    if (value == 0 || !std::isfinite(value))
        return value == 0 ? QStringLiteral("0") : QString::number(value);
    const QStringList parts = QString::number(value, 'e', 2).split('e');
    const int exponent = parts[1].toInt();
    const QString digits = QString(parts[0]).replace('-', QChar(0x2212));
    return exponent == 0 ? digits : digits + QStringLiteral("·") + powerText(exponent);
}

QRectF fieldOf(const QRectF& frame, const QFont& font, double right)
{
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    const double numbers = metrics.horizontalAdvance(QStringLiteral("10⁻¹⁰⁰")) + 8;
    return frame.adjusted(numbers, line + 6, -right, -2 * line - 8);
}

void drawDecades(QPainter& painter, const Chart& chart, const QString& across, const QString& up,
    const Palette& palette)
{
    Chart plain = chart; // its horizontal axis, and no ticks of numbers upwards
    plain.bottom = plain.top = 0;
    drawAxes(painter, plain, across, up, palette);
    const QFontMetricsF metrics(painter.font());
    const double room = chart.area.height() / (1.6 * metrics.height());
    const int apart = roundAbove((chart.top - chart.bottom) / std::max(room, 1.0));
    for (int power = static_cast<int>(std::ceil(chart.bottom / apart)) * apart; power <= chart.top;
         power += apart) {
        const double y = std::round(chart.at(chart.left, power).y()) + 0.5;
        painter.setPen(power == 0 ? palette.dim : palette.faint);
        painter.drawLine(QPointF(chart.area.left(), y), QPointF(chart.area.right(), y));
        painter.setPen(palette.dim);
        painter.drawText(
            QRectF(chart.area.left() - 200, y - metrics.height() / 2, 194, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, power == 0 ? QStringLiteral("1") : powerText(power));
    }
    painter.setPen(palette.border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(chart.area);
}

void drawLines(QPainter& painter, const Chart& chart, std::span<const PlotLine> lines, double first,
    const Palette& palette, std::span<const FieldWords> words)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(chart.area.adjusted(-1, -1, 1, 1));
    for (const PlotLine& line : lines)
        if (!line.low.empty())
            drawBand(painter, chart, line, first, palette);
    painter.setBrush(Qt::NoBrush);
    for (const PlotLine& line : lines) {
        painter.setPen(line.pen);
        painter.drawPath(pathOf(pointsOf(chart, line.values, first)));
        if (line.dots)
            drawDots(painter, chart, line, first);
    }
    painter.setClipping(false);
    nameLines(painter, chart, lines, first, words, palette);
    painter.restore();
}

void drawLost(QPainter& painter, const Chart& chart, double below, const QString& words,
    const Palette& palette)
{
    if (!(below > chart.bottom))
        return;
    QRectF lost = chart.area;
    lost.setTop(chart.at(chart.left, std::min(below, chart.top)).y());
    painter.fillRect(lost, palette.lost);
    const double line = QFontMetricsF(painter.font()).height();
    if (lost.height() < line)
        return;
    painter.setPen(palette.dim);
    painter.drawText(lost.adjusted(6, 1, -6, -1), Qt::AlignRight | Qt::AlignBottom,
        QFontMetricsF(painter.font()).elidedText(words, Qt::ElideRight, lost.width() - 12));
}

std::pair<double, double> decadesOf(std::span<const PlotLine> lines)
{
    constexpr double none = std::numeric_limits<double>::infinity();
    auto [low, high] = widened({none, -none}, lines);
    if (!(low <= high))
        return {-1, 1};
    low = std::floor(low);
    high = std::ceil(high);
    return {high - low < 2 ? high - 2 : low, high};
}

std::pair<double, double> zeroedOf(std::span<const PlotLine> lines)
{
    constexpr double room = 0.08;
    const auto [low, high] = widened({0, 0}, lines);
    if (low == high)
        return {-1, 1};
    return {low - room * (high - low), high + room * (high - low)};
}

} // namespace rnnscope
