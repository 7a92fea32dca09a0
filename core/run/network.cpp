#include "core/run/network.h"

#include "core/run/start.h"

#include <cassert>

namespace rnnscope {

namespace {

/// Drawn apart from all other numbers, so that these stay the same.
Matrix recurrentStart(Initial initial, Index blocks, Index units, unsigned seed)
{
    Random random(std::uint64_t(seed) + (std::uint64_t(1) << 32));
    Matrix u(blocks * units, units);
    for (Index block = 0; block < blocks; ++block)
        u.middleRows(block * units, units)
            = initial == Initial::Identity ? identityStart(units) : orthogonalStart(units, random);
    return u;
}

} // namespace

Frame frameOf(const Model& model)
{
    Frame frame;
    frame.entry = model.entry;
    frame.inputs = model.entry == Entry::Embedding ? model.tokens() : model.inputs();
    frame.dimensions = model.embedding.rows();
    frame.outputs = model.head.w.rows();
    return frame;
}

Model startModel(const CellPtr& cell, const Frame& frame, Index units, const Start& start)
{
    assert(units > 0 && frame.width() > 0 && frame.outputs > 0);
    Random random(start.seed);
    const double bound = 1 / std::sqrt(static_cast<double>(units));

    Model model;
    model.title = cell->name();
    model.entry = frame.entry;
    if (frame.entry == Entry::Embedding)
        model.embedding = Matrix::NullaryExpr(
            frame.dimensions, frame.inputs, [&] { return static_cast<Real>(random.normal()); });
    Weights weights = defaultStart(*cell, frame.width(), units, random);
    if (start.initial != Initial::Uniform)
        weights.u = recurrentStart(start.initial, cell->blocks(), units, start.seed);
    if (start.forgetBias)
        openForgetGate(*cell, *start.forgetBias, weights);
    model.layers.push_back({cell, std::move(weights)});
    model.head.w = uniformStart(frame.outputs, units, bound, random);
    model.head.b = uniformStart(frame.outputs, 1, bound, random);
    return model;
}

Model startModel(
    const CellPtr& cell, Vocabulary vocabulary, Index dimensions, Index units, unsigned seed)
{
    const Index tokens = vocabulary.size();
    Model model
        = startModel(cell, {Entry::Embedding, tokens, dimensions, tokens}, units, {.seed = seed});
    model.vocabulary = std::move(vocabulary);
    return model;
}

Index parameterCount(const Cell& cell, const Frame& frame, Index units)
{
    const Index embedding = frame.entry == Entry::Embedding ? frame.dimensions * frame.inputs : 0;
    const Index layer = cell.blocks() * units * (frame.width() + units + 2);
    return embedding + layer + frame.outputs * (units + 1);
}

Index matchedUnits(const Cell& cell, const Frame& frame, Index parameters)
{
    const auto excess
        = [&](Index units) { return parameterCount(cell, frame, units) - parameters; };
    Index units = 1;
    while (excess(units) < 0)
        ++units;
    return units > 1 && -excess(units - 1) < excess(units) ? units - 1 : units;
}

std::uint64_t bytesOf(const Model& model)
{
    Index numbers = model.parameters();
    for (const Layer& layer : model.layers)
        for (const Matrix& start : layer.start)
            numbers += start.size();
    return static_cast<std::uint64_t>(numbers) * sizeof(Real);
}

} // namespace rnnscope
