#pragma once

#include <QPolygonF>
#include <QRectF>

#include <vector>

namespace rnnscope {

/// Where a curve has ink: points at most 3 pixels apart and at most two (lowest and highest) a
/// pixel column.
/// @param points in pixels, x ascending; a y that is not finite is a gap
QPolygonF inkOf(const QPolygonF& points);

/// A text to be put beside one of several curves.
struct CurveLabel {
    int curve; ///< index into the curves; −1: belongs to none, it only keeps clear of them
    std::vector<QRectF> places; ///< where it may stand, the preferred first
};

/// The places along a curve's ink, above and below it, that lie inside `area`; for ink shorter than
/// the label, places in rows beside it too.
std::vector<QRectF> placesAlong(const QPolygonF& ink, const QSizeF& size, const QRectF& area);

/// Chooses a place for every label, one after another: clear of all ink and of the labels before
/// it, and far from other curves than its own. A label without places gets an empty rectangle.
std::vector<QRectF> placeLabels(
    const std::vector<CurveLabel>& labels, const std::vector<QPolygonF>& inks);

} // namespace rnnscope
