#include "core/load/mapping.h"

#include "core/cell/cells.h"
#include "core/load/layout.h"
#include "core/pack/json.h"
#include "core/pack/limits.h"

#include <algorithm>

namespace rnnscope {

namespace {

constexpr std::array<std::string_view, allRoles> roleNames
    = {"U", "P", "[x,h]", "W", "b", "d", "embedding", "head", "head bias"};
constexpr const char* hiddenFirstName = "[h,x]";
constexpr const char *layersKey = "layers", *cellKey = "cell", *orderKey = "order",
                     *transposedKey = "transposed";

Error refuse(const std::string& where, const std::string& expected, const Json& found)
{
    return {Fault::Format, "Cannot read " + where,
        "expected " + expected + ", found " + writeJson(found).substr(0, 80),
        "Write it as {\"layers\": [{\"cell\": \"lstm\", \"W\": NAME, \"U\": NAME, \"b\": NAME}]}"};
}

/// The role of that name; nullopt where there is none.
std::optional<TensorRole> roleNamed(std::string_view name)
{
    if (name == hiddenFirstName)
        return TensorRole::Kernel;
    const auto found = std::ranges::find(roleNames, name);
    return found == roleNames.end()
        ? std::nullopt
        : std::optional(static_cast<TensorRole>(found - roleNames.begin()));
}

/// The order has to have the cell's own gates, each once.
bool isOrder(const std::string& order, const Cell& cell)
{
    std::vector<char> own;
    for (const Track& track : cell.tracks())
        if (track.block >= 0)
            own.push_back(track.symbol[0]);
    return std::ranges::is_permutation(gatesIn(order), own);
}

/// "i f c o" as "i f g o".
std::string inOwnLetters(const std::string& order)
{
    std::string own;
    for (const char gate : gatesIn(order))
        own += (own.empty() ? "" : " ") + std::string(1, gate);
    return own;
}

/// Reads one layer, key by key.
class LayerReading {
public:
    LayerReading(const Json& json, std::string where)
        : m_json(json)
        , m_where(std::move(where))
    {
    }

    Result<MappedLayer> run()
    {
        m_layer.cell = textOf(m_json, cellKey);
        m_cell = findCell(m_layer.cell);
        if (!m_cell)
            return refuse(m_where, "a cell, “rnn”, “lstm” or “gru”", partOf(m_json, cellKey));
        for (const auto& [name, value] : m_json.items())
            if (auto error = take(name, value))
                return *error;
        return std::move(m_layer);
    }

private:
    std::optional<Error> take(const std::string& name, const Json& value)
    {
        if (name == cellKey)
            return {};
        if (name == orderKey)
            return takeOrder(value);
        if (name == transposedKey) {
            if (!value.is_boolean())
                return refuse(m_where, "“transposed” true or false", value);
            m_layer.transposed = value.get<bool>();
            return {};
        }
        const auto role = roleNamed(name);
        if (!role || size_t(*role) >= layerRoles)
            return refuse(m_where, "cell, W, U, b, d, P, [x,h], [h,x], order or transposed", name);
        return takeNames(*role, name, value);
    }

    std::optional<Error> takeOrder(const Json& value)
    {
        m_layer.order = value.is_string() ? value.get<std::string>() : std::string();
        if (isOrder(m_layer.order, *m_cell)) {
            m_layer.order = inOwnLetters(m_layer.order);
            return {};
        }
        return refuse(
            m_where, "“order” with each gate of the cell once, as “i f g o” or “r z n”", value);
    }

    std::optional<Error> takeNames(TensorRole role, const std::string& name, const Json& value)
    {
        std::vector<std::string>& names = m_layer.names[size_t(role)];
        if (!names.empty())
            return refuse(m_where, "one of [x,h] and [h,x]", m_json);
        m_layer.hiddenFirst = m_layer.hiddenFirst || name == hiddenFirstName;
        const Json list = value.is_array() ? value : Json::array({value});
        const auto gates = static_cast<size_t>(m_cell->blocks());
        const bool text
            = std::ranges::all_of(list, [](const Json& one) { return one.is_string(); });
        if (!text || (list.size() != 1 && (list.size() != gates || role == TensorRole::P)))
            return refuse(m_where,
                "for “" + name + "” the name of a tensor"
                    + (gates > 1 && role != TensorRole::P
                            ? ", or " + std::to_string(gates) + " names"
                            : ""),
                value);
        for (const Json& one : list)
            names.push_back(one.get<std::string>());
        return {};
    }

