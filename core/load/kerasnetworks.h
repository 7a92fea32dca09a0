#pragma once

#include "core/load/kerascell.h"

namespace rnnscope {

/// Describes the recurrent layers of a Keras model, each with what lies in one line below and above
/// it: an embedding and dense layers, with the functions between them. What is not of these kinds
/// ends a network, and is named in StoredNetwork::around.
std::vector<StoredNetwork> kerasNetworks(const KerasGraph& graph, const KerasTerms& terms,
    const KerasWeights& weights, const Archive& archive);

} // namespace rnnscope
