#pragma once

#include "core/model/model.h"
#include "core/pack/archive.h"

namespace rnnscope {

/// One recurrent layer under PyTorch's names. Biases may be absent.
struct StoredLayer {
    const Tensor* hh = nullptr; ///< weight_hh: (blocks · units) × units
    const Tensor* ih = nullptr; ///< weight_ih: (blocks · units) × inputs
    const Tensor* bhh = nullptr; ///< bias_hh: blocks · units
    const Tensor* bih = nullptr; ///< bias_ih: blocks · units
};

/// Recurrent layers on top of each other, as they lie in a file.
struct StoredNetwork {
    std::string prefix; ///< "rnn.": what stands before weight_hh
    std::vector<StoredLayer> layers; ///< in depth order
    bool joined = false; ///< whether modules of consecutive numbers were put on top of each other
    std::string obstacle; ///< why it cannot be stepped; empty when it can
};

/// Finds weight_hh_l0, weight_hh_l1, … (torch.nn.RNN, LSTM, GRU) and weight_hh (the cells), in file
/// order, by name alone.
std::vector<StoredNetwork> findNetworks(const Archive& archive);

/// Turns stored layers into layers that run. The kind of cell is decided by rows over units, never
/// by name. Fails when shapes do not fit together.
Result<std::vector<Layer>> layersOf(const StoredNetwork& network, const Archive& archive);

/// The error of a weight_hh that has other rows than `cell` needs; it says which cell they suggest.
Error wrongRows(const Tensor& hh, const Cell& cell, const std::string& file);

/// A tensor's name without the wrappers module., model. and _orig_mod., for showing.
std::string shownName(std::string_view name);
/// The module that holds a network: "encoder.rnn"; its first tensor where nothing holds it.
std::string shownName(const StoredNetwork& network);

} // namespace rnnscope
