#pragma once

#include "core/model/model.h"

#include <QRectF>

namespace rnnscope {

/// Top and height of a row of a picture, in pixels.
struct StepRow {
    double top = 0, height = 0;

    QRectF at(double left, double width) const { return {left, top, width, height}; }
    double middle() const { return top + height / 2; }
    double bottom() const { return top + height; }
};

/// The rows of a picture of one step, from above: what is true, what leaves, the memory of every
/// layer, what enters. Without height where a model has no such thing.
struct StepRows {
    StepRow truth, output, input;
    std::vector<StepRow> layers; ///< as in Model::layers, the first one lowest

    /// The layer whose row is nearest to that height.
    int layerAt(double y) const;
    /// Pixels between a layer and what stands below it, where the loop of a folded cell runs.
    double below(int layer) const;
};

/// Divides the height among the rows.
/// @param print height of small print
/// @param folding 0 to 1: how much room the loops of folded cells need
StepRows stepRows(const Model& model, const StepRow& room, double print, double folding);

/// The lines that enter and leave a layer stand apart where two directions share a depth: both
/// blocks are narrower than the step, and beside each of them the other one's lines pass.
/// @param area the whole width that the step has
QRectF blockIn(const Model& model, int layer, const QRectF& area);

} // namespace rnnscope
