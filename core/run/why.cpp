#include "core/run/why.h"

#include "core/base/apart.h"
#include "core/cell/affine.h"
#include "core/run/jacobian.h"
#include "core/trace/memory.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <limits>

namespace rnnscope {

namespace {

PerUnit averaged(Eigen::VectorXd units)
{
    const double mean = units.size() > 0 ? units.mean() : 0;
    return {std::move(units), mean};
}

/// The share of steps at which a condition holds.
template <class Condition>
PerUnit shareOf(const Condition& condition)
{
    return averaged(condition.template cast<double>().rowwise().mean());
}

PerUnit medianOf(const std::vector<double>& units)
{
    PerUnit result;
    result.units = Eigen::Map<const Eigen::VectorXd>(units.data(), std::ssize(units));
    std::vector<double> sorted = units;
    std::ranges::sort(sorted);
    const size_t half = sorted.size() / 2;
    result.layer = sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return result;
}

/// NaN where a number is not finite or the search does not end.
BlockSpectrum spectrum(int track, const Eigen::MatrixXd& rows, const Eigen::MatrixXd& square)
{
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    BlockSpectrum result;
    result.track = track;
    result.eigenvalues.setConstant(square.rows(), unknown);
    result.singular.setConstant(rows.cols(), unknown);
    if (rows.allFinite() && square.allFinite()) {
        const Eigen::EigenSolver<Eigen::MatrixXd> values(square, false);
        if (values.info() == Eigen::Success)
            result.eigenvalues = values.eigenvalues();
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> squares(
            rows.transpose() * rows, Eigen::EigenvaluesOnly);
        result.singular = squares.eigenvalues().cwiseMax(0).cwiseSqrt().reverse();
    }
    result.radius = result.eigenvalues.cwiseAbs().maxCoeff<Eigen::PropagateNaN>();
    return result;
}

/// Nothing when cancelled.
std::optional<BlockSpectrum> spectrumOf(
    const Weights& weights, int track, int block, const Watch& watch)
{
    const Index n = weights.units();
    Eigen::MatrixXd rows = weights.u.middleRows(block * n, n).cast<double>();
    Eigen::MatrixXd square = rows;
    if (weights.projection.size() > 0)
        square = weights.projection.cast<double>() * rows;
    constexpr Index quick = 128; // 10 ms
    if (n <= quick)
        return spectrum(track, rows, square);
    return apart([=, rows = std::move(rows),
                     square = std::move(square)] { return spectrum(track, rows, square); },
        watch);
}

TrackState stateOf(const Reading& reading, int place)
{
    const Track& track = reading.layer.cell->tracks()[static_cast<size_t>(place)];
    const Matrix& values = reading.values.tracks[static_cast<size_t>(place)];
    TrackState state{place, averaged(values.cast<double>().rowwise().mean()), {}, {}, {}};
    if (track.high == 1) {
        const Real low = track.role == Role::Gate ? Real(0.1) : Real(-0.9);
        state.low = shareOf(values.array() < low);
        state.high = shareOf(values.array() > Real(0.9));
    }
    if (const auto squash = reading.layer.cell->squash(place)) {
        Eigen::VectorXd sum = Eigen::VectorXd::Zero(values.rows());
        for (Index t = 0; t < reading.steps(); ++t)
            sum += slopesOf(squash->function, squash->clip, reading.values, values, track.block,
                {reading.held, place, t})
                       .cast<double>();
        state.slope = averaged(sum / static_cast<double>(reading.steps()));
    }
    return state;
}

} // namespace

Result<Why> why(
    const Model& model, const Trace& trace, int layer, Watch& watch, const RunOptions& options)
{
    const Reading reading(model, trace, layer, options.holds);
    const Cell& cell = *reading.layer.cell;
    const auto tracks = cell.tracks();
    Why result{{"M6", "eigenvalues and singular values of U, slopes, means, shares saturated", ""},
        layer, {}, {}, {}};
    for (size_t i = 0; i < tracks.size(); ++i) {
        watch.report(static_cast<double>(i) / static_cast<double>(tracks.size()));
        if (watch.cancelled())
            return cancelled("Measuring a layer");
        const int place = static_cast<int>(i);
        result.tracks.push_back(stateOf(reading, place));
        if (!cell.squash(place))
            continue;
        auto spectrum = spectrumOf(reading.layer.weights, place, tracks[i].block, watch);
        if (!spectrum)
            return cancelled("Measuring a layer");
        result.blocks.push_back(std::move(*spectrum));
    }
    watch.report(1);
    result.memory
        = medianOf(memoryHalfLives(reading.values.tracks[static_cast<size_t>(cell.hidden())]));
    return result;
}

} // namespace rnnscope
