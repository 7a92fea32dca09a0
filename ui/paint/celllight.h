#pragma once

#include "core/run/sources.h"
#include "ui/paint/celllayout.h"

#include <QPainter>

namespace rnnscope {

/// What of a cell's drawing one term of a value read: which units, how much each counts, and the
/// wires on which they came.
struct CellLight {
    std::vector<Vector> nodes; ///< per node: how much each value counts, 0 to 1; empty: not lit
    std::vector<char> wires; ///< per wire: whether it is lit

    bool empty() const { return nodes.empty(); }
};

/// The light of one term. What stands outside the drawing, such as another layer of the network
/// than those it reads, is not lit.
/// @param of what the term belongs to; the scene is its layer at its step
CellLight lightOf(const CellScene& scene, const Origin& of, const Sources& sources);

/// Draws the lit wires; below the nodes.
void drawLitWires(
    QPainter& painter, const CellLayout& layout, const CellLight& light, const Palette& palette);
/// Draws the light on the nodes: what counts little is paler, what counts most is framed.
void drawLitNodes(QPainter& painter, const CellScene& scene, const CellLayout& layout,
    const CellLight& light, const Palette& palette);

} // namespace rnnscope
