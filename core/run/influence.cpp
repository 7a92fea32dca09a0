#include "core/run/influence.h"

#include "core/run/jacobian.h"
#include "core/run/product.h"
#include "core/run/singular.h"

#include <Eigen/LU>

#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

constexpr double nothing = -std::numeric_limits<double>::infinity();

/// The place of T in the reading, which is also the largest lag.
Index placeOf(std::optional<Index> end, const Reading& reading)
{
    return end ? reading.turned(*end) : reading.steps() - 1;
}

ByLag startOf(const Reading& reading, int layer, const char* quantity, std::optional<Index> end)
{
    const Index last = placeOf(end, reading);
    std::vector<double> logs(static_cast<size_t>(last + 1), nothing);
    logs.front() = 0;
    return {{"M2", quantity, ""}, layer, reading.turned(last), std::move(logs)};
}

/// ∏ J⁻¹ from the first step to T, and the logarithm of what it was divided by.
struct Inverse {
    Eigen::MatrixXd product;
    double log = 0;
    LargestSingular<double> largest = {};

    /// log σ_max after one more step before the others; ∞ where it cannot be inverted.
    double before(const Matrix& step, const Watch& watch)
    {
        const Eigen::PartialPivLU<Eigen::MatrixXd> lu(step.cast<double>());
        if ((lu.matrixLU().diagonal().array() == 0).any())
            return -nothing;
        inStretches(0, product.cols(), watch, [&](Index first, Index count) {
            product.middleCols(first, count) = lu.solve(product.middleCols(first, count));
        });
        const double sigma = largest.of(product);
        product /= sigma;
        log += std::log(sigma);
        return log;
    }
};

/// Fills the logs in with `next(place)` of every step, from lag 1 on; after a zero all is zero.
template <class Next>
Result<ByLag> alongLags(ByLag result, Watch& watch, Next next)
{
    const Index last = std::ssize(result.logs) - 1;
    for (Index lag = 1; lag <= last && !watch.cancelled(); ++lag) {
        watch.report(static_cast<double>(lag) / static_cast<double>(last));
        const double log = next(last - lag + 1);
        result.logs[static_cast<size_t>(lag)] = log;
        if (log == nothing)
            break;
    }
    if (watch.cancelled())
        return cancelled("Measuring how far states reach");
    return result;
}

} // namespace

std::vector<double> ByLag::values() const
{
    std::vector<double> all;
    for (const double log : logs)
        all.push_back(std::exp(log));
    return all;
}

Result<ByLag> influence(const Model& model, const Trace& trace, int layer, Watch& watch,
    const RunOptions& run, std::optional<Index> end)
{
    const Reading reading(model, trace, layer, run.holds);
    ByLag result = startOf(reading, layer, "‖∂s_T/∂s_k‖₂", end);
    Product product(reading, std::ssize(result.logs) - 1, run.threads);
    product.norms(result.logs, watch);
    if (watch.cancelled())
        return cancelled("Measuring how far states reach");
    return result;
}

Result<ByLag> lineInfluence(const Model& model, const Trace& trace, int layer, Watch& watch,
    const RunOptions& run, std::optional<Index> end)
{
    const Reading reading(model, trace, layer, run.holds);
    ByLag result = startOf(reading, layer, "‖∂c_T/∂c_k‖₂ along the cell line", end);
    const Cell& cell = *reading.layer.cell;
    if (cell.indexOf(Role::Cell) < 0)
        result.logs.clear();
    Eigen::ArrayXd sums = Eigen::ArrayXd::Zero(reading.layer.weights.units());
    return alongLags(std::move(result), watch, [&](Index at) {
        sums += cell.line(reading.values, reading.held, reading.turned(at))
                    .cast<double>()
                    .array()
                    .abs()
                    .log();
        return sums.maxCoeff<Eigen::PropagateNaN>();
    });
}

Result<ByLag> leastInfluence(const Model& model, const Trace& trace, int layer, Watch& watch,
    const RunOptions& run, std::optional<Index> end)
{
    const Reading reading(model, trace, layer, run.holds);
    ByLag result = startOf(reading, layer, "σ_min(∂s_T/∂s_k)", end);
    const Index states = reading.states();
    Inverse inverse{Eigen::MatrixXd::Identity(states, states)};
    StepJacobian jacobian;
    return alongLags(std::move(result), watch, [&](Index at) {
        jacobian.read(reading, at);
        return -inverse.before(jacobian.dense(), watch);
    });
}

} // namespace rnnscope
