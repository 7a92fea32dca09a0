#include "core/run/sources.h"

#include "core/model/depth.h"
#include "core/run/dense.h"
#include "core/run/join.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// Finds where the numbers stand that one explained value was made of.
class Tracing {
public:
    Tracing(const Model& model, const Sequence& sequence, const Trace& trace, const Origin& of)
        : m_model(model)
        , m_sequence(sequence)
        , m_trace(trace)
        , m_of(of)
        , m_reader(of.kind == Origin::Output ? static_cast<int>(model.layers.size()) : of.layer)
    {
    }

    Sources sources(const Term& term) const;

private:
    Factor factorOf(const Operand& operand, Index k) const;
    Factor hiddenOf(int layer, Index unit, Index place) const;
    bool dense() const;
    std::vector<Contribution> readAt(const Operand& operand, Index k) const;
    Factor enteredAt(const Operand& operand, Index k) const;
    void addWeighted(const Term& term, Index k, std::vector<Contribution>& all) const;

    const Model& m_model;
    const Sequence& m_sequence;
    const Trace& m_trace;
    const Origin& m_of;
    int m_reader; ///< the layer that reads; the number of layers for the head
};

/// Value k of a track of the layer itself.
Factor Tracing::factorOf(const Operand& operand, Index k) const
{
    Factor factor{m_of, operand.symbol, static_cast<double>(operand.values(k))};
    factor.origin.kind = Origin::Value;
    factor.origin.track = operand.track;
    factor.origin.unit = factor.place = operand.unit + k;
    if (operand.from == Operand::Now)
        return factor;
    const Index before = m_trace.layers[static_cast<size_t>(m_of.layer)].before(m_of.step);
    if (before < 0)
        factor.origin.kind = Origin::Start;
    else
        factor.origin.step = before;
    return factor;
}

/// What a layer below hands on.
Factor Tracing::hiddenOf(int layer, Index unit, Index place) const
{
    const int track = m_model.layers[static_cast<size_t>(layer)].cell->hidden();
    const Matrix& h = m_trace.layers[static_cast<size_t>(layer)].tracks[static_cast<size_t>(track)];
    return {{Origin::Value, layer, track, unit, m_of.step}, "h_t", h(unit, m_of.step), place};
}

/// Whether dense layers made what is read.
bool Tracing::dense() const
{
    if (m_reader == static_cast<int>(m_model.layers.size()))
        return !m_model.after.empty();
    return below(m_model, m_reader) < 0 && !m_model.before.empty();
}

/// What came in from outside, or from dense layers.
Factor Tracing::enteredAt(const Operand& operand, Index k) const
{
    const Origin::Kind kind = dense() ? Origin::Dense
        : m_sequence.ids.empty()      ? Origin::Number
                                      : Origin::Token;
    return {{kind, m_of.layer, -1, k, m_of.step}, operand.symbol,
        static_cast<double>(operand.values(k)), k};
}

/// Number k of what the layer or the head reads: a product, or several where two directions were
/// added up. Each multiplier is what of it counts.
std::vector<Contribution> Tracing::readAt(const Operand& operand, Index k) const
{
    const int source = below(m_model, m_reader);
    if (dense() || source < 0)
        return {{{enteredAt(operand, k)}, {}, 1, 0}};
    const Layer& top = m_model.layers[static_cast<size_t>(source)];
    if (!top.second)
        return {{{hiddenOf(source, k, k)}, {}, 1, 0}};
    const Index first = m_model.layers[static_cast<size_t>(source - 1)].weights.outputs();
    if (top.merge == Merge::Concat)
        return {
            {{k < first ? hiddenOf(source - 1, k, k) : hiddenOf(source, k - first, k)}, {}, 1, 0}};
    if (top.merge == Merge::Product)
        return {{{hiddenOf(source - 1, k, k), hiddenOf(source, k, k)}, {}, 1, 0}};
    const bool average = top.merge == Merge::Average;
    const Contribution half{{}, average ? "½ " : "", average ? 0.5 : 1, 0};
    std::vector<Contribution> both{half, half};
    both[0].factors = {hiddenOf(source - 1, k, k)};
    both[1].factors = {hiddenOf(source, k, k)};
    return both;
}

