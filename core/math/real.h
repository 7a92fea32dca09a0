#pragma once

#include <Eigen/Core>

namespace rnnscope {

/// The precision of every cell, trace and gradient: float in the program, double in the tests'
/// second build of core.
#ifdef RNNSCOPE_DOUBLE
using Real = double;
#else
using Real = float;
#endif

using Index = Eigen::Index;
using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>; ///< column-major
using Vector = Eigen::Matrix<Real, Eigen::Dynamic, 1>;

} // namespace rnnscope
