#include "core/load/kerasnetworks.h"

#include "core/load/kerasgrowing.h"
#include "core/pack/limits.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// Finds the lines of layers in a graph.
class Lines {
public:
    Lines(const KerasGraph& graph, const KerasTerms& terms, const KerasWeights& weights,
        const Archive& archive)
        : m_graph(graph)
        , m_terms(terms)
        , m_weights(weights)
        , m_archive(archive)
        , m_taken(graph.size())
    {
    }

    /// The network with that recurrent layer, unless it is already in one.
    std::optional<StoredNetwork> around(int layer);

private:
    const KerasLayer& at(int place) const { return m_graph[static_cast<size_t>(place)]; }
    /// Whether it reads one other layer, and what it is called with further does not matter.
    bool single(const KerasLayer& layer) const
    {
        return isRecurrent(layer.kind) || (layer.inputs.size() == 1 && layer.extras.empty());
    }
    std::vector<int> below(int layer) const;
    int above(int layer) const;
    void noteAbove(int layer, Growing& network) const;

    const KerasGraph& m_graph;
    const KerasTerms& m_terms;
    const KerasWeights& m_weights;
    const Archive& m_archive;
    std::vector<bool> m_taken;
};

/// What leads to a layer in one line, lowest first.
std::vector<int> Lines::below(int layer) const
{
    std::vector<int> line;
    for (int at = layer; line.size() < limits::kerasLine;) {
        const auto& inputs = this->at(at).inputs;
        const bool whole = !inputs.empty() && inputs[0].layer >= 0 && inputs[0].output == 0;
        if (!single(this->at(at)) || !whole)
            break;
        at = inputs[0].layer;
        line.push_back(at);
        if (m_taken[static_cast<size_t>(at)])
            break;
    }
    std::ranges::reverse(line);
    return line;
}

/// The layer that goes on the line upward, a recurrent one if there is a choice; −1: none.
int Lines::above(int layer) const
{
    int next = -1;
    for (const int reader : at(layer).readers) {
        const KerasLayer& one = at(reader);
        if (!single(one) || one.inputs[0].layer != layer || m_taken[static_cast<size_t>(reader)])
            continue;
        if (isRecurrent(one.kind))
            return reader;
        next = next < 0 ? reader : next;
    }
    return next;
}

void Lines::noteAbove(int layer, Growing& network) const
{
    size_t said = 0;
    for (const int reader : at(layer).readers)
        if (!m_taken[static_cast<size_t>(reader)] && said++ < limits::kerasNotes)
            network.note(called(at(reader)) + " after the layers");
}

std::optional<StoredNetwork> Lines::around(int layer)
{
    if (m_taken[static_cast<size_t>(layer)])
        return std::nullopt;
    Growing network(m_terms, m_weights, m_archive);
    for (const int place : below(layer))
        if (m_taken[static_cast<size_t>(place)] || !network.add(at(place)))
            network.restart(at(place));
    int top = -1;
    int next = layer;
    for (size_t count = 0; next >= 0 && count < limits::kerasLine; ++count) {
        if (!network.add(at(next)))
            break;
        m_taken[static_cast<size_t>(next)] = true;
        top = next;
        next = above(next);
    }
    m_taken[static_cast<size_t>(layer)] = true;
    if (!network.recurrent() && !network.failed())
        return std::nullopt;
    if (top >= 0)
        noteAbove(top, network);
    return std::move(network).result();
}

} // namespace

std::vector<StoredNetwork> kerasNetworks(const KerasGraph& graph, const KerasTerms& terms,
    const KerasWeights& weights, const Archive& archive)
{
    std::vector<StoredNetwork> networks;
    Lines lines(graph, terms, weights, archive);
    for (size_t i = 0; i < graph.size(); ++i)
        if (isRecurrent(graph[i].kind))
            if (auto network = lines.around(static_cast<int>(i)))
                networks.push_back(std::move(*network));
    return networks;
}

} // namespace rnnscope
