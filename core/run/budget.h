#pragma once

#include "core/run/forward.h"

#include <optional>

namespace rnnscope {

/// The error of a run whose trace and gradient would take more than `budget` bytes.
std::optional<Error> overBudget(const Model& model, Index steps, Index batch, std::uint64_t budget);

} // namespace rnnscope
