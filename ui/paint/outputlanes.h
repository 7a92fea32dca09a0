#pragma once

#include "ui/paint/scale.h"
#include "ui/paint/timeaxis.h"

namespace rnnscope {

/// Outputs that are numbers, each with a lane of its own, all to one scale.
struct OutputLanes {
    TimeAxis axis;
    Index outputs;
    Scale range; ///< of every lane, low to high

    QRectF laneOf(Index output) const;
    double yOf(Index output, double value) const;
    /// Whether lanes are high enough for curves; else each is drawn as a row of shades.
    bool asCurves() const { return laneOf(0).height() >= 22; }
};

/// Draws the shown steps of the outputs, and dashed what they should be.
/// @param values outputs × steps
/// @param goals the same, NaN where there is none; or empty
void drawOutputs(QPainter& painter, const OutputLanes& lanes, const Matrix& values,
    const Matrix& goals, const Palette& palette);

} // namespace rnnscope
