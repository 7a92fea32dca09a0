#pragma once

#include "core/pack/json.h"

#include <vector>

namespace rnnscope {

/// A layer in the graph of a Keras model. Models inside of the model are taken apart.
struct KerasLayer {
    /// Which output of which layer, by its place in the graph; −1: of none that is known.
    struct Source {
        int layer = -1;
        int output = 0;
    };
    std::string kind; ///< its class: "LSTM"
    std::string name; ///< "lstm_1"
    Json config;
    std::string outer; ///< the layer of the whole model that it is in, or is
    std::string place; ///< where .keras files keep it: "layers/sequential/layers/lstm_1"
    std::vector<Source> inputs; ///< what it is called with, in order
    std::vector<Source> extras; ///< what it is given by name, such as initial states
    std::vector<int> readers = {}; ///< the layers that it is an input of
    int uses = 1; ///< how often it is called; the inputs are the first call's
};

using KerasGraph = std::vector<KerasLayer>;

/// The layers of a model's configuration, of any version of Keras, TensorFlow or TensorFlow.js: an
/// object with `class_name` and `config`. Empty where it is none of those, or has too many layers.
KerasGraph kerasGraph(const Json& model);

/// A class's name as .keras files write it: TimeDistributed → time_distributed.
std::string snakeCase(std::string_view name);

} // namespace rnnscope
