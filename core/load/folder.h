#pragma once

#include <optional>
#include <span>
#include <string>

namespace rnnscope {

/// Which file of a folder says what the others hold: the one to open for the folder. Empty where
/// there is none, and for a TensorFlow SavedModel.
/// @param names plain names of what is in it
std::optional<std::string> mainFileOf(std::span<const std::string> names);

} // namespace rnnscope
