#include "core/run/cost.h"

#include "core/math/quantile.h"
#include "core/run/backward.h"

#include <algorithm>
#include <chrono>

namespace rnnscope {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Products of whole vectors that the cell makes at each step, as it draws them.
Index productsIn(const Cell& cell)
{
    return std::ranges::count_if(cell.wiring().nodes,
        [](const Node& node) { return node.part == Part::Operation && node.sign == "×"; });
}

Index productsOf(const Layer& layer)
{
    const Weights& weights = layer.weights;
    return weights.w.size() + weights.u.size() + weights.peep.size() + weights.projection.size()
        + productsIn(*layer.cell) * weights.units();
}

/// One model under the clock.
struct Runner {
    const Model& model;
    const Sequence& sequence;
    Trace trace = {}, gradient = {};
    std::vector<Real> forward = {}, both = {}; ///< seconds a step, a number a round
};

std::optional<Error> runOnce(Runner& runner, bool counted, Watch& watch)
{
    RunOptions options;
    options.threads = 1;
    const Clock::time_point begin = Clock::now();
    auto trace = forward(runner.model, runner.sequence, watch, options, std::move(runner.trace));
    if (!trace)
        return trace.error();
    runner.trace = std::move(*trace);
    const double there = secondsSince(begin);
    ParameterGradients parameters;
    auto gradient = backward(runner.model, runner.sequence, runner.trace, std::nullopt, watch,
        &parameters, options, std::move(runner.gradient));
    if (!gradient)
        return gradient.error();
    runner.gradient = std::move(*gradient);
    const double back = secondsSince(begin);
    if (!counted)
        return {};
    const auto steps = static_cast<double>(runner.sequence.steps());
    runner.forward.push_back(static_cast<Real>(there / steps));
    runner.both.push_back(static_cast<Real>(back / steps));
    return {};
}

StepTime timeOf(std::vector<Real>& seconds)
{
    return {quantile(seconds, 0.5), quantile(seconds, 0.25), quantile(seconds, 0.75)};
}

} // namespace

Cost costOf(const Model& model)
{
    Cost cost{model.parameters(), 0, model.head.w.size(), traceBytes(model, 1)};
    for (const Layer& layer : model.layers)
        cost.layers += productsOf(layer);
    for (const auto* layers : {&model.before, &model.after})
        for (const Dense& dense : *layers)
            cost.around += dense.w.size();
    return cost;
}

Result<Timings> timesOf(std::span<const ModelPtr> models, std::span<const SequencePtr> sequences,
    double seconds, Watch& watch)
{
    constexpr int fewest = 3, parts = 1000;
    std::vector<Runner> runners;
    for (size_t m = 0; m < models.size(); ++m)
        runners.push_back({*models[m], *sequences[m]});
    const Clock::time_point begin = Clock::now();
    int rounds = -1; // the first warms up
    for (; rounds < fewest || secondsSince(begin) < seconds; ++rounds) {
        const double done = std::min(1.0, secondsSince(begin) / seconds);
        const Watch::Part part(watch, done * (parts - 1), parts);
        for (Runner& runner : runners)
            if (const auto error = runOnce(runner, rounds >= 0, watch))
                return *error;
    }
    Timings timings{{}, rounds, sequences.front()->steps()};
    for (Runner& runner : runners)
        timings.models.push_back({timeOf(runner.forward), timeOf(runner.both)});
    return timings;
}

} // namespace rnnscope
