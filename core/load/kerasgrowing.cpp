#include "core/load/kerasgrowing.h"

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

template <size_t Count>
bool among(const std::array<std::string_view, Count>& kinds, const std::string& kind)
{
    return std::ranges::find(kinds, kind) != kinds.end();
}

/// Layers that change nothing once a model is trained.
constexpr std::array<std::string_view, 7> idle = {"InputLayer", "Dropout", "SpatialDropout1D",
    "GaussianDropout", "GaussianNoise", "AlphaDropout", "ActivityRegularization"};

} // namespace

std::string called(const KerasLayer& layer) { return layer.kind + " “" + layer.name + "”"; }

void Growing::restart(const KerasLayer& layer)
{
    m_network.embedding = {};
    m_network.before.clear();
    m_width = 0;
    m_open = false;
    m_below = called(layer) + " before the layers";
}

bool Growing::add(const KerasLayer& layer)
{
    if (m_ended && !among(idle, layer.kind))
        return false;
    if (isRecurrent(layer.kind))
        return addRecurrent(layer);
    if (layer.kind == "Embedding")
        return addEmbedding(layer);
    if (layer.kind == "Dense" || layer.kind == "TimeDistributedDense")
        return addDense(layer, layer.config, "");
    const Json& inner = partOf(layer.config, "layer");
    if (layer.kind == "TimeDistributed" && textOf(inner, "class_name") == "Dense")
        return addDense(layer, partOf(inner, "config"), "layer");
    if (const auto function = functionOf(layer, m_terms))
        return addFunction(*function);
    if (layer.kind == "Masking") {
        note(called(layer) + ": steps that it masks are run like all others");
        return true;
    }
    return among(idle, layer.kind) || addShape(layer);
}

/// A change of shape does nothing to single steps, or to the last one.
bool Growing::addShape(const KerasLayer& layer)
{
    return layer.kind == "Flatten" && recurrent() && !m_sequences;
}

void Growing::noteRecurrent(const KerasLayer& layer)
{
    const Json& inner = partOf(partOf(layer.config, "layer"), "config");
    if (flagOf(layer.config, "stateful") || flagOf(inner, "stateful"))
        note("“" + layer.name
            + "” keeps its state from one sequence to the next; here each begins anew");
    if (layer.inputs.size() > 1 || !layer.extras.empty())
        note("“" + layer.name + "” begins with a state that other layers hand on; here with zeros");
    if (layer.uses > 1)
        note("“" + layer.name + "” stands in " + std::to_string(layer.uses)
            + " places of the model; this is the first");
}

bool Growing::addRecurrent(const KerasLayer& layer)
{
    if (!m_network.after.empty() || !m_sequences)
        return false;
    KerasRecurrent found = recurrentOf(layer, m_terms, m_weights, m_archive);
    const bool wrong = !found.obstacle.empty() || found.fault;
    if (wrong && recurrent())
        return false; // it is told of in a network of its own
    m_network.obstacle = std::move(found.obstacle);
    m_network.fault = std::move(found.fault);
    if (wrong) {
        m_network.name = layer.name;
        return false;
    }
    const StoredLayer& first = found.layers.front();
    const StoredLayer& last = found.layers.back();
    const int64_t inputs = first.blocks[0].w.columns;
    if (m_terms.guessed && m_width > 0 && inputs != m_width) {
        if (recurrent())
            return false;
        restart(layer);
    }
    noteRecurrent(layer);
    // Whoever reads a reversed sequence forward reads it backward as it was.
    const bool turned = !last.second && last.backward;
    m_width = last.blocks[0].u.columns;
    if (last.second && last.merge == Merge::Concat)
        m_width += first.blocks[0].u.columns;
    m_sequences = found.sequences;
    if (last.second && !m_sequences) {
        m_ended = true;
        note("“" + layer.name
            + "” hands on the last state of each direction, which stand at opposite ends");
    }
    for (StoredLayer& one : found.layers) {
        one.backward = one.backward != m_reversed;
        m_network.layers.push_back(std::move(one));
    }
    m_reversed = m_reversed != (turned && m_sequences);
    m_open = false;
    return true;
}

bool Growing::addEmbedding(const KerasLayer& layer)
{
    const bool first = !recurrent() && m_network.before.empty() && m_network.embedding.empty();
    const auto tensors = m_weights(layer, {{"", 1}});
    if (!first || tensors.empty() || tensors[0].size() != 1)
        return false;
    const Piece table = wholeOf(m_archive, tensors[0][0]);
    if (m_archive.tensors[static_cast<size_t>(tensors[0][0])].shape.size() != 2 || table.empty())
        return false;
    m_network.embedding = table;
    m_width = table.columns;
    if (flagOf(layer.config, "mask_zero"))
        note(called(layer) + " masks token 0; here it is run like all others");
    return true;
}

bool Growing::addDense(const KerasLayer& layer, const Json& config, const std::string& path)
{
    const auto tensors = m_weights(layer, {{path, 0}});
    const KerasFunction function = functionIn(config, "activation", "linear", m_terms);
    if (tensors.empty() || tensors[0].empty() || tensors[0].size() > 2
        || !(function.activation || (function.softmax && recurrent())))
        return false;
    if (!denses().empty() && denses().back().softmax)
        return false;
    const bool biased = tensors[0].size() == 2;
    const Piece kernel = wholeOf(m_archive, tensors[0][0]);
    const Piece bias = biased ? wholeOf(m_archive, tensors[0][1]) : Piece();
    const bool flat = m_archive.tensors[static_cast<size_t>(tensors[0][0])].shape.size() == 2;
    if (!flat || kernel.empty() || bias.empty() == biased
        || (m_terms.guessed && m_width > 0 && kernel.rows != m_width))
        return false;
    denses().push_back({layer.name, kernel.transposed(), bias, function.activation.value_or(linear),
        function.softmax});
    m_width = kernel.columns;
    m_open = function.activation == linear;
    if (m_terms.guessed)
        note("a function after “" + layer.name + "”, which the file does not say");
    return true;
}

/// A function as a layer becomes that of the dense layer below it.
bool Growing::addFunction(const KerasFunction& function)
{
    if (function.activation == linear)
        return true;
    if (!m_open || denses().empty() || !(function.activation || (function.softmax && recurrent())))
        return false;
    denses().back().activation = function.activation.value_or(linear);
    denses().back().softmax = function.softmax;
    m_open = false;
    return true;
}

StoredNetwork Growing::result() &&
{
    if (m_network.name.empty() && recurrent()) {
        const std::string& first = m_network.layers.front().name;
        const std::string& last = m_network.layers.back().name;
        m_network.name = first == last ? first : first + " … " + last;
    }
    if (!m_below.empty())
        m_network.around.insert(m_network.around.begin(), m_below);
    m_network.joined = m_terms.guessed && m_network.layers.size() > 1;
    return std::move(m_network);
}

} // namespace rnnscope
