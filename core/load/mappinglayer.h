#pragma once

#include "core/load/mappingfit.h"

namespace rnnscope {

/// The tensor that a mapping names, as a piece; or why there is none of that name that could be
/// one.
Result<Piece> namedPiece(const std::string& name, std::string_view role, const Archive& archive,
    const TensorIndex& index);
/// A vector, or two below each other, as one column; a matrix as it is.
Piece columnOf(const Piece& whole);
/// What does not fit, in three parts.
Error wrongShape(
    const Piece& piece, std::string_view role, const std::string& expected, const Archive& archive);

/// One layer of a mapping held against the tensors.
struct LayerFit {
    MappedSides sides;
    std::optional<Error> problem, missing; ///< as in MappingFit
    StoredLayer layer; ///< complete where neither is there
};
/// @param place of the layer, for messages
/// @param below how many numbers the layer below gives; 0: none or not known
LayerFit fitLayer(const MappedLayer& layer, size_t place, int64_t below, const Archive& archive,
    const TensorIndex& index);

} // namespace rnnscope
