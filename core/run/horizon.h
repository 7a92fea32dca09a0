#pragma once

#include "core/run/flow.h"
#include "core/run/halving.h"

namespace rnnscope {

/// How far from its own step one loss reaches, in steps.
struct Horizon {
    Index reach; ///< the largest lag at which the norm is at least `floor` of the peak
    Index half; ///< the largest lag at which it is at least half of the peak
    double peak; ///< the largest finite norm of all steps
    std::optional<double> halving; ///< steps per halving, see stepsPerHalving()
};

/// How far back the loss at step t reaches or, where asked, how far towards the end: the way that a
/// layer goes that reads from there.
/// @param norms ‖∂L_t/∂s_k‖ per step k, M1 for the one loss at t; those that are no finite number
/// do not count
/// @param floor fraction of the peak below which a step is lost
/// @return lag 0 where only the loss's own step counts; nullopt where no norm on that way does
std::optional<Horizon> horizon(
    std::span<const double> norms, Index t, bool towardsEnd = false, double floor = float32Floor);

} // namespace rnnscope
