#include "core/trace/principal.h"

#include <Eigen/Eigenvalues>

namespace rnnscope {

namespace {

/// Σ (v − mean)(v − mean)ᵀ over the steps, its lower half.
Eigen::MatrixXd scatterOf(const Matrix& values, const Eigen::VectorXd& mean, const Watch& watch)
{
    Eigen::MatrixXd scatter = Eigen::MatrixXd::Zero(values.rows(), values.rows());
    Eigen::MatrixXd some;
    inStretches(0, values.cols(), watch, [&](Index from, Index count) {
        some = values.middleCols(from, count).cast<double>().colwise() - mean;
        scatter.selfadjointView<Eigen::Lower>().rankUpdate(some);
    });
    return scatter;
}

/// Turns an axis so that its largest component is positive.
Eigen::VectorXd turned(const Eigen::VectorXd& axis)
{
    Index largest;
    axis.cwiseAbs().maxCoeff(&largest);
    return axis[largest] < 0 ? -axis : axis;
}

}

std::optional<PrincipalPlane> principalPlane(const Matrix& values, const Watch& watch)
{
    if (!values.allFinite())
        return std::nullopt;
    const auto steps = static_cast<double>(values.cols());
    PrincipalPlane plane;
    plane.mean = values.cast<double>().rowwise().sum() / steps;
    const Eigen::MatrixXd scatter = scatterOf(values, plane.mean, watch);
    const double variance = scatter.trace() / steps;
    constexpr double rounding = 1e-20; // of a mean in double precision, squared
    if (watch.cancelled() || !(variance > rounding * plane.mean.squaredNorm()))
        return std::nullopt;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(scatter);
    if (solver.info() != Eigen::Success || watch.cancelled())
        return std::nullopt;
    const Index units = values.rows();
    plane.axes = Eigen::MatrixXd::Zero(units, 2);
    plane.shares = {};
    for (Index i = 0; i < std::min<Index>(2, units); ++i) { // eigenvalues ascend
        plane.axes.col(i) = turned(solver.eigenvectors().col(units - 1 - i));
        plane.shares[static_cast<size_t>(i)]
            = std::max(0.0, solver.eigenvalues()[units - 1 - i]) / scatter.trace();
    }
    plane.places.resize(2, values.cols());
    inStretches(0, values.cols(), watch, [&](Index from, Index count) {
        plane.places.middleCols(from, count) = plane.axes.transpose()
            * (values.middleCols(from, count).cast<double>().colwise() - plane.mean);
    });
    if (watch.cancelled())
        return std::nullopt;
    return plane;
}

} // namespace rnnscope
