#include "core/run/why.h"

#include "core/cell/affine.h"
#include "core/cell/elman.h"
#include "core/cell/gru.h"
#include "core/cell/lstm.h"
#include "core/run/jacobian.h"
#include "core/trace/memory.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <optional>

namespace rnnscope {

namespace {

/// What is applied to the argument of a track.
struct Applied {
    Activation function;
    Real clip;
};

/// Nothing where the track has no argument, or rows of U that are not used.
std::optional<Applied> appliedTo(const Cell& cell, const Track& track)
{
    if (track.block < 0)
        return {};
    if (const auto* elman = dynamic_cast<const Elman*>(&cell))
        return Applied{elman->kind().activation, elman->kind().clip};
    const bool gate = track.role == Role::Gate;
    if (const auto* gru = dynamic_cast<const Gru*>(&cell))
        return Applied{gate ? gru->kind().gate : gru->kind().candidate, gru->kind().clip};
    const LstmKind& kind = dynamic_cast<const Lstm&>(cell).kind();
    if (kind.coupled && track.id == "forget")
        return {};
    return Applied{gate ? kind.gate : kind.candidate, kind.clip};
}

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

BlockSpectrum spectrumOf(const Weights& weights, int track, int block)
{
    const Index n = weights.units();
    const Eigen::MatrixXd rows = weights.u.middleRows(block * n, n).cast<double>();
    const Eigen::MatrixXd square = weights.projection.size() > 0
        ? Eigen::MatrixXd(weights.projection.cast<double>() * rows)
        : rows;
    BlockSpectrum result;
    result.track = track;
    result.eigenvalues = Eigen::EigenSolver<Eigen::MatrixXd>(square, false).eigenvalues();
    result.radius = result.eigenvalues.cwiseAbs().maxCoeff();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> squares(
        rows.transpose() * rows, Eigen::EigenvaluesOnly);
    result.singular = squares.eigenvalues().cwiseMax(0).cwiseSqrt().reverse();
    return result;
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
    if (const auto applied = appliedTo(*reading.layer.cell, track)) {
        Eigen::VectorXd sum = Eigen::VectorXd::Zero(values.rows());
        for (Index t = 0; t < reading.steps(); ++t)
            sum += slopesOf(applied->function, applied->clip, reading.values, values, track.block,
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
        if (appliedTo(cell, tracks[i]))
            result.blocks.push_back(spectrumOf(reading.layer.weights, place, tracks[i].block));
    }
    result.memory
        = medianOf(memoryHalfLives(reading.values.tracks[static_cast<size_t>(cell.hidden())]));
    return result;
}

} // namespace rnnscope
