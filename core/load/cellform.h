#pragma once

#include "core/base/result.h"
#include "core/cell/cell.h"
#include "core/pack/json.h"

namespace rnnscope {

// Cells and activations as JSON, for saved files and between processes. What is as in PyTorch is
// left out: {"cell": "lstm"} is torch.nn.LSTM's, {"cell": "gru", "gate": "hard_sigmoid",
// "reset_before": true} one of Keras. Reading gives a cell that equals the one written.

/// An object with the key "cell" ("rnn", "lstm", "gru") and one key for every part of the cell's
/// kind that is not the default.
Json writeCell(const Cell& cell);
/// Fails on what no writeCell writes: an unknown cell, key or activation, a clip below zero.
Result<CellPtr> readCell(const Json& json);

/// A name ("tanh", "hard_sigmoid", which is clip(0.2 a + 0.5)), or an object of the name, "alpha"
/// and "beta" where these are other numbers than the name stands for.
Json writeActivation(const Activation& activation);
Result<Activation> readActivation(const Json& json);

} // namespace rnnscope
