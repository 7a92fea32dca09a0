// Forward and backward of one layer by itself, step for step.

#include "core/cell/cells.h"
#include "core/run/start.h"

#include <benchmark/benchmark.h>

using namespace rnnscope;

namespace {

constexpr Index steps = 1000;

/// One layer that has run over random numbers; as many inputs as units.
struct Layer {
    Layer(const Cell& of, Index units)
        : cell(of)
        , weights(defaultStart(of, units, units, random))
        , x(uniformStart(units, steps, 1.7, random))
    {
        values.start = cell.noStart(weights);
        grad.start = cell.noStart(weights);
        cell.prepare(weights, steps, values);
        cell.prepare(weights, steps, grad, true);
        forward();
    }

    void forward() { cell.forward(weights, x, values, pass); }

    /// Of the sum of all hidden states, every derivative by every track, input and weight.
    void backward()
    {
        grad.tracks[static_cast<size_t>(cell.hidden())].setOnes();
        benchmark::DoNotOptimize(cell.backward(weights, x, values, grad, &weightGrad, pass).data());
    }

    const Cell& cell;
    Random random{1};
    Weights weights;
    Matrix x;
    LayerTrace values, grad;
    Weights weightGrad = Weights::zero(weights);
    Watch watch;
    Team team;
    Pass pass{watch, team};
};

void run(benchmark::State& state, void (Layer::*what)(), const Cell* cell)
{
    Layer layer(*cell, state.range(0));
    for (auto _ : state)
        (layer.*what)();
    state.SetItemsProcessed(state.iterations() * steps);
}

}

int main(int count, char** arguments)
{
    const std::pair<const char*, void (Layer::*)()> parts[]{
        {"forward/", &Layer::forward}, {"backward/", &Layer::backward}};
    for (const CellPtr& cell : cells())
        for (const auto& [name, what] : parts)
            benchmark::RegisterBenchmark(
                (name + std::string(cell->id())).c_str(), run, what, cell.get())
                ->Unit(benchmark::kMillisecond)
                ->ArgName("units")
                ->RangeMultiplier(2)
                ->Range(16, 512);
    benchmark::Initialize(&count, arguments);
    benchmark::RunSpecifiedBenchmarks();
}
