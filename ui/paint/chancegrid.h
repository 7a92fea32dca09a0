#pragma once

#include "core/run/chances.h"
#include "ui/paint/timeaxis.h"

namespace rnnscope {

/// Where the parts of a picture of probabilities over time stand, from the top: a curve of the
/// probability of the true output, a line of signs, and a row for each output. Pixels.
struct ChanceGrid {
    TimeAxis axis; ///< of everything together
    QRectF curve; ///< 0 to 1; null where nothing is known to be true
    QRectF signs; ///< right or wrong; null as the curve
    QRectF rows;
    Index shown = 0; ///< rows of outputs; below them is one of all others where there are any
    bool others = false;

    /// Whether steps are wide enough for the marks of single ones.
    static bool marks(const TimeAxis& axis) { return axis.pitch() >= 5; }
    Index rowCount() const { return shown + others; }
    double rowHeight() const { return rows.height() / static_cast<double>(rowCount()); }
    /// The row of an output: that of all others where it has none; −1 where it has no row at all.
    Index rowOf(const Chances& chances, int output) const;
    QRectF cellAt(Index row, Index step) const;
};

/// Whether a step's most probable output is the true one.
bool isRight(const Chances& chances, Index place);

/// The probabilities of the rows of the grid: rows × steps. The last one of all others.
Matrix rowShares(const Chances& chances, const ChanceGrid& grid);

/// The curve of the probability of the true output, over lines at 0, ½ and 1.
void drawGiven(
    QPainter& painter, const ChanceGrid& grid, const Chances& chances, const Palette& palette);

/// ✓ and ✗; where the steps are narrow, bars in the upper and in the lower half.
void drawSigns(
    QPainter& painter, const ChanceGrid& grid, const Chances& chances, const Palette& palette);

/// Shades, a dot in what is predicted, a frame around what is true: whole where that was right,
/// dotted where it was wrong. Of narrow steps without dots and frames.
void drawShares(
    QPainter& painter, const ChanceGrid& grid, const Chances& chances, const Palette& palette);

} // namespace rnnscope
