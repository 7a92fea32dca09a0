#include "core/load/formats.h"
#include "core/load/kerasnetworks.h"
#include "core/load/kerasstore.h"
#include "core/pack/limits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace rnnscope {

namespace {

Error refuse(const std::string& what, const std::string& file, std::string found,
    std::string advice = "Copy or download all files of the model again")
{
    return {
        Fault::Format, "Cannot read " + what + " in " + file, std::move(found), std::move(advice)};
}

/// A weight as the manifest describes it.
struct Entry {
    std::string name;
    Type type = Type::F32; ///< of the model
    Type stored = Type::F32; ///< of the bytes, which are fewer where it is quantised
    std::vector<int64_t> shape;
    bool scaled = false; ///< value = scale · stored + least
    double scale = 1;
    double least = 0;
    uint64_t bytes = 0; ///< stored
};

std::optional<Type> typeIn(const std::string& name)
{
    constexpr std::array types = {std::pair{"float32", Type::F32}, std::pair{"float16", Type::F16},
        std::pair{"int32", Type::I32}, std::pair{"uint16", Type::U16}, std::pair{"uint8", Type::U8},
        std::pair{"bool", Type::Bool}};
    for (const auto& [known, type] : types)
        if (name == known)
            return type;
    return std::nullopt;
}

/// An array of whole numbers, none negative; nullopt when it is anything else.
std::optional<std::vector<int64_t>> shapeIn(const Json& json)
{
    std::vector<int64_t> shape;
    if (!json.is_array())
        return std::nullopt;
    for (const Json& side : json) {
        if (!side.is_number_unsigned() || side.get<uint64_t>() > INT64_MAX)
            return std::nullopt;
        shape.push_back(side.get<int64_t>());
    }
    return shape;
}

Result<Entry> entryIn(const Json& json, const std::string& file)
{
    Entry entry;
    entry.name = textOf(json, "name");
    const std::string what = "“" + entry.name + "”";
    const auto type = typeIn(textOf(json, "dtype"));
    const auto shape = shapeIn(partOf(json, "shape"));
    if (entry.name.empty() || !type || !shape)
        return refuse(what, file,
            "expected a name, a shape and a dtype of real numbers, found "
                + writeJson(json).substr(0, 80));
    entry.type = entry.stored = *type;
    entry.shape = *shape;
    if (const Json& packed = partOf(json, "quantization"); packed.is_object()) {
        const auto stored = typeIn(textOf(packed, "dtype"));
        const Json &scale = partOf(packed, "scale"), &least = partOf(packed, "min");
        entry.scaled = stored == Type::U8 || stored == Type::U16;
        if (!(entry.scaled && scale.is_number() && least.is_number()) && stored != Type::F16)
            return refuse(what, file,
                "expected a quantization to uint8 or uint16 with scale and min, or to float16; "
                "found "
                    + writeJson(packed).substr(0, 80));
        entry.stored = *stored;
        entry.scale = entry.scaled ? scale.get<double>() : 1;
        entry.least = entry.scaled ? least.get<double>() : 0;
    }
    const auto elements = elementsOf(entry.shape, sizeof(double));
    if (!elements)
        return refuse(what, file, "expected a shape of any size that can be, found another");
    entry.bytes = static_cast<uint64_t>(*elements) * sizeOf(entry.stored);
    return entry;
}

/// Numbers that were stored in steps of one size, as they were before.
Data unpacked(const Entry& entry, const Tensor& packed)
{
    std::vector<std::byte> bytes(static_cast<size_t>(packed.elements()) * sizeof(float));
    inParts(packed, [&](int64_t first, const std::vector<double>& numbers) {
        auto* to = bytes.data() + static_cast<size_t>(first) * sizeof(float);
        for (const double number : numbers) {
            const double value = entry.scale * number + entry.least;
            const float real = static_cast<float>(value);
            const auto whole = static_cast<int32_t>(std::clamp(std::round(value), -2e9, 2e9));
            std::memcpy(to, entry.type == Type::I32 ? static_cast<const void*>(&whole) : &real,
                sizeof(float));
            to += sizeof(float);
        }
    });
    return bytes;
}

/// A group of the manifest: weights one behind the other in the bytes of its files.
class Group {
public:
    Group(const Json& json, const Input& input)
        : m_json(json)
        , m_input(input)
    {
    }

    std::optional<Error> addTo(Archive& archive) const;

private:
    Result<Data> bytes() const;

