#include "core/load/assume.h"

#include "core/base/words.h"
#include "core/cell/elman.h"
#include "core/cell/gru.h"
#include "core/cell/lstm.h"
#include "core/load/layout.h"

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

struct Named {
    const char* name;
    Activation activation;
};

constexpr std::array candidates = {Named{"tanh", hyperbolic}, Named{"relu", rectified},
    Named{"sigmoid", sigmoidal}, Named{"linear", linear}};
constexpr std::array gates = {Named{"sigmoid", sigmoidal},
    Named{QT_TRANSLATE_NOOP("card", "hard sigmoid, 0.2 x + 0.5"), hardSigmoid5},
    Named{QT_TRANSLATE_NOOP("card", "hard sigmoid, x/6 + 0.5"), hardSigmoid6}};
constexpr std::array resets = {QT_TRANSLATE_NOOP("card", "after the product with U"),
    QT_TRANSLATE_NOOP("card", "before the product with U")};
constexpr std::array biases = {"0", "1"};
static_assert(std::string_view(QT_TRANSLATE_NOOP("card", "given by hand")) == choice::byHand);

template <class Entries>
std::vector<std::string> namesOf(const Entries& entries)
{
    std::vector<std::string> names;
    for (const auto& entry : entries)
        names.emplace_back(entry.name);
    return names;
}

template <class Entries>
size_t placeIn(const Entries& entries, const Activation& activation)
{
    const auto found = std::ranges::find(entries, activation, &Named::activation);
    return found == entries.end() ? 0 : static_cast<size_t>(found - entries.begin());
}

/// The kind of a cell, changed by whichever of the three takes it.
template <class Change>
CellPtr changed(const CellPtr& cell, const Change& change)
{
    if (const auto* one = dynamic_cast<const Lstm*>(cell.get())) {
        LstmKind kind = one->kind();
        change(kind);
        return lstm(kind);
    }
    if (const auto* one = dynamic_cast<const Gru*>(cell.get())) {
        GruKind kind = one->kind();
        change(kind);
        return gru(kind);
    }
    if (const auto* one = dynamic_cast<const Elman*>(cell.get())) {
        ElmanKind kind = one->kind();
        change(kind);
        return elman(kind);
    }
    return cell;
}

struct SetActivation {
    Activation to;
    void operator()(LstmKind& kind) const { kind.candidate = kind.output = to; }
    void operator()(GruKind& kind) const { kind.candidate = to; }
    void operator()(ElmanKind& kind) const { kind.activation = to; }
};

struct SetGate {
    Activation to;
    void operator()(LstmKind& kind) const { kind.gate = to; }
    void operator()(GruKind& kind) const { kind.gate = to; }
    void operator()(ElmanKind&) const { }
};

struct SetReset {
    bool before;
    void operator()(LstmKind&) const { }
    void operator()(GruKind& kind) const { kind.resetBefore = before; }
    void operator()(ElmanKind&) const { }
};

/// What a cell has now, so that it is what is assumed until another is chosen.
struct Present {
    Activation activation = hyperbolic, gate = sigmoidal;
    bool before = false;
};

Present presentIn(const CellPtr& cell)
{
    Present present;
    if (const auto* one = dynamic_cast<const Lstm*>(cell.get()))
        present = {one->kind().candidate, one->kind().gate, false};
    else if (const auto* other = dynamic_cast<const Gru*>(cell.get()))
        present = {other->kind().candidate, other->kind().gate, other->kind().resetBefore};
    else if (const auto* simple = dynamic_cast<const Elman*>(cell.get()))
        present.activation = simple->kind().activation;
    return present;
}

/// The layers of which something is not said, and what becomes of them.
class Assuming {
public:
    Assuming(StoredNetwork& network, const Choices& choices, std::vector<Note>& notes)
        : m_network(network)
        , m_choices(choices)
        , m_notes(notes)
    {
    }

    /// The first layer with that flag, from which the usual option is taken; nullptr: none.
    const StoredLayer* first(unsigned flag) const
    {
        const auto found = std::ranges::find_if(
            m_network.layers, [&](const StoredLayer& layer) { return layer.unsaid & flag; });
        return found == m_network.layers.end() ? nullptr : &*found;
    }
    size_t ask(const char* what, const char* id, std::vector<std::string> options, size_t otherwise)
    {
        m_notes.push_back(optionNote(m_choices, what, id, std::move(options), otherwise));
        return m_notes.back().chosen;
    }
    template <class Change>
    void each(unsigned flag, const Change& change)
    {
        for (StoredLayer& layer : m_network.layers)
            if (layer.unsaid & flag)
                change(layer);
    }

