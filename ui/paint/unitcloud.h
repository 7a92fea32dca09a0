#pragma once

#include "ui/paint/palette.h"

#include <QPainter>

#include <span>
#include <vector>

namespace rnnscope {

/// A dot for one or more units that stand at the same place.
struct UnitDot {
    QPointF place; ///< in pixels
    double radius;
    std::vector<int> units;
};

/// The dots of units at places; those less than a pixel apart share one, the larger the more they
/// are.
std::vector<UnitDot> unitDots(std::span<const QPointF> places);

/// The dot that is nearest to a place, at most `reach` pixels from its rim; nullptr where none is.
const UnitDot* dotAt(std::span<const UnitDot> dots, QPointF place, double reach);

/// A square field from 0 to 1 in both directions of which the half below the diagonal is in use,
/// with captions below and, turned, at its left. Texts are in the painter's font.
void drawUnitSquare(QPainter& painter, const QRectF& square, const QString& across,
    const QString& up, const Palette& palette);

void drawDots(QPainter& painter, std::span<const UnitDot> dots, const QColor& colour);

/// A ring around the dot of that unit.
void drawRing(QPainter& painter, std::span<const UnitDot> dots, int unit, const Palette& palette);

} // namespace rnnscope
