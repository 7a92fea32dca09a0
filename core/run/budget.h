#pragma once

#include "core/run/forward.h"

#include <optional>
#include <string>

namespace rnnscope {

/// The error of `what` that needs more than `budget` bytes; `advice` where it does.
std::optional<Error> overBudget(
    std::string what, std::uint64_t needed, std::uint64_t budget, std::string advice);

/// The error of a run whose trace and gradient would take more than `budget` bytes.
std::optional<Error> overBudget(const Model& model, Index steps, Index batch, std::uint64_t budget);

} // namespace rnnscope
