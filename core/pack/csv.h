#pragma once

#include "core/pack/tensor.h"

namespace rnnscope {

/// Reads numbers between commas, a step a line: rows × columns. A first line without any number is
/// a heading. Every line has as many numbers as the first.
/// @param name the file's name for messages
Result<Matrix> readCsv(std::string_view text, std::string_view name);

/// Tensors side by side, a row a line: its number under the name `rows`, counted from 0, then a
/// column `name` or columns `name[i]` for each. All have the same number of rows. Numbers are the
/// shortest that read back as the same float.
std::string writeCsv(const std::vector<Tensor>& tensors, std::string_view rows = "step");

} // namespace rnnscope
