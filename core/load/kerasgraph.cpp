#include "core/load/kerasgraph.h"

#include "core/pack/limits.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace rnnscope {

std::string snakeCase(std::string_view name)
{
    const auto upper = [](char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; };
    const auto lower = [](char c) { return std::islower(static_cast<unsigned char>(c)) != 0; };
    std::string snake;
    for (size_t i = 0; i < name.size(); ++i) {
        const bool word = i + 1 < name.size() && lower(name[i + 1]);
        if (i > 0 && upper(name[i]) && (word || lower(name[i - 1])))
            snake += '_';
        snake += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    }
    return snake;
}

namespace {

/// An output of a layer, as a configuration names it.
struct Reference {
    std::string layer;
    int output;
};

/// Finds the references in `json`: ["lstm_1", call, output, …], or how Keras 3 writes that.
void collect(const Json& json, std::vector<Reference>& found)
{
    const bool history = json.is_array() && json.size() >= 3 && json[0].is_string()
        && json[1].is_number_integer() && json[2].is_number_integer();
    if (history)
        found.push_back({json[0].get<std::string>(), json[2].get<int>()});
    else if (json.is_array())
        for (const Json& part : json)
            collect(part, found);
    else if (textOf(json, "class_name") == "__keras_tensor__")
        collect(partOf(partOf(json, "config"), "keras_history"), found);
    else if (json.is_object())
        for (const Json& part : json)
            collect(part, found);
}

/// A layer of a functional model, before the layers that it reads are known.
struct Waiting {
    const Json* layer;
    std::vector<Reference> inputs = {};
    std::vector<Reference> extras = {};
    int uses = 1;
};

Waiting waitingFor(const Json& layer)
{
    Waiting waiting{&layer};
    const Json& calls = partOf(layer, "inbound_nodes");
    if (!calls.is_array() || calls.empty())
        return waiting;
    waiting.uses = static_cast<int>(calls.size());
    const Json& call = calls[0];
    if (call.is_object()) {
        collect(partOf(call, "args"), waiting.inputs);
        collect(partOf(call, "kwargs"), waiting.extras);
        return waiting;
    }
    collect(call, waiting.inputs);
    const auto named = [&](const Json& input) {
        if (input.is_array() && input.size() > 3)
            collect(input[3], waiting.extras);
    };
    const bool alone = call.is_array() && !call.empty() && call[0].is_string();
    if (alone)
        named(call);
    else if (call.is_array())
        for (const Json& input : call)
            named(input);
    return waiting;
}

/// Adds models to a graph, each from what enters it to what leaves it.
class Building {
public:
    using Sources = std::vector<KerasLayer::Source>;

    Sources addModel(
        const Json& config, const Sources& inputs, const std::string& outer, const std::string& in);
    KerasGraph graph;
    bool tooMany = false;

private:
    using Scope = std::map<std::string, Sources>; ///< what leaves each layer of a model

    struct Counter {
        std::string in;
        std::map<std::string, int> counts = {};

        std::string place(const std::string& kind)
        {
            const std::string name = snakeCase(kind);
            const int count = counts[name]++;
            return in + "layers/" + name + (count > 0 ? "_" + std::to_string(count) : "");
        }
    };

