#include "core/cell/cells.h"

#include <benchmark/benchmark.h>

using namespace rnnscope;

namespace {

constexpr Index steps = 1000;

/// One layer that has run over random numbers; as many inputs as units.
struct Layer {
    Layer(const Cell& of, Index units)
        : cell(of)
        , weights{Matrix::Random(cell.blocks() * units, units), {}, {}, {}}
        , x(Matrix::Random(units, steps))
        , start(cell.noStart(units))
    {
        weights.w /= std::sqrt(static_cast<Real>(units));
        weights.u = weights.w;
        weights.b = weights.d = Vector::Zero(weights.w.rows());
        run();
    }

    void run() { cell.forward(weights, x, start, values, watch); }

    const Cell& cell;
    Weights weights;
    Matrix x;
    std::vector<Vector> start;
    LayerTrace values;
    Watch watch;
};

/// Every track of every step is recorded.
void forward(benchmark::State& state, const Cell* cell)
{
    Layer layer(*cell, state.range(0));
    for (auto _ : state)
        layer.run();
    state.SetItemsProcessed(state.iterations() * steps);
}

/// Every derivative by every track, input and weight.
void backward(benchmark::State& state, const Cell* cell)
{
    Layer layer(*cell, state.range(0));
    LayerTrace grad = cell->zeroTrace(state.range(0), steps);
    Weights weightGrad = Weights::zero(layer.weights);
    Matrix dx;
    for (auto _ : state) {
        for (Matrix& track : grad.tracks)
            track.setZero();
        grad.tracks[static_cast<size_t>(cell->hidden())].setOnes();
        cell->backward(layer.weights, layer.x, layer.values, grad, dx, &weightGrad, layer.watch);
    }
    state.SetItemsProcessed(state.iterations() * steps);
}

void add(const std::string& name, void (*what)(benchmark::State&, const Cell*), const Cell* cell)
{
    benchmark::RegisterBenchmark((name + '/' + std::string(cell->id())).c_str(), what, cell)
        ->Unit(benchmark::kMillisecond)
        ->ArgName("units")
        ->RangeMultiplier(2)
        ->Range(16, 512);
}

}

int main(int count, char** arguments)
{
    for (const CellPtr& cell : cells()) {
        add("forward", forward, cell);
        add("backward", backward, cell);
    }
    benchmark::Initialize(&count, arguments);
    benchmark::RunSpecifiedBenchmarks();
}
