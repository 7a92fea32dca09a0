#pragma once

#include "core/load/kerascell.h"
#include "core/pack/hdf5.h"

namespace rnnscope {

/// The tensors of one layer of a whole model, in Keras's order.
struct KerasEntry {
    std::string layer;
    std::vector<std::string> names; ///< "lstm_1/kernel:0"
    std::vector<int> tensors;
};

/// Weights that are listed layer by layer. Those of a model inside of the model stand in the list
/// of its whole, and are told apart by a part of their names.
KerasWeights listedWeights(const std::vector<KerasEntry>& entries);

/// Weights that lie in groups by class and number, as Keras 3 writes them:
/// "layers/lstm_1/cell/vars".
/// @param tensors of the file, in the places they have in the archive
KerasWeights groupedWeights(const Hdf5& file, const std::vector<Tensor>& tensors);

/// A path in the form of Keras 3: TensorFlow 2.12 wrote other words, and backslashes on Windows.
std::string pathOf(std::string path);

/// The tensors of each group of variables in their order, by the group's path: "layers/lstm/cell".
std::map<std::string, std::vector<int>> variablesOf(const std::vector<Tensor>& tensors);

/// The configuration of a model of which only the weights are known, from their names and shapes.
Json guessModel(const std::vector<KerasEntry>& entries, const Archive& archive);
Json guessModel(const std::map<std::string, std::vector<int>>& variables, const Archive& archive);

} // namespace rnnscope
