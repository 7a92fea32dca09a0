#pragma once

#include "ui/paint/timeaxis.h"

#include <span>

namespace rnnscope {

/// Where a heat map stands and what its columns and rows are. Pixels.
struct HeatGrid : TimeAxis {
    std::span<const int> order; ///< units from the top row to the bottom row

    int unitAt(double y) const; ///< the nearest unit
    QRectF rowOf(int unit) const; ///< null where there is no such unit
};

/// Frames the row of a unit and points at it; its number stands right-aligned in the `room` pixels
/// at the left of the grid, unless it came too close to the corners, where labels stand.
void drawUnitMark(
    QPainter& painter, const HeatGrid& grid, int unit, double room, const Palette& palette);

} // namespace rnnscope
