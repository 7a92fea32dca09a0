#pragma once

#include "core/model/depth.h"
#include "tests/support/networks.h"

namespace rnnscope {

/// A network that differs from the plain ones in some way, and what it reads.
struct Exhibit {
    std::string name;
    Model model;
    Sequence sequence;
};

inline Exhibit exhibit(std::string name, const Build& build, Index steps = 9)
{
    Model model = randomModel(build);
    model.title = name;
    Sequence sequence = randomInput(model, steps);
    return {std::move(name), std::move(model), std::move(sequence)};
}

/// The same with something done to the model before its input is made.
template <class Alter>
Exhibit altered(std::string name, const Build& build, Alter alter, Index steps = 9)
{
    Model model = randomModel(build);
    alter(model);
    model.title = name;
    Sequence sequence = randomInput(model, steps);
    return {std::move(name), std::move(model), std::move(sequence)};
}

/// Tokens through an embedding, each predicting the next; in both directions, two layers deep.
inline Exhibit tokenExhibit(bool named)
{
    Model model = randomModel(Build{.cell = lstm({}), .depth = 2, .both = true});
    std::mt19937 generator(2);
    model.entry = Entry::Embedding;
    model.embedding = randomMatrix(4, 5, 1, generator);
    if (named)
        model.vocabulary = Vocabulary::ofCharacters("abcde");
    model.title = named ? "tokens" : "tokens without names";
    Sequence sequence = randomInput(model, 9);
    sequence.targets.back() = -1;
    return {model.title, std::move(model), std::move(sequence)};
}

/// Everything that core can run and a view has to show.
inline std::vector<Exhibit> gallery()
{
    std::vector<Exhibit> all;
    for (const auto& [name, cell] : Kind::variants()) {
        all.push_back(exhibit(name + ", stored start", {.cell = cell, .started = true}));
        all.push_back(
            exhibit(name + ", both directions", {.cell = cell, .depth = 2, .both = true}));
        all.push_back(exhibit(name + ", from the end", {.cell = cell, .backward = true}));
    }
    const CellPtr plain = lstm({}),
                  whole = lstm({.peepholes = true, .coupled = true, .projection = true});
    all.push_back(exhibit("all of an LSTM", {.cell = whole, .both = true, .started = true}));
    all.push_back(
        exhibit("summed", {.cell = plain, .depth = 2, .both = true, .merge = Merge::Sum}));
    all.push_back(exhibit("seven layers", {.cell = gru({}), .depth = 7}));
    all.push_back(exhibit("one unit", {.cell = plain, .depth = 2, .both = true, .units = 1}));
    all.push_back(exhibit("512 units", {.cell = lstm({.projection = true}), .units = 512}, 20));
    all.push_back(exhibit("one step", {.cell = plain, .both = true}, 1));
    all.push_back(altered("one input", {.cell = plain, .both = true}, [](Model& model) {
        for (Layer& layer : model.layers)
            layer.weights.w = layer.weights.w.leftCols(1).eval();
    }));
    all.push_back(altered("no head", {.cell = lstm({.projection = true}), .depth = 2, .both = true},
        [](Model& model) { model.head = {}; }));
    all.push_back(tokenExhibit(true));
    all.push_back(tokenExhibit(false));
    return all;
}

} // namespace rnnscope
