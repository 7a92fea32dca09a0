#include "core/run/lyapunov.h"

#include "core/run/jacobian.h"
#include "core/run/start.h"

#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

/// Orthonormalizes the columns of q and adds log R_ii to `sums`. Gram–Schmidt, each column twice:
/// as orthogonal as Householder's (Giraud et al. 2005), and quicker for a few columns. A column of
/// which only rounding is left becomes zero.
void orthonormalize(Matrix& q, Eigen::ArrayXd& sums)
{
    for (Index j = 0; j < q.cols(); ++j) {
        const auto done = q.leftCols(j);
        auto column = q.col(j);
        const Real whole = column.norm();
        for (int round = 0; round < 2 && j > 0; ++round)
            column -= done * (done.transpose() * column).eval();
        const Real length = column.norm();
        const bool lost = length <= 8 * std::numeric_limits<Real>::epsilon() * whole;
        column *= lost ? 0 : 1 / length;
        sums(j) += lost ? -std::numeric_limits<double>::infinity()
                        : std::log(static_cast<double>(length));
    }
}

} // namespace

Result<Exponents> lyapunov(const Model& model, const Trace& trace, int layer, Index count,
    Watch& watch, const RunOptions& run)
{
    const Reading reading(model, trace, layer, run.holds);
    const Index states = reading.states();
    Random random(1);
    Matrix q = orthonormalStart(states, count > 0 ? std::min(count, states) : states, random);
    Matrix next(q.rows(), q.cols());
    Eigen::ArrayXd sums = Eigen::ArrayXd::Zero(q.cols());
    StepJacobian jacobian;
    for (Index at = 0; at < reading.steps(); ++at) {
        if (watch.cancelled())
            return cancelled("Measuring how fast states grow");
        jacobian.read(reading, at);
        jacobian.push(q, next);
        q.swap(next);
        orthonormalize(q, sums);
        watch.report(static_cast<double>(at + 1) / static_cast<double>(reading.steps()));
    }
    sums /= static_cast<double>(reading.steps());
    return Exponents{{"M5", "Lyapunov exponents, nats a step", ""}, layer,
        std::vector<double>(sums.begin(), sums.end())};
}

} // namespace rnnscope
