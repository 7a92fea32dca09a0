#pragma once

#include "core/trace/track.h"
#include "ui/paint/palette.h"

#include <QImage>
#include <QPainter>

#include <span>

namespace rnnscope {

/// A fixed map from values to colours: [0, 1] from gateLow to gateHigh, [−r, r] through zero.
/// Values outside are drawn as the nearest end.
struct Scale {
    double low;
    double high;
    bool clipped = false; ///< some values lie outside; the numbers at the ends say so

    bool operator==(const Scale&) const = default;
    bool symmetric() const { return low < 0; }
    QRgb colour(double value, const Palette& palette) const;
};

/// The scale of a track: its own range, or, where it has none, ±(the first of 1, 2, 5, 10, 20 …
/// that at most one in five of `values` passes), so that extreme ones do not pale the rest.
Scale scaleOf(const Track& track, const Eigen::Ref<const Matrix>& values);

/// ± the first of 1, 2, 5 × 10ⁿ that at most one number in a hundred passes.
Scale roundScale(std::span<const double> numbers);

/// The number at an end of the scale: "≥ 2" where values lie outside.
QString endText(double value, const Scale& scale);

/// Draws the scale as a bar with its numbers. Vertical, high above low.
void drawScale(QPainter& painter, const QRectF& area, const Scale& scale, const Palette& palette);

/// Draws the shades of the scale as a framed bar. Level, low at the left; without numbers.
void drawShades(QPainter& painter, const QRectF& bar, const Scale& scale, const Palette& palette);

/// One pixel a value: rows are units in `order` (top first), columns the steps [first, first +
/// count).
QImage heatImage(const Matrix& values, const std::vector<int>& order, Index first, Index count,
    const Scale& scale, const Palette& palette);

/// All units of one column as `rows` lines of cells, a pixel a unit, row by row.
QImage stripImage(const Vector& column, const Scale& scale, int rows, const Palette& palette);

/// Such an image filling `area`. More cells than pixels: each pixel shows the mean of its cells.
void drawCells(QPainter& painter, const QRectF& area, QImage image);

/// All units of one column as such cells.
void drawStrip(QPainter& painter, const QRectF& area, const Vector& column, const Scale& scale,
    int rows, const Palette& palette);

} // namespace rnnscope
