#pragma once

#include "core/base/watch.h"
#include "core/math/activation.h"

#include <optional>
#include <vector>

namespace rnnscope {

/// Where values count as being at an end of what a function gives.
struct Ends {
    double below; ///< at the low end: smaller than this
    double above; ///< at the high end: larger than this

    bool operator==(const Ends&) const = default;
};

/// The ends of a function with two bounds: the outer tenth on each side for one that cannot be
/// negative, as for gates (below 0.1, above 0.9) in Karpathy, Johnson and Fei-Fei 2015; beyond nine
/// tenths of the bound for one that has both signs (below −0.9, above 0.9 for tanh). Nothing for a
/// function without two bounds.
std::optional<Ends> endsOf(const Activation& function);
/// The same for values between these bounds.
std::optional<Ends> endsOf(double low, double high);

/// The share of steps, 0 to 1, that each unit spends at either end. Values that are no numbers are
/// at neither.
struct Saturation {
    std::vector<double> low;
    std::vector<double> high;

    bool operator==(const Saturation&) const = default;
};
/// @param values units × steps, at least one step
Saturation saturationOf(const Matrix& values, const Ends& ends, const Watch& watch = {});

} // namespace rnnscope
