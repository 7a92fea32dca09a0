#pragma once

#include "core/math/real.h"
#include "ui/paint/palette.h"

#include <QPainter>

namespace rnnscope {

/// Steps that stand side by side, each as wide as the others. Pixels.
struct TimeAxis {
    QRectF area;
    Index first; ///< the step at the left
    Index count; ///< steps

    double pitch() const { return area.width() / static_cast<double>(count); }
    double xOf(double position) const; ///< of a position of the playback
    int stepAt(double x) const; ///< the nearest shown step
};

/// The steps of a sequence in that area: all of them where two share a pixel at most, else the page
/// in which `step` is, a pixel a step.
TimeAxis timeAxis(const QRectF& area, Index steps, Index step);

/// Draws the cursor at the position; where `pales`, what lies after it is paler.
void drawCursor(
    QPainter& painter, const TimeAxis& axis, double position, bool pales, const Palette& palette);

/// The numbers of the steps below the axis, counted from 1, in the painter's font.
void drawStepNumbers(QPainter& painter, const TimeAxis& axis, const Palette& palette);

} // namespace rnnscope
