#pragma once

#include "core/load/reader.h"

namespace rnnscope {

/// Text of a file, fit to be shown: control characters, line ends and marks of direction are
/// written as escapes (\n, \x1b, \u202e), and so are bytes that are no UTF-8. What is longer than
/// `most` bytes ends in "…".
std::string fitToShow(std::string_view text, size_t most);

/// What was read, with all names that may be shown fit for it, and tensors still told apart by
/// them; or the error with such texts.
Result<Contents> fitToShow(Result<Contents> contents);

} // namespace rnnscope
