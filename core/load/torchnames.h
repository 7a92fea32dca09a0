#pragma once

#include "core/load/stored.h"

namespace rnnscope {

/// Finds networks by the names that PyTorch gives: weight_hh_l0, weight_hh_l0_reverse, … of
/// torch.nn.RNN, LSTM and GRU, and weight_hh of the cells; in file order. The kind of cell is
/// decided by rows over units, never by a name.
std::vector<StoredNetwork> findTorch(const Archive& archive);

/// The error of a weight_hh that has other rows than `cell` needs; it says which cell they suggest.
Error wrongRows(const Tensor& hh, int64_t units, const Cell& cell, const std::string& file);

} // namespace rnnscope
