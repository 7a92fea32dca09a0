#pragma once

#include "core/cell/cells.h"
#include "core/cell/elman.h"
#include "core/cell/gru.h"
#include "core/cell/lstm.h"
#include "core/model/sequence.h"

#include <QTest>

#include <random>

namespace rnnscope {

/// Normally distributed numbers, the same at every call with the same generator.
inline Matrix randomMatrix(Index rows, Index columns, double scale, std::mt19937& generator)
{
    std::normal_distribution<double> normal(0, scale);
    return Matrix::NullaryExpr(rows, columns, [&] { return static_cast<Real>(normal(generator)); });
}

/// The weights of a layer, with what a variant of a cell has beside W, U and the biases.
inline Weights randomWeights(
    const Cell& cell, Index inputs, Index units, std::mt19937& generator, bool biased = true)
{
    const auto* lstm = dynamic_cast<const Lstm*>(&cell);
    const Index outputs = lstm && lstm->kind().projection ? units - 1 : units;
    const Index rows = cell.blocks() * units;
    const double spread = biased ? 0.3 : 0;
    Weights weights{randomMatrix(rows, inputs, 0.6, generator),
        randomMatrix(rows, outputs, 0.6, generator), randomMatrix(rows, 1, spread, generator),
        randomMatrix(rows, 1, spread, generator)};
    if (lstm && lstm->kind().peepholes)
        weights.peep = randomMatrix(units, 3, 0.6, generator);
    if (outputs < units)
        weights.projection = randomMatrix(outputs, units, 0.6, generator);
    return weights;
}

/// Which of the many networks of one kind of cell.
struct Build {
    CellPtr cell;
    int depth = 1;
    bool both = false; ///< reads in both directions
    bool biased = true;
    Merge merge = Merge::Concat;
    bool backward = false; ///< in one direction: reads from the end
    bool started = false; ///< stores an initial state
    Index units = 3;
    bool after = false; ///< dense layers between the top and the head
};

/// 4 inputs and 5 outputs over numbers.
inline Model randomModel(const Build& build, unsigned seed = 1)
{
    constexpr Index inputs = 4, outputs = 5;
    std::mt19937 generator(seed);
    Model model;
    for (int l = 0; l < build.depth; ++l) {
        const Index columns = l > 0 ? model.width(model.layers.size() - 1) : inputs;
        for (int direction = 0; direction < (build.both ? 2 : 1); ++direction) {
            Layer layer{build.cell,
                randomWeights(*build.cell, columns, build.units, generator, build.biased)};
            layer.backward = build.backward != (direction == 1);
            layer.second = direction == 1;
            layer.merge = build.merge;
            if (build.started)
                for (const Matrix& zero : build.cell->noStart(layer.weights))
                    layer.start.push_back(randomMatrix(zero.rows(), zero.cols(), 0.5, generator));
            model.layers.push_back(std::move(layer));
        }
    }
    Index top = model.width(model.layers.size() - 1);
    for (const Activation& activation : {hyperbolic, Activation{Activation::Swish}})
        if (build.after) {
            model.after.push_back({"dense", randomMatrix(top + 1, top, 0.6, generator),
                randomMatrix(top + 1, 1, 0.3, generator), activation});
            ++top;
        }
    model.head = {randomMatrix(outputs, top, 1, generator),
        randomMatrix(outputs, 1, build.biased ? 0.3 : 0, generator)};
    return model;
}

/// A small network of any kind: 4 inputs, 3 units, 5 outputs.
inline Model randomModel(const CellPtr& cell, int depth, Entry entry, unsigned seed = 1)
{
    constexpr Index inputs = 4, units = 3, outputs = 5;
    std::mt19937 generator(seed);
    Model model;
    model.entry = entry;
    if (entry == Entry::Embedding)
        model.embedding = randomMatrix(inputs, outputs, 1, generator);
    for (int l = 0; l < depth; ++l) {
        const Index columns = l > 0  ? model.width(model.layers.size() - 1)
            : entry == Entry::OneHot ? outputs
                                     : inputs;
        model.layers.push_back({cell, randomWeights(*cell, columns, units, generator)});
    }
    model.head = {randomMatrix(outputs, model.width(model.layers.size() - 1), 1, generator),
        randomMatrix(outputs, 1, 0.3, generator)};
    return model;
}

/// What such a network reads; tokens come with targets.
inline Sequence randomInput(const Model& model, Index steps, unsigned seed = 1)
{
    std::mt19937 generator(seed);
    Sequence sequence;
    if (model.entry == Entry::Values) {
        sequence.values = randomMatrix(model.inputs(), steps, 1, generator);
        return sequence;
    }
    std::uniform_int_distribution<int> token(0, static_cast<int>(model.tokens()) - 1);
    for (Index t = 0; t < steps; ++t) {
        sequence.ids.push_back(token(generator));
        sequence.targets.push_back(token(generator));
    }
    return sequence;
}

/// `count` steps of a sequence from step `first` on.
inline Sequence part(const Sequence& whole, Index first, Index count)
{
    Sequence result;
    const auto cut = [&](const std::vector<int>& from, std::vector<int>& to) {
        if (!from.empty())
            to.assign(from.begin() + first, from.begin() + first + count);
    };
    cut(whole.ids, result.ids);
    cut(whole.targets, result.targets);
    if (whole.ids.empty())
        result.values = whole.values.middleCols(first, count);
    return result;
}

/// A kind of network, for data rows.
struct Kind {
    CellPtr cell;
    int depth = 1;
    Entry entry = Entry::Values;

