#include "core/load/kerasstore.h"

#include <algorithm>

namespace rnnscope {

namespace {

const Tensor& at(const Archive& archive, int place)
{
    return archive.tensors[static_cast<size_t>(place)];
}

Json layer(const std::string& kind, const std::string& name, Json config = Json::object())
{
    config["name"] = name;
    return {{"class_name", kind}, {"name", name}, {"config", std::move(config)}};
}

/// LSTM, GRU or SimpleRNN, by the columns of a recurrent kernel over its rows; empty: none of them.
std::string kindBy(const Tensor& recurrent)
{
    const auto& shape = recurrent.shape;
    if (shape.size() != 2 || shape[0] < 1 || shape[1] % shape[0] != 0)
        return {};
    const int64_t gates = shape[1] / shape[0];
    return gates == 4 ? "LSTM" : gates == 3 ? "GRU" : gates == 1 ? "SimpleRNN" : "";
}

Json recurrent(const std::string& kind, const std::string& name, bool both, bool biased)
{
    const Json config{{"return_sequences", true}, {"use_bias", biased}};
    return both ? layer("Bidirectional", name, {{"layer", layer(kind, name, config)}})
                : layer(kind, name, config);
}

/// The last part of a weight's name, as its place in the layer: "kernel".
std::string role(std::string name)
{
    name = name.substr(0, name.rfind(':'));
    return name.substr(name.rfind('/') + 1);
}

/// What a layer is whose tensors have these names and shapes. Of no kind where they do not tell.
Json guess(const std::string& name, const KerasEntry& entry, const Archive& archive)
{
    std::vector<int> products;
    bool table = false, gates = false, single = false;
    for (size_t i = 0; i < entry.names.size(); ++i) {
        const std::string part = role(entry.names[i]);
        if (part == "recurrent_kernel" || part.ends_with("_U"))
            products.push_back(entry.tensors[i]);
        table |= part == "embeddings";
        gates |= part.ends_with("_U_o") || part.ends_with("_U_z");
        single |= part.ends_with("_W");
    }
    const size_t count = entry.tensors.size();
    if (gates) // of Keras 1, each gate by itself
        return recurrent(count == 12 ? "LSTM" : "GRU", name, false, true);
    if (!products.empty())
        return recurrent(kindBy(at(archive, products[0])), name, products.size() == 2,
            count == 3 * products.size());
    const auto rank = count > 0 ? at(archive, entry.tensors[0]).shape.size() : 0;
    if (rank == 2 && count == 1 && (table || single))
        return layer("Embedding", name);
    const bool dense = rank == 2 && (single || role(entry.names[0]) == "kernel") && count <= 2;
    return layer(dense ? "Dense" : count == 0 ? "InputLayer" : "layer", name);
}

/// The weights of a model within the model, by the first part of their names.
std::vector<KerasEntry> innerOf(const KerasEntry& entry)
{
    std::vector<KerasEntry> inner;
    for (size_t i = 0; i < entry.names.size(); ++i) {
        const std::string first = entry.names[i].substr(0, entry.names[i].find('/'));
        auto found = std::ranges::find(inner, first, &KerasEntry::layer);
        if (found == inner.end())
            found = inner.insert(found, {first, {}, {}});
        found->names.push_back(entry.names[i]);
        found->tensors.push_back(entry.tensors[i]);
    }
    return inner;
}

Json modelOf(Json layers, const std::string& name = {})
{
    return {
        {"class_name", "Sequential"}, {"name", name}, {"config", {{"layers", std::move(layers)}}}};
}

/// A group's name without its number: lstm_1 → lstm.
std::string withoutNumber(std::string name)
{
    const size_t end = name.find_last_not_of("0123456789");
    if (end != name.npos && end + 1 < name.size() && name[end] == '_')
        name.resize(end);
    return name;
}

} // namespace

Json guessModel(const std::vector<KerasEntry>& entries, const Archive& archive)
{
    Json layers = Json::array();
    for (const KerasEntry& entry : entries) {
        const bool scoped = std::ranges::all_of(
            entry.names, [](const std::string& name) { return name.find('/') != name.npos; });
        const std::vector<KerasEntry> inner = scoped ? innerOf(entry) : std::vector<KerasEntry>();
        if (inner.size() < 2) {
            layers.push_back(guess(entry.layer, entry, archive));
            continue;
        }
        Json nested = Json::array();
        for (const KerasEntry& one : inner)
            nested.push_back(guess(one.layer, one, archive));
        layers.push_back(modelOf(std::move(nested), entry.layer));
    }
    return modelOf(std::move(layers));
}

Json guessModel(const std::map<std::string, std::vector<int>>& variables, const Archive& archive)
{
    // The order of layers of different classes is not in the file; this one is usual.
    Json tables = Json::array(), cells = Json::array(), heads = Json::array();
    constexpr std::string_view in = "layers/", cell = "/cell", forward = "/forward_layer/cell";
    for (const auto& [path, tensors] : variables) {
        const std::string rest = path.starts_with(in) ? path.substr(in.size()) : "";
        const std::string name = rest.substr(0, rest.find('/')), kind = withoutNumber(name);
        const std::string part = rest.substr(name.size());
        const bool both = part == forward;
        if ((part == cell || both) && tensors.size() > 1)
            cells.push_back(
                recurrent(kindBy(at(archive, tensors[1])), name, both, tensors.size() == 3));
        else if (part.empty() && kind == "embedding")
            tables.push_back(layer("Embedding", name));
        else if (part.empty() && kind == "dense")
            heads.push_back(layer("Dense", name));
    }
    tables.insert(tables.end(), cells.begin(), cells.end());
    tables.insert(tables.end(), heads.begin(), heads.end());
    return modelOf(std::move(tables));
}

} // namespace rnnscope
