#pragma once

#include "core/trace/record.h"
#include "ui/paint/scale.h"
#include "ui/paint/timeaxis.h"

namespace rnnscope {

/// Steps across and values upwards over one area. A state stands at the end of the step that makes
/// it, where the cursor of a finished step is. Pixels.
struct ValueField {
    TimeAxis steps;
    Scale scale;

    /// Of a value; one beyond the scale stands at its end, what is no number nowhere: NaN.
    double yOf(double value) const;
};

/// A symmetric scale that holds every value of those tracks: ±1, 2, 3, 4, 5, 6, 8, 10, 15 … at
/// least the range of a track that has one. Units that go a hundred times as far as most are
/// clipped, so that the others can be seen.
Scale commonScale(
    std::span<const Track> tracks, const LayerTrace& trace, std::span<const int> which);

/// A unit of a carried track after so many steps: at 0 the start, which a layer that reads from the
/// end has elsewhere: NaN.
double valueAfter(const LayerTrace& trace, int track, Index unit, Index steps);

/// The line of that unit through the steps that are shown. Where several share a pixel, the lowest
/// and the highest of them. A y that is NaN is a gap.
QPolygonF unitLine(const ValueField& field, const LayerTrace& trace, int track, Index unit);

/// Draws such a line; a point with gaps at both sides is a dot.
void drawUnitLine(QPainter& painter, const QPolygonF& line, const QPen& pen);

/// Draws grid lines, and the numbers at the left of the area in the painter's font.
void drawValueAxis(QPainter& painter, const ValueField& field, const Palette& palette);

/// Forms that tell lines apart, 0 to 5, and the same as letters: "○", "□", "△" …
void drawMark(
    QPainter& painter, QPointF centre, int form, const QColor& colour, const Palette& palette);
QChar markLetter(int form);
/// Marks along a line, a hand's breadth apart, each form at other places.
void drawMarks(QPainter& painter, const QPolygonF& line, int form, const QColor& colour,
    const Palette& palette);

/// The middles of labels of that height, each as near to its wanted place as those before it leave
/// room between top and bottom; NaN for one that would stand too far off.
std::vector<double> spreadLabels(
    std::span<const double> wanted, double height, double top, double bottom);

} // namespace rnnscope
