#include "core/run/each.h"

#include "core/run/budget.h"

#include <algorithm>
#include <numeric>

namespace rnnscope {

namespace {

constexpr Index together = 16; // at most: columns that fill the registers of a product

Matrix copied(const Matrix& m, Index count)
{
    Matrix copies(m.rows(), m.cols() * count);
    for (Index j = 0; j < m.cols(); ++j)
        copies.middleCols(j * count, count).colwise() = m.col(j);
    return copies;
}

/// Every matrix that has a column a step.
template <class Act>
void forEachSeries(Trace& trace, Act act)
{
    act(trace.x);
    act(trace.logits);
    std::ranges::for_each(trace.joined, act);
    for (LayerTrace& layer : trace.layers) {
        std::ranges::for_each(layer.tracks, act);
        act(layer.pre);
        act(layer.kept);
    }
}

/// The run so many times, side by side as a batch.
Trace copied(Trace trace, Index count)
{
    forEachSeries(trace, [&](Matrix& series) { series = copied(series, count); });
    trace.batch = count;
    for (LayerTrace& layer : trace.layers) {
        layer.batch = count;
        for (Matrix& start : layer.start)
            start = copied(start, count);
    }
    return trace;
}

/// Leaves out all steps from `steps` on.
void cut(Trace& trace, Index steps)
{
    forEachSeries(trace, [&](Matrix& series) {
        if (series.cols() > 0)
            series.conservativeResize(Eigen::NoChange, steps * trace.batch);
    });
}

} // namespace

std::optional<Error> eachGradient(const Model& model, const Trace& trace, const Matrix& gradients,
    std::span<const Index> steps, Watch& watch, const RunOptions& options,
    const std::function<void(const Trace& gradient, Index first)>& visit)
{
    const Index quantities = gradients.cols();
    if (auto error = overBudget(model, trace.steps(), 2, options.budget))
        return error; // beside the trace there are at least a copy and its gradient
    const auto fitting = static_cast<Index>(options.budget / traceBytes(model, trace.steps())) - 1;
    const Index batch = std::min({together, quantities, fitting});
    const bool cutting = std::ranges::none_of(model.layers, &Layer::backward);
    Trace copies = copied(trace, batch);
    Trace reuse;
    for (Index end = quantities; end > 0; end = std::max<Index>(0, end - batch)) {
        const Index first = end - batch;
        const auto place = [&](Index i) { return static_cast<size_t>(i); };
        if (cutting)
            cut(copies, steps[place(end - 1)] + 1);
        Matrix start = Matrix::Zero(gradients.rows(), copies.x.cols());
        for (Index i = std::max<Index>(0, first); i < end; ++i)
            start.col(steps[place(i)] * batch + i - first) = gradients.col(i);
        const Watch::Part part(watch, static_cast<double>((quantities - end) / batch),
            static_cast<double>((quantities + batch - 1) / batch));
        auto gradient = backwardFrom(
            model, {}, copies, std::move(start), watch, nullptr, options, std::move(reuse));
        if (!gradient)
            return gradient.error();
        visit(*gradient, first);
        reuse = *std::move(gradient);
    }
    return {};
}

std::optional<Error> eachLoss(const Model& model, const Sequence& sequence, const Trace& trace,
    Watch& watch, const RunOptions& options,
    const std::function<void(const Trace& gradient, Index first)>& visit)
{
    const Matrix gradients
        = outputGradient(model, std::span(&sequence, 1), trace, std::nullopt, watch);
    if (watch.cancelled())
        return cancelled("Following the gradient back");
    std::vector<Index> steps(static_cast<size_t>(trace.steps()));
    std::iota(steps.begin(), steps.end(), 0);
    return eachGradient(model, trace, gradients, steps, watch, options, visit);
}

} // namespace rnnscope
