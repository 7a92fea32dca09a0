#pragma once

#include "core/base/watch.h"
#include "core/model/model.h"
#include "core/pack/archive.h"

namespace rnnscope {

// Texts of the model card.

/// The symbols of a cell's row blocks in the order they are stored: "i f g o".
std::string gateOrder(const Cell& cell);

/// The kinds of numbers in a file: "F16, converted"; several with commas.
std::string storedTypes(const Archive& archive);

/// Whether every parameter is a finite number, as far as was looked before it was cancelled.
bool finite(const Model& model, const Watch& watch);

/// A small number for reading: "3e-7", "0".
std::string roughly(double number);

} // namespace rnnscope