    const Json& m_json;
    const Input& m_input;
};

Result<Data> Group::bytes() const
{
    const Json& paths = partOf(m_json, "paths");
    std::vector<Data> parts;
    uint64_t size = 0;
    if (!paths.is_array() || paths.size() > limits::tfjsShards)
        return refuse("the weights", m_input.name, "expected a list of their files, found none");
    for (const Json& path : paths) {
        std::string name = path.is_string() ? path.get<std::string>() : std::string();
        name = name.starts_with("./") ? name.substr(2) : name;
        const auto file = siblingOf(m_input, name);
        if (!file)
            return file.error();
        parts.push_back(file->part(0, file->bytes.size()));
        size += parts.back().size();
        if (size > limits::fileBytes)
            return refuse("the weights", m_input.name,
                "expected at most " + std::to_string(limits::fileBytes / 1'000'000)
                    + " MB in its files, found more");
    }
    if (parts.size() == 1)
        return parts[0];
    std::vector<std::byte> whole;
    whole.reserve(size);
    for (const Data& part : parts)
        whole.insert(whole.end(), part.inMemory().begin(), part.inMemory().end());
    return Data(std::move(whole));
}

std::optional<Error> Group::addTo(Archive& archive) const
{
    const auto bytes = this->bytes();
    if (!bytes)
        return bytes.error();
    const Json& weights = partOf(m_json, "weights");
    if (!weights.is_array())
        return refuse("the weights", archive.file, "expected a list of them, found none");
    uint64_t from = 0;
    for (const Json& weight : weights) {
        auto entry = entryIn(weight, archive.file);
        if (!entry)
            return entry.error();
        if (entry->bytes > bytes->size() - from)
            return refuse("“" + entry->name + "”", archive.file,
                "expected " + std::to_string(entry->bytes) + " bytes from byte "
                    + std::to_string(from) + " of its files on, found "
                    + std::to_string(bytes->size() - from));
        Tensor tensor{entry->name, entry->stored, entry->shape, bytes->part(from, entry->bytes)};
        from += entry->bytes;
        if (entry->scaled) {
            tensor.data = unpacked(*entry, tensor);
            tensor.type = entry->type == Type::I32 ? Type::I32 : Type::F32;
            std::string& said = archive.metadata["quantised"];
            said += (said.empty() ? "" : ", ") + entry->name + " ("
                + std::string(nameOf(entry->stored)) + ")";
        }
        archive.tensors.push_back(std::move(tensor));
    }
    if (from != bytes->size())
        return refuse("the weights", archive.file,
            "expected " + std::to_string(from) + " bytes in its files, found "
                + std::to_string(bytes->size()));
    return std::nullopt;
}

/// The configuration of the layers, with what is said of Keras beside it.
struct Topology {
    Json model;
    std::string version;
};

Topology topologyIn(const Json& file)
{
    const Json& topology = partOf(file, "modelTopology");
    Topology found{partOf(topology, "model_config"), textOf(topology, "keras_version")};
    if (found.model.is_string()) {
        auto parsed = parseJson(found.model.get<std::string>(), "model_config");
        found.model = parsed ? std::move(*parsed) : Json();
    }
    if (!found.model.is_object())
        found.model = topology;
    return found;
}

/// The weights of each layer, found by the parts of their names: the first of them if that is a
/// layer's name, or else any.
KerasWeights namedWeights(const Archive& archive, const KerasGraph& graph)
{
    std::vector<KerasEntry> entries;
    std::map<std::string, size_t> layers;
    for (const KerasLayer& layer : graph)
        for (const std::string& name : {layer.name, layer.outer})
            if (layers.emplace(name, entries.size()).second)
                entries.push_back({name, {}, {}});
    const auto find = [&](std::string_view name) {
        for (size_t slash = name.find('/'); slash != name.npos; slash = name.find('/')) {
            const auto layer = layers.find(std::string(name.substr(0, slash)));
            if (layer != layers.end())
                return layer;
            name.remove_prefix(slash + 1);
        }
        return layers.end();
    };
    for (size_t i = 0; i < archive.tensors.size(); ++i) {
        const std::string& name = archive.tensors[i].name;
        if (const auto layer = find(name); layer != layers.end()) {
            entries[layer->second].names.push_back(name);
            entries[layer->second].tensors.push_back(static_cast<int>(i));
        }
    }
    return [listed = listedWeights(entries)](
               const KerasLayer& layer, const std::vector<KerasPart>& parts) {
        auto found = listed(layer, parts);
        if (!found.empty())
            return found;
        KerasLayer outermost = layer; // the weights of inner models often stand by themselves
        outermost.outer = layer.name;
        return listed(outermost, parts);
    };
}

} // namespace

bool sniffTfjs(Bytes file)
{
    const std::string_view text = textOf(file);
    const size_t first = text.find_first_not_of(" \t\r\n");
    return first != text.npos && text[first] == '{'
        && (text.find("\"weightsManifest\"") != text.npos
            || text.find("\"modelTopology\"") != text.npos);
}

Result<Contents> readTfjs(const Input& input, Watch& watch)
{
    const auto file = parseJson(textOf(input.bytes), input.name);
    if (!file)
        return file.error();
    if (textOf(*file, "format") == "graph-model"
        || partOf(partOf(*file, "modelTopology"), "node").is_array())
        return Error{Fault::Format, "Cannot read " + input.name,
            "expected layers, found a TensorFlow.js graph model, which has none any more",
            "Convert the model with --output_format=tfjs_layers_model, or open the one it was made "
            "from"};
    const Json& manifest = partOf(*file, "weightsManifest");
    if (!manifest.is_array())
        return refuse("the weights", input.name, "expected a weightsManifest, found none");
    Contents contents{{input.name, "TensorFlow.js layers", {}, {}, {}}};
    for (const Json& group : manifest) {
        if (watch.cancelled())
            return cancelled("Reading " + input.name);
        if (auto error = Group(group, input).addTo(contents.archive))
            return *error;
    }
    const Topology topology = topologyIn(*file);
    const std::string version
        = topology.version.empty() ? textOf(*file, "generatedBy") : topology.version;
    contents.archive.metadata["keras_version"] = version;
    const KerasGraph graph = kerasGraph(topology.model);
    contents.networks = kerasNetworks(graph, {kerasVersion(version), false},
        namedWeights(contents.archive, graph), contents.archive);
    return contents;
}

} // namespace rnnscope
