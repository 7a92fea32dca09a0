#pragma once

#include "core/base/result.h"
#include "core/load/stored.h"

namespace rnnscope {

/// Gathers stored layers into layers that run. Fails when a piece is missing, or shapes do not fit
/// together.
Result<std::vector<Layer>> layersOf(
    const StoredNetwork& network, const Archive& archive, const Watch& watch);

/// Gathers a dense layer that reads `inputs` numbers.
Result<Dense> denseOf(
    const StoredDense& stored, int64_t inputs, const Archive& archive, const Watch& watch);

/// The gates of a layer in another order: how they lie in the file according to `order`, a text as
/// StoredLayer::order. The same gates, or the layer is left as it is.
void reorder(StoredLayer& layer, const std::string& order);

/// "i f c o" as letters of the cell's own symbols: i f g o; r z n.
std::vector<char> gatesIn(const std::string& order);

/// A tensor's name without the wrappers module., model. and _orig_mod., for showing.
std::string shownName(std::string_view name);

} // namespace rnnscope
