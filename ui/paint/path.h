#pragma once

#include "ui/paint/palette.h"

#include <QPainter>

#include <functional>
#include <optional>

namespace rnnscope {

/// A path of states through a plane, a point a step, in pixels. Pale at its beginning, in full
/// colour at its end.
struct StatePath {
    QPolygonF points;
    QColor role; ///< of its end
    std::optional<QPointF> start = {}; ///< the state before the first step, where there is one

    /// The colour of a step.
    QColor colourAt(qsizetype step, const Palette& palette) const;
    /// The place at a position of the playback: at rest at t + 1 the point of step t, in between on
    /// the line from the point before, which for the first step is the start.
    QPointF at(double position) const;
    /// The step whose point is nearest to a place, at most `reach` pixels away; −1 where none is.
    int stepAt(QPointF place, double reach) const;
};

/// Draws the start, lines and points; of many steps thin lines only.
void drawPath(QPainter& painter, const StatePath& path, const Palette& palette);

/// Writes texts beside the points where they hide neither a point nor another text, those of early
/// steps first. Of many steps the texts of some are tried.
void drawPointTexts(QPainter& painter, const QRectF& area, const StatePath& path,
    const std::function<QString(int step)>& text, const Palette& palette);

/// Draws the colours of the path as a bar with the numbers of the first and the last step.
/// @param topRight where it ends
void drawPathScale(
    QPainter& painter, QPointF topRight, const StatePath& path, const Palette& palette);

} // namespace rnnscope
