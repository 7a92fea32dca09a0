#pragma once

#include "core/load/mappingfit.h"

namespace rnnscope {

/// A mapping to begin with: layers of that kind of cell, an embedding and a head among tensors that
/// have the shapes, those with like names together. No layer where none can be. Of very many
/// tensors only the first are looked at.
Mapping guessedMapping(const MappingFitter& fitter, const std::string& cell);
/// The same of the kind of cell that can be told best by shapes: four blocks, three, one.
Mapping guessedMapping(const MappingFitter& fitter);

/// One layer more of that kind of cell, of tensors that are in no other place; an empty one where
/// the shapes allow none.
MappedLayer guessedLayer(
    const MappingFitter& fitter, const Mapping& below, const std::string& cell);

} // namespace rnnscope
