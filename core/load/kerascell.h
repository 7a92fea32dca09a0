#pragma once

#include "core/load/kerasfunction.h"
#include "core/load/stored.h"

#include <functional>

namespace rnnscope {

/// A part of a layer that has weights of its own.
struct KerasPart {
    std::string path; ///< under the layer, in .keras files: "forward_layer/cell"
    size_t count; ///< of its tensors, where the layer has more parts than this
};
/// Finds the tensors of each part of a layer, in Keras's order.
using KerasWeights = std::function<std::vector<std::vector<int>>(
    const KerasLayer& layer, const std::vector<KerasPart>& parts)>;

bool isRecurrent(const std::string& kind);

/// A recurrent layer of Keras, with all that it wraps.
struct KerasRecurrent {
    std::vector<StoredLayer> layers = {}; ///< one, the two directions, or a stack
    std::string obstacle = {}; ///< as in StoredNetwork
    std::optional<Error> fault = {};
    bool sequences = false; ///< whether it hands on every step, and not the last one alone
};

/// A cell with its own configuration, and where its weights are.
struct KerasCell {
    std::string kind; ///< "LSTM", "CuDNNGRU", …
    const Json* config;
    KerasPart part;
};

bool isCell(const std::string& kind);
/// Reads a cell of a layer of that name, and adds it to `out` or says there what is wrong.
void readCell(const KerasCell& cell, const std::string& layer, const KerasTerms& terms,
    const Archive& archive, const std::vector<int>& tensors, KerasRecurrent& out);

KerasRecurrent recurrentOf(const KerasLayer& layer, const KerasTerms& terms,
    const KerasWeights& weights, const Archive& archive);

} // namespace rnnscope
