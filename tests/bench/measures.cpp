// The measures of three networks, as the window recomputes them after an edit of the weights.

#include "core/cell/cells.h"
#include "core/run/flow.h"
#include "core/run/influence.h"
#include "core/run/lyapunov.h"
#include "core/run/start.h"

#include <benchmark/benchmark.h>

using namespace rnnscope;

namespace {

constexpr Index units = 64;
constexpr Index steps = 200;
constexpr Index rates = 8;

/// A layer with PyTorch's start, and a head.
struct Network {
    explicit Network(const CellPtr& cell)
    {
        Random random(1);
        model.layers.push_back({cell, defaultStart(*cell, units, units, random)});
        model.head.w = uniformStart(units, units, 0.125, random);
        model.head.b = Vector::Zero(units);
        sequence.values = uniformStart(units, steps, 1.7, random);
    }
    Model model;
    Sequence sequence;
};

std::vector<Network> networks(std::string_view id)
{
    std::vector<Network> all;
    for (const CellPtr& cell : cells())
        if (id.empty() || cell->id() == id)
            all.emplace_back(cell);
    return all;
}

/// Forward, M1 of all losses, M2 by lag and the leading exponents.
void headline(benchmark::State& state, std::string_view id)
{
    const auto all = networks(id);
    const RunOptions options{.threads = static_cast<int>(state.range(0))};
    Watch watch;
    for (auto _ : state)
        for (const Network& one : all) {
            const auto trace = forward(one.model, one.sequence, watch);
            benchmark::DoNotOptimize(flow(one.model, one.sequence, *trace, {}, watch));
            benchmark::DoNotOptimize(influence(one.model, *trace, 0, watch, options));
            benchmark::DoNotOptimize(lyapunov(one.model, *trace, 0, rates, watch));
        }
}

enum What { Forward, M1, Triangle, M2, M5 };

/// One of them alone.
void single(benchmark::State& state, What what, std::string_view id)
{
    const Network one = networks(id).front();
    Watch watch;
    const auto trace = forward(one.model, one.sequence, watch);
    for (auto _ : state)
        if (what == Forward)
            benchmark::DoNotOptimize(forward(one.model, one.sequence, watch));
        else if (what == M1)
            benchmark::DoNotOptimize(flow(one.model, one.sequence, *trace, {}, watch));
        else if (what == Triangle)
            benchmark::DoNotOptimize(flowTriangle(one.model, one.sequence, *trace, watch));
        else if (what == M2)
            benchmark::DoNotOptimize(influence(one.model, *trace, 0, watch));
        else
            benchmark::DoNotOptimize(lyapunov(one.model, *trace, 0, rates, watch));
}

} // namespace

int main(int count, char** arguments)
{
    for (const int threads : {1, 2})
        benchmark::RegisterBenchmark("all", headline, "")
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime()
            ->ArgName("threads")
            ->Arg(threads);
    const std::pair<What, const char*> parts[]{
        {Forward, "forward"}, {M1, "M1"}, {Triangle, "M1.triangle"}, {M2, "M2"}, {M5, "M5"}};
    for (const CellPtr& cell : cells())
        for (const auto& [what, name] : parts)
            benchmark::RegisterBenchmark(
                (std::string(name) + '/' + std::string(cell->id())).c_str(), single, what,
                cell->id())
                ->Unit(benchmark::kMillisecond);
    benchmark::Initialize(&count, arguments);
    benchmark::RunSpecifiedBenchmarks();
}
