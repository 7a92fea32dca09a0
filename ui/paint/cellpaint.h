#pragma once

#include "ui/paint/celllight.h"

namespace rnnscope {

/// What the drawing marks.
struct CellMarks {
    int track = -1; ///< its box has an accent
    int unit = -1; ///< its cell is framed in every strip

    bool operator==(const CellMarks&) const = default;
};

/// Draws the cell at a phase (0 to 1) of its step: what has not acted yet is pale, what is under
/// way grows, vectors run along the wires, what is done stays as a still picture.
/// @param light what the open term read
void drawCell(QPainter& painter, const CellScene& scene, const CellLayout& layout, double phase,
    const CellMarks& marks, const CellLight& light, const Palette& palette);

/// Its parts above the wires: what rests, the same at every phase of the same stages, and above it
/// what is under way.
void drawResting(QPainter& painter, const CellScene& scene, const CellLayout& layout, double phase,
    const CellMarks& marks, const Palette& palette);
void drawActing(QPainter& painter, const CellScene& scene, const CellLayout& layout, double phase,
    const CellMarks& marks, const Palette& palette);

} // namespace rnnscope