    void activation();
    void gate();
    void reset();
    void order();
    void forgetBias();

private:
    StoredNetwork& m_network;
    const Choices& m_choices;
    std::vector<Note>& m_notes;
};

void Assuming::activation()
{
    const StoredLayer* layer = first(unsaid::activation);
    if (!layer)
        return;
    const size_t taken = ask(QT_TRANSLATE_NOOP("card", "nonlinearity"), choice::activation,
        namesOf(candidates), placeIn(candidates, presentIn(layer->cell).activation));
    each(unsaid::activation, [&](StoredLayer& one) {
        one.cell = changed(one.cell, SetActivation{candidates[taken].activation});
    });
}

void Assuming::gate()
{
    const StoredLayer* layer = first(unsaid::gate);
    if (!layer || layer->blocks.size() < 2)
        return;
    const size_t taken = ask(QT_TRANSLATE_NOOP("card", "gate activation"), choice::gate,
        namesOf(gates), placeIn(gates, presentIn(layer->cell).gate));
    each(unsaid::gate,
        [&](StoredLayer& one) { one.cell = changed(one.cell, SetGate{gates[taken].activation}); });
}

void Assuming::reset()
{
    const StoredLayer* layer = first(unsaid::reset);
    if (!layer)
        return;
    const size_t taken = ask(QT_TRANSLATE_NOOP("card", "reset gate"), choice::reset,
        {resets.begin(), resets.end()}, presentIn(layer->cell).before ? 1 : 0);
    each(unsaid::reset,
        [&](StoredLayer& one) { one.cell = changed(one.cell, SetReset{taken == 1}); });
}

void Assuming::order()
{
    const StoredLayer* layer = first(unsaid::order);
    if (!layer || layer->blocks.size() < 2)
        return;
    std::vector<std::string> options = knownOrders(layer->blocks.size());
    const auto stored = std::ranges::find(options, layer->order);
    const auto usual = static_cast<size_t>(stored - options.begin());
    if (stored == options.end())
        options.push_back(layer->order);
    const size_t taken
        = ask(QT_TRANSLATE_NOOP("card", "gate order"), choice::order, options, usual);
    each(unsaid::order, [&](StoredLayer& one) { reorder(one, options[taken]); });
}

void Assuming::forgetBias()
{
    const StoredLayer* layer = first(unsaid::forgetBias);
    if (!layer)
        return;
    const size_t taken = ask(QT_TRANSLATE_NOOP("card", "added to the forget bias"),
        choice::forgetBias, {biases.begin(), biases.end()}, layer->forgetBias != 0 ? 1 : 0);
    each(
        unsaid::forgetBias, [&](StoredLayer& one) { one.forgetBias = static_cast<double>(taken); });
}

} // namespace

const std::vector<std::string>& knownOrders(size_t blocks)
{
    static const std::vector<std::string> four{
        "i f g o", "i o f g", "i g f o", "f i g o", "f i o g"};
    static const std::vector<std::string> three{"r z n", "z r n"};
    return blocks == 4 ? four : three;
}

Note optionNote(const Choices& choices, const char* what, const char* id,
    std::vector<std::string> options, size_t otherwise)
{
    const auto asked = choices.find(id);
    const auto found
        = asked == choices.end() ? options.end() : std::ranges::find(options, asked->second);
    const size_t taken
        = found == options.end() ? otherwise : static_cast<size_t>(found - options.begin());
    Saying said(options[taken].c_str()); // some are words of the program
    return {what, std::move(said), found == options.end(), id, std::move(options), taken};
}

Choices unmet(const Model& model, const Choices& choices)
{
    Choices left = choices;
    left.erase(choice::tokens); // what it gives is an option of the vocabulary
    left.erase(choice::mapping);
    for (const Note& note : model.notes)
        if (const auto asked = left.find(note.choice); asked != left.end()
            && note.chosen < note.options.size() && note.options[note.chosen] == asked->second)
            left.erase(asked);
    return left;
}

void assumeUnsaid(StoredNetwork& network, const Choices& choices, std::vector<Note>& notes)
{
    Assuming assuming(network, choices, notes);
    assuming.activation();
    assuming.gate();
    assuming.reset();
    assuming.order();
    assuming.forgetBias();
}

} // namespace rnnscope
