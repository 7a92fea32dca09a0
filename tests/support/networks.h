#pragma once

#include "core/cell/cells.h"
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

/// A small network of any kind: 4 inputs, 3 units, 5 outputs.
inline Model randomModel(const Cell& cell, int depth, Entry entry, unsigned seed = 1)
{
    constexpr Index inputs = 4, units = 3, outputs = 5;
    std::mt19937 generator(seed);
    Model model;
    model.entry = entry;
    if (entry == Entry::Embedding)
        model.embedding = randomMatrix(inputs, outputs, 1, generator);
    for (int l = 0; l < depth; ++l) {
        const Index columns = l > 0 ? units : entry == Entry::OneHot ? outputs : inputs;
        const Index rows = cell.blocks() * units;
        model.layers.push_back({&cell,
            {randomMatrix(rows, columns, 0.6, generator), randomMatrix(rows, units, 0.6, generator),
                randomMatrix(rows, 1, 0.3, generator), randomMatrix(rows, 1, 0.3, generator)}});
    }
    model.head
        = {randomMatrix(outputs, units, 1, generator), randomMatrix(outputs, 1, 0.3, generator)};
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
    const Cell* cell = nullptr;
    int depth = 1;
    Entry entry = Entry::Values;

    Model model() const { return randomModel(*cell, depth, entry); }

    /// A row for every cell, one to three layers deep, and every entry.
    static void addRows()
    {
        QTest::addColumn<Kind>("kind");
        const std::pair<Entry, const char*> entries[]{{Entry::Values, "numbers"},
            {Entry::OneHot, "one-hot tokens"}, {Entry::Embedding, "embedded tokens"}};
        for (const Cell* cell : cells())
            for (int depth : {1, 2, 3})
                for (const auto& [entry, reads] : entries)
                    QTest::addRow("%s, layers: %d, reads %s", cell->name().data(), depth, reads)
                        << Kind{cell, depth, entry};
    }

    /// A row for every cell.
    static void addCells()
    {
        QTest::addColumn<const Cell*>("cell");
        for (const Cell* cell : cells())
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

Q_DECLARE_METATYPE(rnnscope::Kind)
Q_DECLARE_METATYPE(const rnnscope::Cell*)