    Model model() const { return randomModel(cell, depth, entry); }

    /// A row for every cell, one to three layers deep, and every entry.
    static void addRows()
    {
        QTest::addColumn<Kind>("kind");
        const std::pair<Entry, const char*> entries[]{{Entry::Values, "numbers"},
            {Entry::OneHot, "one-hot tokens"}, {Entry::Embedding, "embedded tokens"}};
        for (const CellPtr& cell : cells())
            for (int depth : {1, 2, 3})
                for (const auto& [entry, reads] : entries)
                    QTest::addRow("%s, layers: %d, reads %s", cell->name().data(), depth, reads)
                        << Kind{cell, depth, entry};
    }

    /// Every cell, and variants of them.
    static std::vector<std::pair<std::string, CellPtr>> variants()
    {
        std::vector<std::pair<std::string, CellPtr>> all;
        for (const CellPtr& cell : cells())
            all.emplace_back(cell->name(), cell);
        const std::pair<const char*, CellPtr> others[]{
            {"RNN, relu", elman({rectified})},
            {"RNN, linear", elman({linear})},
            {"LSTM with peepholes", lstm({.peepholes = true})},
            {"LSTM with projection", lstm({.projection = true})},
            {"LSTM, coupled", lstm({.coupled = true})},
            {"LSTM, hard sigmoid, clipped", lstm({.gate = hardSigmoid5, .clip = 1})},
            {"LSTM, relu", lstm({.candidate = rectified, .output = rectified})},
            {"GRU, reset before", gru({.resetBefore = true})},
            {"GRU, hard sigmoid", gru({.gate = hardSigmoid6})},
        };
        all.insert(all.end(), std::begin(others), std::end(others));
        return all;
    }

    /// A row for every cell and for variants of them.
    static void addVariants()
    {
        QTest::addColumn<CellPtr>("cell");
        for (const auto& [name, cell] : variants())
            QTest::newRow(name.c_str()) << cell;
    }

    /// A row for every cell and its variants, one to three layers deep, from the beginning, from
    /// the end and in both directions.
    static void addBuilds()
    {
        QTest::addColumn<Build>("build");
        for (const auto& [name, cell] : variants())
            for (const int depth : {1, 2, 3}) {
                QTest::addRow("%s, layers: %d", name.c_str(), depth) << Build{cell, depth};
                QTest::addRow("%s, layers: %d, from the end", name.c_str(), depth)
                    << Build{.cell = cell, .depth = depth, .backward = true};
                QTest::addRow("%s, layers: %d, both directions", name.c_str(), depth)
                    << Build{cell, depth, true};
            }
    }

    /// A row for every cell.
    static void addCells()
    {
        QTest::addColumn<CellPtr>("cell");
        for (const CellPtr& cell : cells())
            QTest::addRow("%s", cell->name().data()) << cell;
    }
};

/// ‖found − expected‖ by ‖expected‖; where the latter vanishes, by the smallest norm that float
/// holds with full precision.
template <class Found, class Expected>
double relativeError(const Found& found, const Expected& expected)
{
    return static_cast<double>((found - expected).stableNorm())
        / std::max<double>(static_cast<double>(expected.stableNorm()), 1e-30);
}

} // namespace rnnscope

Q_DECLARE_METATYPE(rnnscope::Build)
Q_DECLARE_METATYPE(rnnscope::Kind)
Q_DECLARE_METATYPE(rnnscope::CellPtr)
