#pragma once

#include "core/cell/cell.h"

namespace rnnscope {

/// Every kind of cell the program knows as PyTorch has it, simplest first: RNN, LSTM, GRU.
std::span<const CellPtr> cells();

/// The cell of that id ("rnn", "lstm", "gru"), or nullptr.
CellPtr findCell(std::string_view id);

/// The place in cells() of the kind that a cell is a variant of.
size_t placeOf(const Cell& cell);

} // namespace rnnscope
