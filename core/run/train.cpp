#include "core/run/train.h"

#include "core/math/random.h"
#include "core/run/adam.h"
#include "core/run/chunks.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace rnnscope {

namespace {

Matrix uniform(Index rows, Index columns, double bound, Random& random)
{
    return Matrix::NullaryExpr(
        rows, columns, [&] { return static_cast<Real>(random.uniform(-bound, bound)); });
}

void openForgetGate(const Cell& cell, Weights& weights)
{
    const int forget = cell.indexOf("forget");
    if (forget < 0)
        return;
    const Index units = weights.units();
    const Index row = cell.tracks()[static_cast<size_t>(forget)].block * units;
    weights.b.segment(row, units).setOnes();
    weights.d.segment(row, units).setZero();
}

Index parameterCount(const Cell& cell, Index tokens, Index dimensions, Index units)
{
    const Index layer = cell.blocks() * units * (dimensions + units + 2);
    return dimensions * tokens + layer + tokens * (units + 1);
}

template <class Part>
std::span<Real> flat(Part& part)
{
    return {part.data(), static_cast<size_t>(part.size())};
}

/// The arrays of a model or of its gradient, in one order.
template <class Parts>
std::vector<std::span<Real>> arrays(Parts& parts, std::vector<Weights*> layers)
{
    std::vector<std::span<Real>> all{flat(parts.embedding), flat(parts.head.w), flat(parts.head.b)};
    for (Weights* layer : layers)
        all.insert(all.end(), {flat(layer->w), flat(layer->u), flat(layer->b), flat(layer->d)});
    return all;
}

std::vector<std::span<Real>> arrays(Model& model)
{
    std::vector<Weights*> layers;
    for (Layer& layer : model.layers)
        layers.push_back(&layer.weights);
    return arrays(model, std::move(layers));
}

std::vector<std::span<Real>> arrays(ParameterGradients& gradients)
{
    std::vector<Weights*> layers;
    for (Weights& layer : gradients.layers)
        layers.push_back(&layer);
    return arrays(gradients, std::move(layers));
}

/// Divides the gradient by `tokens`, scales it down where its 2-norm exceeds `clip`, and returns
/// the norm before that.
double clipped(const std::vector<std::span<Real>>& gradients, Index tokens, double clip)
{
    double squares = 0;
    for (const std::span<Real> part : gradients)
        for (const Real g : part)
            squares += static_cast<double>(g) * g;
    const double norm = std::sqrt(squares) / static_cast<double>(tokens);
    const double scale = (norm > clip ? clip / norm : 1) / static_cast<double>(tokens);
    for (const std::span<Real> part : gradients)
        for (Real& g : part)
            g = static_cast<Real>(g * scale);
    return norm;
}

Index targetCount(const Sequence& sequence)
{
    return std::ranges::count_if(sequence.targets, [](int target) { return target >= 0; });
}

double meanLoss(const Model& model, const Sequence& sequence, const Trace& trace)
{
    const std::vector<double> all = losses(model, sequence, trace);
    return std::accumulate(all.begin(), all.end(), 0.0)
        / static_cast<double>(targetCount(sequence));
}

/// Runs over a chunk and back, which is where the time goes.
Result<Trace> readChunk(const Model& model, const Sequence& sequence, const ModelState& start,
    Watch& watch, ParameterGradients& gradients)
{
    const auto half = [&](int index) { return Watch::Part(watch, index, 2); };
    Result<Trace> trace = [&] {
        const Watch::Part part = half(0);
        return forward(model, sequence, watch, {.start = start});
    }();
    const Watch::Part part = half(1);
    if (trace)
        (void)backward(model, sequence, *trace, std::nullopt, watch, &gradients);
    return trace;
}

} // namespace

Model startModel(
    const CellPtr& cell, Vocabulary vocabulary, Index dimensions, Index units, unsigned seed)
{
    Random random(seed);
    const Index tokens = vocabulary.size();
    const Index rows = cell->blocks() * units;
    const double bound = 1 / std::sqrt(static_cast<double>(units));

    Model model;
    model.title = cell->name();
    model.entry = Entry::Embedding;
    model.vocabulary = std::move(vocabulary);
    model.embedding = Matrix::NullaryExpr(
        dimensions, tokens, [&] { return static_cast<Real>(random.normal()); });
    Weights weights;
    weights.w = uniform(rows, dimensions, bound, random);
    weights.u = uniform(rows, units, bound, random);
    weights.b = uniform(rows, 1, bound, random);
    weights.d = uniform(rows, 1, bound, random);
    openForgetGate(*cell, weights);
    model.layers.push_back({cell, std::move(weights)});
    model.head.w = uniform(tokens, units, bound, random);
    model.head.b = uniform(tokens, 1, bound, random);
    return model;
}

Index matchedUnits(const Cell& cell, Index tokens, Index dimensions, Index parameters)
{
    const auto excess
        = [&](Index units) { return parameterCount(cell, tokens, dimensions, units) - parameters; };
    Index units = 1;
    while (excess(units) < 0)
        ++units;
    return units > 1 && -excess(units - 1) < excess(units) ? units - 1 : units;
}

Result<Model> train(Model model, const std::vector<Sequence>& data, const TrainOptions& options,
    Watch& watch, const std::function<void(const TrainProgress&)>& progress)
{
    Chunks chunks(data, options.chunk);
    Adam adam;
    ParameterGradients gradients;
    ModelState state;
    for (int step = 1; step <= options.steps; ++step) {
        const auto& [sequence, first] = chunks.next();
        if (first)
            state.clear();
        const Watch::Part part(watch, step - 1, options.steps);
        auto run = readChunk(model, sequence, state, watch, gradients);
        if (watch.cancelled())
            return cancelled("Training");
        if (!run)
            return run.error();
        const Trace& trace = *run;
        const double loss = meanLoss(model, sequence, trace);
        if (!std::isfinite(loss))
            return Error{Fault::Model, "Cannot train on after update " + std::to_string(step - 1),
                "expected a finite loss, found " + std::to_string(loss), "Choose a lower rate"};
        const double rate = options.rate * (options.steps - step + 1) / options.steps;
        const double norm = clipped(arrays(gradients), targetCount(sequence), options.clip);
        adam.step(rate, arrays(model), arrays(gradients));
        state = endState(model, trace);
        watch.report(1);
        progress({step, loss, norm});
    }
    return model;
}

Result<double> meanLoss(const Model& model, const Sequence& sequence, Watch& watch)
{
    const auto trace = forward(model, sequence, watch);
    if (!trace)
        return trace.error();
    return meanLoss(model, sequence, *trace);
}

} // namespace rnnscope
