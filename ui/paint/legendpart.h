#pragma once

#include "ui/paint/scale.h"
#include "ui/paint/tokenstrip.h"

#include <optional>

namespace rnnscope {

/// A part of a legend in one line: words; words and a scale with its numbers; or the sign of a
/// prediction and what it means.
struct LegendPart {
    QString text;
    std::optional<Scale> scale = {};
    std::optional<Verdict> sign = {};

    double width(const QFont& font) const;
    /// Draws it in the painter's font, from that point to the right, its middle at the point's
    /// height.
    void draw(QPainter& painter, QPointF left, const Palette& palette) const;
};

/// The width of all of them, with the room between.
double widthOf(std::span<const LegendPart> parts, const QFont& font);
/// Draws them side by side.
void drawParts(
    QPainter& painter, QPointF left, std::span<const LegendPart> parts, const Palette& palette);

} // namespace rnnscope
