#pragma once

#include "ui/paint/unitline.h"

namespace rnnscope {

/// One value a unit, side by side, over an area. Pixels.
struct BarField {
    QRectF area;
    Scale scale;
    std::span<const int> order; ///< units from the left to the right

    double pitch() const { return area.width() / static_cast<double>(order.size()); }
    int unitAt(double x) const; ///< the nearest unit
    double middleOf(int unit) const; ///< x; NaN where there is no such unit
    double yOf(double value) const;
};

/// Draws a bar for each unit from zero, or from the low end of the scale where zero is not on it.
/// Where units are less than two pixels wide, each pixel has their mean, and paler from the lowest
/// to the highest.
void drawUnitBars(QPainter& painter, const BarField& field, const Vector& values,
    const QColor& colour, const Palette& palette);
/// The bar of one unit, two pixels wide at least.
void drawUnitBar(
    QPainter& painter, const BarField& field, int unit, double value, const QColor& colour);

/// The middle half of the units at every step as a band, their median as a line in it.
/// @param quartiles see quartiles()
void drawQuartiles(
    QPainter& painter, const ValueField& field, const Matrix& quartiles, const QColor& colour);

/// What one unit has at every step, in level pieces a step wide.
void drawStairs(
    QPainter& painter, const ValueField& field, const Matrix& values, Index row, const QPen& pen);

} // namespace rnnscope
