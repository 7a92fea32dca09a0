#include "ui/paint/unitline.h"

#include "ui/paint/text.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// How far from zero each unit of the track goes, over its finite values.
void appendReaches(const Matrix& values, std::vector<double>& reaches)
{
    Vector reach = Vector::Zero(values.rows());
    constexpr Real most = std::numeric_limits<Real>::max();
    for (Index j = 0; j < values.cols(); ++j) {
        const auto size = values.col(j).array().abs();
        reach = (size <= most).select(size.max(reach.array()), reach.array());
    }
    reaches.insert(reaches.end(), reach.begin(), reach.end());
}

/// The next round number that is not below.
double roundLimit(double number)
{
    const double decade = std::pow(10, std::floor(std::log10(number)));
    for (const double round : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0})
        if (round * decade >= number)
            return round * decade;
    return 10 * decade;
}

/// Of points in the same column of pixels only the lowest and the highest, in their order.
QPolygonF thinned(const QPolygonF& points)
{
    QPolygonF thin;
    for (qsizetype from = 0, to = 0; from < points.size(); from = to) {
        auto lowest = points.begin() + from, highest = lowest;
        for (; to < points.size() && std::floor(points[to].x()) == std::floor(points[from].x());
             ++to) {
            const double y = points[to].y();
            if (y > lowest->y() || std::isnan(lowest->y()))
                lowest = points.begin() + to;
            if (y < highest->y() || std::isnan(highest->y()))
                highest = points.begin() + to;
        }
        thin << *std::min(lowest, highest);
        if (lowest != highest)
            thin << *std::max(lowest, highest);
    }
    return thin;
}

QPolygonF regular(int corners, double turn, double inner = 0)
{
    QPolygonF shape;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * M_PI * i / corners + turn;
        shape << (inner > 0 && i % 2 ? inner : 1) * QPointF(std::cos(angle), std::sin(angle));
    }
    return shape;
}

/// Outlines about the point 0, 1 at most away from it; without corners a circle.
const std::array<QPolygonF, 6>& forms()
{
    static const std::array<QPolygonF, 6> all{QPolygonF(), regular(4, M_PI / 4),
        regular(3, -M_PI / 2), regular(4, 0), regular(3, M_PI / 2), regular(10, -M_PI / 2, 0.45)};
    return all;
}

}

double ValueField::yOf(double value) const
{
    if (!std::isfinite(value))
        return none;
    const double part = (value - scale.low) / (scale.high - scale.low);
    return steps.area.bottom() - std::clamp(part, 0.0, 1.0) * steps.area.height();
}

Scale commonScale(
    std::span<const Track> tracks, const LayerTrace& trace, std::span<const int> which)
{
    constexpr double beyond = 100;
    double limit = 0;
    std::vector<double> reaches;
    for (const int i : which) {
        const Track& track = tracks[static_cast<size_t>(i)];
        const double bound = std::max(std::abs(track.low), std::abs(track.high));
        if (std::isfinite(bound))
            limit = std::max(limit, bound);
        else
            appendReaches(trace.tracks[static_cast<size_t>(i)], reaches);
    }
    std::ranges::sort(reaches);
    const double most = reaches.empty() ? 0 : reaches.back();
    const double usual = reaches.empty() ? 0 : reaches[reaches.size() / 2];
    const double shown = usual > 0 ? std::min(most, beyond * usual) : most;
    if (shown > limit)
        limit = roundLimit(shown);
    return limit > 0 ? Scale{-limit, limit, most > limit} : Scale{-1, 1};
}

double valueAfter(const LayerTrace& trace, int track, Index unit, Index steps)
{
    const auto place = static_cast<size_t>(track);
    if (steps > 0)
        return trace.tracks[place](unit, steps - 1);
    return trace.backward ? none : static_cast<double>(trace.start[place](unit, 0));
}

QPolygonF unitLine(const ValueField& field, const LayerTrace& trace, int track, Index unit)
{
    const TimeAxis& axis = field.steps;
    QPolygonF points;
    points.reserve(axis.count + 1);
    for (Index after = axis.first; after <= axis.first + axis.count; ++after)
        points << QPointF(
            axis.xOf(static_cast<double>(after)), field.yOf(valueAfter(trace, track, unit, after)));
    return axis.pitch() < 1 ? thinned(points) : points;
}

void drawUnitLine(QPainter& painter, const QPolygonF& line, const QPen& pen)
{
    QPainterPath path, dots;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (std::isnan(line[i].y()))
            continue;
        const bool begins = i == 0 || std::isnan(line[i - 1].y());
        const bool ends = i + 1 == line.size() || std::isnan(line[i + 1].y());
        begins ? path.moveTo(line[i]) : path.lineTo(line[i]);
        if (begins && ends)
            dots.addEllipse(line[i], pen.widthF() + 1, pen.widthF() + 1);
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.fillPath(dots, pen.color());
}

void drawValueAxis(QPainter& painter, const ValueField& field, const Palette& palette)
{
    const QRectF& area = field.steps.area;
    const Scale& scale = field.scale;
    const double line = painter.fontMetrics().height();
    const bool halves = area.height() > 7 * line;
    for (const double part : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        const bool half = part == 0.25 || part == 0.75;
        const double value = scale.low + part * (scale.high - scale.low);
        const double y = std::round(field.yOf(value)) + 0.5;
        painter.setPen(part == 0.5 ? palette.dim : palette.faint);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right() - 1, y));
        painter.setPen(palette.dim);
        if (!half || halves)
            painter.drawText(QRectF(area.left() - 206, y - line / 2, 200, line),
                Qt::AlignRight | Qt::AlignVCenter,
                part == 0 || part == 1 ? endText(value, scale) : plainNumber(value));
    }
}

void drawMark(
    QPainter& painter, QPointF centre, int form, const QColor& colour, const Palette& palette)
{
    constexpr double radius = 4;
    const QPolygonF& outline = forms()[static_cast<size_t>(form)];
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(palette.card);
    if (outline.isEmpty()) {
        painter.drawEllipse(centre, radius - 0.6, radius - 0.6);
        return;
    }
    painter.drawPolygon(
        QTransform::fromTranslate(centre.x(), centre.y()).scale(radius, radius).map(outline));
}

QChar markLetter(int form) { return QStringView(u"○□△◇▽☆")[form]; }

void drawMarks(QPainter& painter, const QPolygonF& line, int form, const QColor& colour,
    const Palette& palette)
{
    constexpr double apart = 96, shift = 16; // as many shifts as forms: no two at the same place
    double next = line.isEmpty() ? 0 : line.front().x() + shift * (form + 0.5);
    for (const QPointF& point : line)
        if (point.x() >= next && !std::isnan(point.y())) {
            drawMark(painter, point, form, colour, palette);
            next += apart * std::ceil((point.x() - next + 1) / apart);
        }
}

std::vector<double> spreadLabels(
    std::span<const double> wanted, double height, double top, double bottom)
{
    constexpr double farthest = 2.5; // heights
    std::vector<double> middles;
    const auto free = [&](double y) {
        return y >= top + height / 2 && y <= bottom - height / 2
            && std::ranges::none_of(
                middles, [&](double other) { return std::abs(other - y) < height; });
    };
    for (const double place : wanted) {
        double found = none;
        for (double off = 0; std::isnan(found) && off <= farthest * height; ++off)
            for (const double y : {place - off, place + off})
                if (std::isnan(found) && free(y))
                    found = y;
        middles.push_back(found);
    }
    return middles;
}

} // namespace rnnscope