    Sources addLayer(const Json& layer, const Waiting& links, const Sources& inputs,
        const Sources& extras, const std::string& outer, const std::string& place);
    Sources addChain(
        const Json& layers, Sources inputs, const std::string& outer, Counter& counter);
    Sources addNet(
        const Json& config, const Sources& inputs, const std::string& outer, Counter& counter);
    static Sources known(const std::vector<Reference>& references, const Scope& scope);
};

std::string nameOf(const Json& layer)
{
    const std::string name = textOf(layer, "name");
    return name.empty() ? textOf(partOf(layer, "config"), "name") : name;
}

const Json& layersOf(const Json& config)
{
    return config.is_array() ? config : partOf(config, "layers");
}

Building::Sources Building::addLayer(const Json& layer, const Waiting& links, const Sources& inputs,
    const Sources& extras, const std::string& outer, const std::string& place)
{
    const std::string kind = textOf(layer, "class_name"), name = nameOf(layer);
    const std::string& whole = outer.empty() ? name : outer;
    const Json& config = partOf(layer, "config");
    if (layersOf(config).is_array())
        return addModel(config, inputs, whole, place + "/");
    tooMany |= graph.size() >= limits::kerasLayers;
    if (tooMany)
        return {{}};
    graph.push_back({kind, name, config, whole, place, inputs, extras});
    graph.back().uses = links.uses;
    // Its outputs are told apart by number, however many they are.
    Sources outputs;
    for (int output = 0; output < 8; ++output)
        outputs.push_back({static_cast<int>(graph.size()) - 1, output});
    return outputs;
}

Building::Sources Building::addChain(
    const Json& layers, Sources inputs, const std::string& outer, Counter& counter)
{
    for (const Json& layer : layers) {
        const std::string kind = textOf(layer, "class_name");
        const std::string place = counter.place(kind);
        if (kind == "InputLayer" && !inputs.empty())
            continue; // what enters comes from outside
        const auto first = inputs.empty() ? Sources() : Sources{inputs[0]};
        inputs = addLayer(layer, {&layer}, first, {}, outer, place);
    }
    return inputs;
}

Building::Sources Building::known(const std::vector<Reference>& references, const Scope& scope)
{
    Sources sources;
    for (const auto& [layer, output] : references) {
        const auto found = scope.find(layer);
        const bool there
            = found != scope.end() && output >= 0 && output < std::ssize(found->second);
        sources.push_back(
            there ? found->second[static_cast<size_t>(output)] : KerasLayer::Source());
    }
    return sources;
}

/// The order in which layers can be added: none before what it reads. What is not there, or reads
/// itself in a circle, comes as it stands.
class Order {
public:
    void add(const Waiting& waiting, const std::vector<std::string>& there)
    {
        const size_t place = m_missing.size();
        m_missing.push_back(0);
        for (const auto* references : {&waiting.inputs, &waiting.extras})
            for (const Reference& reference : *references)
                if (std::ranges::find(there, reference.layer) == there.end()) {
                    m_readers[reference.layer].push_back(place);
                    ++m_missing[place];
                }
        m_left.emplace(m_missing[place] > 0, place);
    }
    bool empty() const { return m_left.empty(); }
    size_t next() { return m_left.extract(m_left.begin()).value().second; }
    void found(const std::string& layer)
    {
        const auto readers = m_readers.extract(layer);
        for (const size_t place : readers ? readers.mapped() : std::vector<size_t>())
            if (--m_missing[place] == 0 && m_left.erase({true, place}) > 0)
                m_left.emplace(false, place);
    }

private:
    std::vector<size_t> m_missing;
    std::map<std::string, std::vector<size_t>> m_readers;
    std::set<std::pair<bool, size_t>> m_left; ///< whether it must wait, and its place
};

Building::Sources Building::addNet(
    const Json& config, const Sources& inputs, const std::string& outer, Counter& counter)
{
    Scope scope;
    std::vector<Reference> entering, leaving;
    collect(partOf(config, "input_layers"), entering);
    collect(partOf(config, "output_layers"), leaving);
    entering.resize(std::min({entering.size(), inputs.size(), limits::kerasInputs}));
    std::vector<std::string> there;
    for (size_t i = 0; i < entering.size(); ++i) {
        scope[entering[i].layer] = {inputs[i]};
        there.push_back(entering[i].layer);
    }
    std::vector<Waiting> waiting;
    std::vector<std::string> places;
    Order order;
    for (const Json& layer : layersOf(config)) {
        waiting.push_back(waitingFor(layer));
        places.push_back(counter.place(textOf(layer, "class_name")));
        order.add(waiting.back(), there);
    }
    while (!order.empty() && !tooMany) {
        const size_t next = order.next();
        const Waiting& one = waiting[next];
        const std::string name = nameOf(*one.layer);
        if (scope.contains(name))
            continue;
        scope[name] = addLayer(*one.layer, one, known(one.inputs, scope), known(one.extras, scope),
            outer, places[next]);
        order.found(name);
    }
    return known(leaving, scope);
}

Building::Sources Building::addModel(
    const Json& config, const Sources& inputs, const std::string& outer, const std::string& in)
{
    Counter counter{in};
    tooMany |= layersOf(config).size() > limits::kerasLayers;
    if (tooMany)
        return {};
    const bool net = !partOf(config, "output_layers").is_null();
    return net ? addNet(config, inputs, outer, counter)
               : addChain(layersOf(config), inputs, outer, counter);
}

} // namespace

KerasGraph kerasGraph(const Json& model)
{
    Building building;
    const Json& config = partOf(model, "config");
    if (layersOf(config).is_array())
        building.addModel(config, {}, "", "");
    if (building.tooMany)
        return {};
    KerasGraph& graph = building.graph;
    for (size_t i = 0; i < graph.size(); ++i)
        for (const auto& [layer, output] : graph[i].inputs)
            if (layer >= 0 && output == 0)
                graph[static_cast<size_t>(layer)].readers.push_back(static_cast<int>(i));
    return std::move(graph);
}

} // namespace rnnscope
