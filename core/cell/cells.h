#pragma once

#include "core/cell/cell.h"

namespace rnnscope {

/// Every kind of cell the program knows, simplest first: RNN, LSTM, GRU.
std::span<const Cell* const> cells();

/// The cell of that id ("rnn", "lstm", "gru"), or nullptr.
const Cell* findCell(std::string_view id);

} // namespace rnnscope
