#pragma once

#include "ui/paint/celllayout.h"

namespace rnnscope {

/// What the drawing marks.
struct CellMarks {
    int track = -1; ///< its box has an accent
    int unit = -1; ///< its cell is framed in every strip
};

/// Draws the cell at a phase (0 to 1) of its step: what has not acted yet is pale, what is under
/// way grows, values run along the wires as dots, what is done stays as a still picture.
void drawCell(QPainter& painter, const CellScene& scene, const CellLayout& layout, double phase,
    const CellMarks& marks, const Palette& palette);

} // namespace rnnscope
