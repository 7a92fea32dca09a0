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

/// The framework that wrote a file and its version, where the file says: "Keras 2.2.4".
std::string frameworkOf(const Archive& archive);

/// Bytes of all tensors of a file as stored.
uint64_t storedBytes(const Archive& archive);

/// How many numbers of a tensor are zero, and how many infinite or no numbers, as far as they were
/// counted before it was cancelled.
struct Count {
    int64_t zeros = 0;
    int64_t wrong = 0;
};
Count countOf(const Tensor& tensor, const Watch& watch);

/// A small number for reading: "3e-7", "0".
std::string roughly(double number);

} // namespace rnnscope
