#pragma once

#include "core/pack/tensor.h"

#include <vector>

namespace rnnscope {

/// What stands before the numbers of a NumPy file, version 1.0, C order. Not for bfloat16, which
/// NumPy does not have.
std::string npyHeader(Type type, const std::vector<int64_t>& shape);

/// A tensor as a NumPy file.
std::string writeNpy(const Tensor& tensor);

/// Several tensors as an .npz file: one entry `<name>.npy` each, uncompressed.
std::string writeNpz(const std::vector<Tensor>& tensors);

/// Reads a NumPy file, versions 1 to 3, C or Fortran order, of numbers in either byte order. Arrays
/// of objects, of text and of records are refused.
/// @param name the file's name for messages
/// @param keep what the bytes live as long as, where the tensor may go on using them; else it
/// copies
Result<Tensor> readNpy(
    Bytes file, std::string_view name, const std::shared_ptr<const void>& keep = nullptr);

/// Leaves out sides of 1, such as a batch of one, until two sides are left.
void squeeze(std::vector<int64_t>& shape);

/// Rows × columns of a NumPy file of one dimension (a single column) or two, as Real; of more,
/// where all others are one, such as a batch of one.
Result<Matrix> readNpyMatrix(Bytes file, std::string_view name);

} // namespace rnnscope
