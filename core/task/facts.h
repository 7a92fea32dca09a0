#pragma once

#include "core/task/comparison.h"

namespace rnnscope {

/// A number without needless digits: "0.01", "1".
std::string numberText(double number);

/// "Adam, rate 0.01 falling to 0, gradient norm at most 1, truncated after 64 steps"
std::string trainingText(const Comparison& comparison);

} // namespace rnnscope
