#pragma once

#include "ui/paint/celllayout.h"

#include <QPainter>

namespace rnnscope {

/// How much of a colour is left before something acts.
inline constexpr double pendingStrength = 0.22;

/// How thick a wire is drawn, in pixels: the cell state most, what comes from a gate least.
double wireWidth(Carrier carrier, double zoom);

/// Draws the wires of a cell at a phase of its step: pale where nothing has flowed yet, and at the
/// front of what flows the vector itself.
void drawWires(QPainter& painter, const CellScene& scene, const CellLayout& layout, double phase,
    const Palette& palette);

} // namespace rnnscope
