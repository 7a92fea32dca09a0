#include "core/base/flush.h"
#include "core/math/norm.h"
#include "core/run/budget.h"
#include "core/run/dense.h"
#include "core/run/each.h"
#include "core/run/flow.h"
#include "core/run/jacobian.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

std::vector<FlowTriangle> emptyTriangles(const Model& model, Index steps)
{
    std::vector<FlowTriangle> triangles;
    for (size_t l = 0; l < model.layers.size(); ++l) {
        const auto tracks = model.layers[l].cell->tracks();
        for (size_t i = 0; i < tracks.size(); ++i)
            if (tracks[i].carried())
                triangles.push_back(
                    {static_cast<int>(l), static_cast<int>(i), Eigen::MatrixXd::Zero(steps, steps),
                        {"M1", "‖∂L_t/∂" + std::string(tracks[i].symbol) + "_k‖₂",
                            "the loss of each step t by itself"}});
    }
    return triangles;
}

/// The error of triangles that would take too much memory.
std::optional<Error> tooLarge(const Model& model, Index steps, std::uint64_t budget)
{
    std::uint64_t bytes = 0; // of one number of every triangle
    for (const Layer& layer : model.layers)
        bytes += sizeof(double)
            * static_cast<std::uint64_t>(
                std::ranges::count_if(layer.cell->tracks(), &Track::carried));
    const auto count = static_cast<std::uint64_t>(steps);
    const auto fitting = static_cast<Index>(std::sqrt(static_cast<double>(budget / bytes)));
    return overBudget("Cannot follow every loss of " + std::to_string(steps) + " steps by itself",
        bytes * count * count, budget, "Take at most " + std::to_string(fitting) + " steps");
}

/// The rows of some losses, from a batch of their gradients.
void addRows(const Trace& gradient, Index first, std::vector<FlowTriangle>& triangles)
{
    for (FlowTriangle& one : triangles) {
        const LayerTrace& layer = gradient.layers[static_cast<size_t>(one.layer)];
        const Matrix& track = layer.tracks[static_cast<size_t>(one.track)];
        for (Index j = 0; j < track.cols(); ++j)
            if (const Index t = first + j % layer.batch; t >= 0)
                one.norms(t, j / layer.batch) = normOf(track.col(j));
    }
}

/// ∂h_t/∂c_t of every unit and step: one way back over the steps, each as a sequence of its own.
Matrix shownSlopes(const Reading& reading, const Matrix& x, Watch& watch)
{
    const Cell& cell = *reading.layer.cell;
    const Weights& weights = reading.layer.weights;
    LayerTrace alone = reading.values;
    alone.batch = reading.steps();
    for (size_t i = 0; i < alone.start.size(); ++i) {
        alone.start[i].resize(alone.start[i].rows(), cell.tracks()[i].carried() ? x.cols() : 0);
        for (Index j = 0; j < alone.start[i].cols(); ++j)
            alone.start[i].col(j) = reading.values.previous(static_cast<int>(i), j);
    }
    LayerTrace grad;
    grad.batch = alone.batch;
    grad.start.resize(alone.start.size());
    cell.prepare(weights, x.cols(), grad);
    grad.tracks[static_cast<size_t>(cell.hidden())].setOnes();
    Team team;
    Pass pass{watch, team};
    cell.backward(weights, x, alone, grad, nullptr, pass);
    return grad.tracks[static_cast<size_t>(cell.indexOf(Role::Cell))];
}

/// The adjoints of all losses of a model of one layer, from the step read last to the first.
class Adjoints {
public:
    Adjoints(const Model& model, const Trace& trace, Watch& watch)
        : m_reading(model, trace, 0)
        , m_hidden(model.layers[0].cell->hidden())
        , m_adjoints(m_reading.states(), trace.steps())
        , m_before(m_reading.states(), trace.steps())
    {
        if (m_reading.states() > m_reading.layer.weights.outputs())
            m_shown = shownSlopes(m_reading, trace.x, watch);
    }

    /// Writes column k of the triangles and goes one step back. Column `at` of the adjoints is that
    /// of the loss at the place `at`.
    /// @param direct ∂L_t/∂h_t by step
    void step(Index at, const Matrix& direct, std::vector<FlowTriangle>& triangles)
    {
        const Index k = m_reading.turned(at), outputs = direct.rows();
        m_adjoints.col(at) << direct.col(k), Vector::Zero(m_adjoints.rows() - outputs);
        for (Index other = at; other < m_adjoints.cols(); ++other) {
            const auto h = m_adjoints.col(other).head(outputs);
            const auto c = m_adjoints.col(other).tail(m_adjoints.rows() - outputs);
            for (FlowTriangle& one : triangles)
                one.norms(m_reading.turned(other), k) = one.track == m_hidden
                    ? normOf(h)
                    : normOf(c + m_shown.col(k).cwiseProduct(h));
        }
        const Index count = m_adjoints.cols() - at;
        m_jacobian.read(m_reading, at);
        m_jacobian.pull(m_adjoints.rightCols(count), m_before.rightCols(count));
        m_adjoints.swap(m_before);
    }

private:
    Reading m_reading;
    int m_hidden;
    StepJacobian m_jacobian;
    Matrix m_adjoints; ///< states × places
    Matrix m_before;
    Matrix m_shown; ///< ∂h_t/∂c_t, units × steps; empty where there is no c
};

/// Whether the way from c_t to h_t is one factor a unit that no hold changes.
bool goesTogether(const Model& model, const RunOptions& options)
{
    return model.layers.size() == 1 && options.holds.empty()
        && model.layers[0].weights.projection.size() == 0;
}

} // namespace

Result<std::vector<FlowTriangle>> flowTriangle(const Model& model, const Sequence& sequence,
    const Trace& trace, Watch& watch, const RunOptions& options)
{
    const FlushToZero vanished;
    if (auto error = tooLarge(model, trace.steps(), options.budget))
        return *error;
    std::vector<FlowTriangle> triangles = emptyTriangles(model, trace.steps());
    if (!goesTogether(model, options)) {
        const auto error = eachLoss(model, sequence, trace, watch, options,
            [&](const Trace& gradient, Index first) { addRows(gradient, first, triangles); });
        if (error)
            return *error;
        return triangles;
    }
    Matrix direct = outputGradient(model, std::span(&sequence, 1), trace, std::nullopt, watch);
    if (!model.head.empty())
        direct = (model.head.w.transpose() * direct).eval();
    Team team;
    Pass pass{watch, team};
    direct = throughAfter(model, trace, std::move(direct), pass);
    Adjoints adjoints(model, trace, watch);
    for (Index at = trace.steps() - 1; at >= 0 && !watch.cancelled(); --at) {
        watch.report(1 - static_cast<double>(at) / static_cast<double>(trace.steps()));
        adjoints.step(at, direct, triangles);
    }
    if (watch.cancelled())
        return cancelled("Following the gradient back");
    return triangles;
}

} // namespace rnnscope