    const Json& m_json;
    std::string m_where;
    CellPtr m_cell;
    MappedLayer m_layer;
};

Json jsonOf(const MappedLayer& layer)
{
    Json json{{cellKey, layer.cell}};
    for (size_t i = 0; i < layerRoles; ++i) {
        const auto role = static_cast<TensorRole>(i);
        if (!layer.has(role))
            continue;
        const std::vector<std::string>& names = layer.of(role);
        Json& value = json[std::string(nameOf(role, layer.hiddenFirst))];
        names.size() == 1 ? value = names.front() : value = names;
    }
    if (!layer.order.empty())
        json[orderKey] = layer.order;
    if (layer.transposed)
        json[transposedKey] = *layer.transposed;
    return json;
}

} // namespace

bool MappedLayer::has(TensorRole role) const
{
    return std::ranges::any_of(of(role), [](const std::string& name) { return !name.empty(); });
}

std::string& Mapping::at(const Spot& spot)
{
    if (size_t(spot.role) >= layerRoles)
        return around[size_t(spot.role) - layerRoles];
    std::vector<std::string>& names = layers[spot.layer].names[size_t(spot.role)];
    names.resize(std::max(names.size(), spot.gate + 1));
    return names[spot.gate];
}

const std::string& Mapping::at(const Spot& spot) const
{
    static const std::string none;
    if (size_t(spot.role) >= layerRoles)
        return of(spot.role);
    const std::vector<std::string>& names = layers[spot.layer].of(spot.role);
    return spot.gate < names.size() ? names[spot.gate] : none;
}

std::set<std::string> namesIn(const Mapping& mapping)
{
    std::set<std::string> all(mapping.around.begin(), mapping.around.end());
    for (const MappedLayer& layer : mapping.layers)
        for (const std::vector<std::string>& names : layer.names)
            all.insert(names.begin(), names.end());
    all.erase("");
    return all;
}

std::string_view nameOf(TensorRole role, bool hiddenFirst)
{
    return role == TensorRole::Kernel && hiddenFirst ? hiddenFirstName : roleNames[size_t(role)];
}

Result<Mapping> readMapping(std::string_view text)
{
    const std::string what = "the mapping of tensors";
    auto json = parseJson(text, what);
    if (!json)
        return json.error();
    const Json& list = partOf(*json, layersKey);
    if (!list.is_array() || list.empty() || std::ssize(list) > limits::layers)
        return refuse(what, "“layers”, an array of layers", *json);
    Mapping mapping;
    for (const Json& one : list) {
        auto layer = LayerReading(
            one, "layer " + std::to_string(mapping.layers.size() + 1) + " of " + what)
                         .run();
        if (!layer)
            return layer.error();
        mapping.layers.push_back(std::move(*layer));
    }
    for (const auto& [name, value] : json->items()) {
        if (name == layersKey)
            continue;
        const auto role = roleNamed(name);
        if (!role || size_t(*role) < layerRoles || !value.is_string())
            return refuse(
                what, "layers, and names for embedding, head and head bias", Json{{name, value}});
        mapping.at({*role}) = value.get<std::string>();
    }
    return mapping;
}

std::string writeMapping(const Mapping& mapping)
{
    Json json{{layersKey, Json::array()}};
    for (const MappedLayer& layer : mapping.layers)
        json[layersKey].push_back(jsonOf(layer));
    for (const TensorRole role : {TensorRole::Embedding, TensorRole::Head, TensorRole::HeadBias})
        if (!mapping.of(role).empty())
            json[std::string(nameOf(role))] = mapping.of(role);
    return writeJson(json);
}

} // namespace rnnscope
