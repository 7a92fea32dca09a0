#pragma once

#include "ui/paint/cellscene.h"

#include <QFont>
#include <QPolygonF>

#include <optional>

namespace rnnscope {

/// A node of a drawing, and the place in its strip that was meant.
struct CellHit {
    size_t node;
    int unit; ///< −1: not on a value
};

/// Where everything of a cell's drawing stands, in pixels.
struct CellLayout {
    /// A branching of a wire: it is reached when that part of the wire is.
    struct Joint {
        size_t wire;
        QPointF place;
        double part;
    };

    double zoom; ///< of lines and letters; 1 in a window of ordinary size
    QFont font; ///< of names; the others derive from it
    bool named; ///< whether there is room for names and not only for symbols
    QFont small;
    QFont note; ///< of formulas beside operations
    std::vector<QRectF> nodes;
    std::vector<QRectF> panels; ///< of an operation's values, beside it; else empty
    std::vector<QRectF> valves; ///< where it is seen what a gate lets through; else empty
    std::vector<QRectF> strips; ///< empty where no values of a node are shown
    std::vector<int> rows; ///< of each strip; equal where a strip shows the units of the cell
    std::vector<QPolygonF> wires; ///< from edge to edge of their nodes
    std::vector<Joint> joints;
    std::vector<QRectF> notes; ///< of formulas beside nodes; empty where one does not fit
    QRectF legend;
    QSizeF plate; ///< of a vector on its way

    std::optional<CellHit> hit(const CellScene& scene, QPointF point) const;
    /// The place of one of the values in that node's strip.
    QRectF place(const CellScene& scene, size_t node, int value) const
    {
        return placeIn(strips[node], scene, node, value);
    }
    /// The same in its strip or its valve.
    QRectF placeIn(const QRectF& area, const CellScene& scene, size_t node, int value) const;
};

/// Fits the scene into the area. `font` is the font of names in a window of ordinary size.
CellLayout layOut(const CellScene& scene, const QRectF& area, const QFont& font);

} // namespace rnnscope
