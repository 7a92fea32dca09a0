#pragma once

#include "core/run/forward.h"
#include "ui/paint/choreography.h"
#include "ui/paint/legend.h"

#include <QString>

namespace rnnscope {

/// One step of one layer: what a cell's drawing shows.
struct CellMoment {
    const Model& model;
    const Sequence& sequence;
    const Trace& trace;
    int layer;
    Index step;
};

/// What stands at one node of the drawing.
struct NodeContent {
    QString name; ///< in words
    std::string symbol; ///< mark-up
    QString text = {}; ///< a token, or the sign of an operation
    QString aside = {}; ///< after a token where there is room: how probable it is
    QString function = {}; ///< the activation of a box
    QString remark = {}; ///< the line below the strip of a box
    Vector values = {}; ///< one a unit, or one an input or output
    int track = -1; ///< whose units they are, or −1
    std::string formula = {}; ///< mark-up: what is computed there, where the drawing says it
    Scale scale{-1, 1};
    std::vector<Vector> terms = {}; ///< of an operation: what its wires bring
    int gate = -1; ///< which of two terms opens the way for the other, like a valve; or −1
    Scale entry{-1, 1}; ///< of the other

    bool empty() const { return values.size() == 0; }
    QString said() const { return (text + u' ' + aside).trimmed(); } ///< what stands there
    bool isValve() const { return gate >= 0; }
    const Vector& opening() const { return terms[static_cast<size_t>(gate)]; }
    const Vector& entering() const { return terms[static_cast<size_t>(1 - gate)]; }
};

/// A cell at one step as plain data; at a phase of the step it is drawn by drawCell().
struct CellScene {
    const Wiring* wiring = nullptr; ///< null: nothing to draw
    std::vector<NodeContent> nodes; ///< as in the wiring
    std::vector<ScaleKey> keys;
    Choreography choreography;
    Index units = 0;
    std::vector<Index> heights; ///< units of each track

    /// Whether the values of that node are those of units: of the cell, or of its projection.
    bool showsUnits(size_t node) const
    {
        return !nodes[node].empty()
            && (nodes[node].track >= 0 || wiring->nodes[node].part == Part::Operation);
    }
    /// Whether they are the units of that track; those of a projection are others than the cell's.
    bool showsUnitsOf(size_t node, int track) const;
};

/// The scale of each node of the layer's drawing, fixed for all steps. What a gate lets through has
/// the scale of what comes to it, other operations that of what they become.
std::vector<Scale> nodeScales(const Model& model, const Trace& trace, int layer);

/// What every node shows at that moment.
CellScene cellScene(const CellMoment& moment, const std::vector<Scale>& scales);

/// The exact value in words, as rich text: `forget gate f, unit 12: 0.884`, and of an operation how
/// it came about: `f ⊙ c, unit 12: 0.884 × −0.520 = −0.460`. Without a unit (−1): what the node is,
/// and its formula.
QString describe(const CellScene& scene, size_t node, int unit);

} // namespace rnnscope
