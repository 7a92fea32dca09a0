#pragma once

#include "core/math/real.h"

#include <optional>
#include <span>

namespace rnnscope {

/// How fast the gradient of one loss falls on its way back, as the number of steps in which it
/// halves: −1/slope of the least-squares line through log2 ‖∂L_t/∂s_k‖ against the lag t − k. It
/// counts every k ≤ t whose norm is finite and a normal float32 number.
/// @param norms ‖∂L_t/∂s_k‖ per step k, M1 for the one loss at t
/// @return steps per halving, infinite where the gradient does not fall; nullopt with fewer than 4
/// usable steps
std::optional<double> stepsPerHalving(std::span<const double> norms, Index t);

} // namespace rnnscope
