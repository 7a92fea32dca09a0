#pragma once

#include "ui/paint/steprows.h"
#include "ui/paint/unrolled.h"

namespace rnnscope {

/// Opacity of what has not happened yet.
inline constexpr double pale = 0.3;

/// Where one step stands. Pixels.
struct StepPlace {
    double left, width; ///< of all that belongs to it
    double folding = 0; ///< how far its cell is folded, 0 to 1
    double straight = 0; ///< to the middle between it and its neighbour, where it is not folded

    double gutter() const { return std::clamp(width * 0.12, 0.5, 5.0); } ///< free at both sides
};

/// Draws what enters, the memory of every layer and what leaves, with the arrows between; in the
/// painter's font, small print in `print`.
void drawStep(QPainter& painter, const Unrolled& all, const StepRows& rows, int step,
    const StepPlace& place, const Presence& there, const QFont& print, const Palette& palette);

/// The way of the memory out of the right side of a block. Unfolded it runs straight to the next
/// block; folded it bends below the block to its middle, where the way into the left side begins,
/// which is its mirror image.
/// @param depth how far below the block the loop passes
QPolygonF wayOut(const QRectF& block, double straight, double depth, double folding);

} // namespace rnnscope
