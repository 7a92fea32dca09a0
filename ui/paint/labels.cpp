#include "ui/paint/labels.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

constexpr double gap = 2; ///< pixels between a label and its curve
constexpr double enough = 28; ///< farther away from other curves is no better

/// Distance between a rectangle and a point, 0 inside.
double distance(const QRectF& box, const QPointF& point)
{
    const double dx = std::max({box.left() - point.x(), 0.0, point.x() - box.right()});
    const double dy = std::max({box.top() - point.y(), 0.0, point.y() - box.bottom()});
    return std::hypot(dx, dy);
}

/// Pixels free between the box and the curve, up to `enough`.
double clearance(const QRectF& box, const QPolygonF& ink)
{
    const auto begin = std::lower_bound(ink.begin(), ink.end(), box.left() - enough,
        [](const QPointF& point, double x) { return point.x() < x; });
    double free = enough;
    for (auto point = begin; point != ink.end() && point->x() < box.right() + enough; ++point)
        free = std::min(free, distance(box, *point));
    return free;
}

/// Pixels free of everything but the own curve; touching anything is worse than any free place.
double worth(const QRectF& box, int curve, const std::vector<QPolygonF>& inks,
    const std::vector<QRectF>& taken)
{
    double worth = enough;
    double touched = 0;
    for (size_t i = 0; i < inks.size(); ++i) {
        const double room = clearance(box, inks[i]);
        if (static_cast<int>(i) != curve)
            worth = std::min(worth, room);
        if (room <= 0)
            touched += enough;
    }
    for (const QRectF& other : taken)
        if (other.intersects(box.adjusted(-gap, -gap, gap, gap)))
            touched += 4 * enough;
    return worth - touched;
}

}

QPolygonF inkOf(const QPolygonF& points)
{
    constexpr double apart = 3;
    QPolygonF ink;
    double column = -1; ///< pixel column whose lowest and highest points are the last two of ink
    bool joined = false; ///< whether the point before was no gap
    for (const QPointF& point : points) {
        if (!std::isfinite(point.y())) {
            joined = false;
            continue;
        }
        if (joined && std::floor(point.x()) == column) {
            QPointF& low = ink[ink.size() - 2];
            QPointF& high = ink.back();
            low.setY(std::min(low.y(), point.y()));
            high.setY(std::max(high.y(), point.y()));
            continue;
        }
        if (joined) {
            const QLineF line(ink.back(), point);
            const int parts = static_cast<int>(std::ceil(line.length() / apart));
            for (int i = 1; i < parts; ++i)
                ink.append(line.pointAt(static_cast<double>(i) / parts));
        }
        ink.append(point);
        ink.append(point);
        column = std::floor(point.x());
        joined = true;
    }
    return ink;
}

std::vector<QRectF> placesAlong(const QPolygonF& ink, const QSizeF& size, const QRectF& area)
{
    constexpr int tries = 24;
    std::vector<QRectF> places;
    for (int i = 0; i <= tries; ++i) {
        const double left = area.left() + gap + (area.width() - size.width() - 2 * gap) * i / tries;
        double top = area.bottom();
        double bottom = area.top();
        for (const QPointF& point : ink) {
            const bool beside = point.x() < left - gap || point.x() > left + size.width() + gap;
            if (beside || !area.contains(point))
                continue;
            top = std::min(top, point.y());
            bottom = std::max(bottom, point.y());
        }
        for (const double y : {top - gap - size.height(), bottom + gap}) {
            const QRectF box(QPointF(left, y), size);
            if (top <= bottom && area.contains(box))
                places.push_back(box);
        }
    }
    if (ink.isEmpty() || ink.back().x() - ink.front().x() >= size.width())
        return places;
    for (const int line : {0, 1, -1})
        for (const int column : {0, 1, 2, 3, -1, -2, -3, -4}) {
            const double from = column < 0 ? ink.front().x() : ink.back().x() + 3 * gap;
            const QPointF corner(from + column * (size.width() + 3 * gap),
                ink.back().y() + (line - 0.5) * size.height());
            if (area.contains(ink.back()) && area.contains(QRectF(corner, size)))
                places.push_back({corner, size});
        }
    return places;
}

std::vector<QRectF> placeLabels(
    const std::vector<CurveLabel>& labels, const std::vector<QPolygonF>& inks)
{
    std::vector<QRectF> taken;
    for (const CurveLabel& label : labels) {
        QRectF best;
        double most = -std::numeric_limits<double>::infinity();
        for (const QRectF& place : label.places) {
            const double value = worth(place, label.curve, inks, taken);
            if (value > most) {
                most = value;
                best = place;
            }
        }
        taken.push_back(best);
    }
    return taken;
}

} // namespace rnnscope
