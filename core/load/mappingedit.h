#pragma once

#include "core/load/mappingfit.h"

#include <set>

namespace rnnscope {

// Changes that a person makes to a mapping. What fitted before and does not fit any more is left
// out; what the shapes suggest is filled in.

/// A layer on top, of the same kind of cell; the head stays where it fits there too.
void addLayer(Mapping& mapping, const MappingFitter& fitter);
/// Takes the top layer away.
void removeLayer(Mapping& mapping, const MappingFitter& fitter);

/// The tensors that stand in more than one place of the layers. Those around the layers do not
/// count: an embedding may well be the layer on top too.
std::set<std::string> usedTwice(const Mapping& mapping);
/// Makes a layer another kind of cell; other shapes fit it, so that it begins anew.
void changeCell(
    Mapping& mapping, size_t layer, const std::string& cell, const MappingFitter& fitter);

/// In how many tensors the weights of a layer lie.
struct WeightShape {
    bool joined = false; ///< W and U are one
    bool hiddenFirst = false; ///< on [h, x]
    bool byGate = false; ///< each gate has its own

    bool operator==(const WeightShape&) const = default;
};
WeightShape shapeOf(const MappedLayer& layer);
/// Gives a layer places of that shape; those that it has not had are empty.
void changeShape(MappedLayer& layer, const WeightShape& shape);

} // namespace rnnscope
