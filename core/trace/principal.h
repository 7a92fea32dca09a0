#pragma once

#include "core/base/watch.h"
#include "core/math/real.h"

#include <array>
#include <optional>

namespace rnnscope {

/// The plane in which the states of a sequence are spread most: its first two principal components
/// (Pearson 1901), the eigenvectors of the covariance of the units over the steps with the largest
/// eigenvalues.
struct PrincipalPlane {
    Eigen::VectorXd mean; ///< of every unit, over the steps
    Eigen::MatrixXd axes; ///< units × 2, orthonormal; of a single unit the second one is zero
    std::array<double, 2> shares; ///< of the variance, 0 to 1
    Eigen::Matrix2Xd places; ///< 2 × steps: where each state is in the plane

    /// Where a state is in the plane.
    Eigen::Vector2d placeOf(const Eigen::VectorXd& state) const
    {
        return axes.transpose() * (state - mean);
    }
};

/// Each axis points so that its largest component is positive; so the same values always give the
/// same plane. Takes time by steps × units² and units³. Nothing where the states never change,
/// where one is no number, and when cancelled.
/// @param values units × steps
std::optional<PrincipalPlane> principalPlane(const Matrix& values, const Watch& watch = {});

} // namespace rnnscope