void Tracing::addWeighted(const Term& term, Index k, std::vector<Contribution>& all) const
{
    std::vector<Contribution> here{{{}, {}, 1, 0}};
    for (const Operand& operand : term.each)
        if (operand.from == Operand::Input)
            here = readAt(operand, k);
        else
            here.front().factors.push_back(factorOf(operand, k));
    for (Contribution& one : here) {
        one.weight += term.weight;
        one.multiplier *= static_cast<double>(term.weights(k));
        all.push_back(std::move(one));
    }
}

Sources Tracing::sources(const Term& term) const
{
    Sources sources;
    for (const Operand& operand : term.common)
        sources.common.push_back(factorOf(operand, 0));
    const bool oneHot = m_model.entry == Entry::OneHot && !m_sequence.ids.empty() && !dense()
        && below(m_model, m_reader) < 0 && !term.each.empty()
        && term.each.front().from == Operand::Input;
    for (Index k = 0; k < term.weights.size(); ++k)
        if (!oneHot || k == m_sequence.ids[static_cast<size_t>(m_of.step)])
            addWeighted(term, k, sources.contributions);
    for (const Addend& addend : term.addends)
        sources.contributions.push_back({{}, addend.symbol, addend.value, 0});
    if (sources.contributions.empty())
        sources.contributions.push_back({std::exchange(sources.common, {}), {}, 1, 0});
    for (Contribution& one : sources.contributions) {
        one.product = one.multiplier;
        for (const std::vector<Factor>* factors : {&sources.common, &one.factors})
            for (const Factor& factor : *factors)
                one.product *= factor.value;
    }
    return sources;
}

/// The numbers of one output: its row of the head times what the head reads, and its offset.
Explanation explainOutput(const Model& model, const Trace& trace, Index output, Index step)
{
    const Head& head = model.head;
    const Operand read{Operand::Input, -1, "h_t", headInput(model, trace).col(step)};
    Explanation explanation
        = sum({weighted("V", head.w.row(output), read), added("a", {{"a", head.b(output)}})});
    explanation.argument = explanation.value = trace.logits(output, step);
    if (model.predictsTokens() || head.softmax) {
        explanation.function = "softmax";
        explanation.value = softmax(trace.logits.col(step))(output);
    } else if (head.activation != linear) {
        explanation.function = head.activation.text();
        explanation.value = head.activation.of(Lanes::Constant(Real(explanation.argument)))[0];
    }
    return explanation;
}

} // namespace

Origin explained(const Model& model, const Trace& trace, const Origin& selected, const Phase& phase)
{
    Origin origin = selected;
    if (phase.tracks.empty()) {
        origin = {Origin::Output, selected.layer, -1, 0, selected.step};
        if (model.predictsTokens() || model.head.softmax)
            trace.logits.col(selected.step).maxCoeff(&origin.unit);
        return origin;
    }
    if (std::ranges::find(phase.tracks, selected.track) == phase.tracks.end())
        origin.track = phase.tracks.front();
    const Matrix& values
        = trace.layers[static_cast<size_t>(origin.layer)].tracks[static_cast<size_t>(origin.track)];
    origin.unit = std::clamp<Index>(origin.unit, 0, values.rows() - 1);
    return origin;
}

Explanation explain(const Model& model, const Trace& trace, const Origin& origin)
{
    if (origin.kind == Origin::Output)
        return explainOutput(model, trace, origin.unit, origin.step);
    const auto place = static_cast<size_t>(origin.layer);
    const Layer& layer = model.layers[place];
    return layer.cell->explain(layer.weights, inputOf(model, trace, origin.layer),
        trace.layers[place], origin.track, origin.unit, origin.step);
}

Sources sourcesOf(const Model& model, const Sequence& sequence, const Trace& trace,
    const Origin& origin, const Term& term)
{
    return Tracing(model, sequence, trace, origin).sources(term);
}

int phaseOf(const Model& model, int layer, int track)
{
    const auto all = model.layers[static_cast<size_t>(layer)].cell->phases();
    for (auto phase = all.size(); phase-- > 0;)
        if (std::ranges::find(all[phase].tracks, track) != all[phase].tracks.end())
            return static_cast<int>(phase);
    return static_cast<int>(all.size()) - 1;
}

double madeAt(const Model& model, const Origin& origin)
{
    if (origin.kind == Origin::Output)
        return static_cast<double>(origin.step + 1);
    const auto count = static_cast<double>(phases(model, origin.layer).size());
    return static_cast<double>(origin.step)
        + (phaseOf(model, origin.layer, origin.track) + 1) / count;
}

} // namespace rnnscope
