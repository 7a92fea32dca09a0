#pragma once

#include "core/base/watch.h"
#include "ui/paint/steprows.h"
#include "ui/paint/unrolled.h"

namespace rnnscope {

/// Many steps at once, too narrow for pictures of their own: for each row of the picture an image
/// whose columns are steps, or the means of as many as share one.
struct StepBars {
    Index first = 0, count = 0; ///< steps
    QImage output; ///< how many predictions are right, as bars; or the numbers that leave
    QImage input; ///< the values of a unit, or the numbers that enter; null for tokens alone
    std::vector<QImage> layers;

    bool covers(Index from, Index to) const { return first <= from && to <= first + count; }
};

/// The means of `rows` × `columns` equal parts of the steps [first, first + count) of units ×
/// steps; no more parts than numbers. Incomplete when cancelled.
Matrix pooled(
    const Matrix& values, Index first, Index count, Index rows, Index columns, const Watch& watch);

/// @param columns of the images, at most
/// @param density pixels of the screen in one of `rows`
StepBars barsOf(const Unrolled& all, Index first, Index count, Index columns, const StepRows& rows,
    double density, const Palette& palette, const Watch& watch);

/// Draws it with the left edge of step 0 at `origin` and steps `pitch` wide; what comes after the
/// position is paler, where it is not there before.
void drawStepBars(QPainter& painter, const StepBars& bars, const Unrolled& all,
    const StepRows& rows, double origin, double pitch, double position, const Palette& palette);

} // namespace rnnscope
