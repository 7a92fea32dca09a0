#pragma once

#include "core/pack/tensor.h"

#include <Eigen/Core>

namespace rnnscope {

/// A tensor of float64, row by row: for numbers that may leave what a float32 holds.
Tensor doublesOf(std::string name, const Eigen::MatrixXd& numbers);
/// The same of one dimension.
Tensor doublesOf(std::string name, std::span<const double> numbers);

} // namespace rnnscope
