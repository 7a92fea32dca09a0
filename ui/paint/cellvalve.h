#pragma once

#include "ui/paint/scale.h"

namespace rnnscope {

/// Vectors at a gate, one value a unit.
struct Valve {
    const Vector& entering; ///< what comes to it
    const Scale& scale; ///< of that
    const Vector& opening; ///< the gate: 0 shut, 1 open; beyond that the same
    double part; ///< how far it has opened: 0 all shut, 1 as far as the gate says
};

/// Draws a gate as a valve: every unit has a place in `rows` lines as in a strip, there its value
/// is seen between two shutters which leave that part of the height open.
void drawValve(
    QPainter& painter, const QRectF& area, const Valve& valve, int rows, const Palette& palette);

} // namespace rnnscope
