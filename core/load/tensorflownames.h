#pragma once

#include "core/load/stored.h"

namespace rnnscope {

/// Finds networks by the names that the cells of TensorFlow 1 give: …/basic_lstm_cell/kernel,
/// …/lstm_cell/weights, …/gru_cell/gates/kernel, …/basic_rnn_cell/kernel, in a MultiRNNCell or in
/// two directions. An embedding and a softmax beside them are told by name and shape.
std::vector<StoredNetwork> findTensorFlow(const Archive& archive);

} // namespace rnnscope
