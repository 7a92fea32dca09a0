#pragma once

#include "core/math/real.h"
#include "ui/paint/palette.h"

#include <QPainter>

#include <span>

namespace rnnscope {

/// Where a heat map stands and what its columns and rows are. Pixels.
struct HeatGrid {
    QRectF area;
    Index first; ///< step of the first column
    Index count; ///< columns
    std::span<const int> order; ///< units from the top row to the bottom row

    double xOf(double position) const; ///< of a position of the playback
    int stepAt(double x) const; ///< the nearest shown step
    int unitAt(double y) const; ///< the nearest unit
    QRectF rowOf(int unit) const; ///< null where there is no such unit
};

/// Draws the cursor at the position; where `pales`, what lies after it is paler.
void drawCursor(
    QPainter& painter, const HeatGrid& grid, double position, bool pales, const Palette& palette);

/// The numbers of the steps below the grid, counted from 1, in the painter's font.
void drawStepNumbers(QPainter& painter, const HeatGrid& grid, const Palette& palette);

/// Frames the row of a unit and points at it; its number stands right-aligned in the `room` pixels
/// at the left of the grid, unless it came too close to the corners, where labels stand.
void drawUnitMark(
    QPainter& painter, const HeatGrid& grid, int unit, double room, const Palette& palette);

} // namespace rnnscope
