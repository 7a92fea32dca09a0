#include "core/load/formats.h"
#include "core/load/kerasnetworks.h"
#include "core/load/kerasstore.h"
#include "core/pack/limits.h"
#include "core/pack/zip.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// Entries of a .keras file.
constexpr const char* weightsEntry = "model.weights.h5";
constexpr const char* configEntry = "config.json";
constexpr const char* metadataEntry = "metadata.json";

std::string under(const std::string& group, const std::string& name)
{
    return group.empty() ? name : group + "/" + name;
}

/// A list of texts of a group; where it is too long for one attribute it goes on in name0, name1, …
std::vector<std::string> listOf(const hdf5::Texts& texts, const std::string& name)
{
    if (const auto whole = texts.find(name); whole != texts.end())
        return whole->second;
    std::vector<std::string> list;
    for (int i = 0;; ++i) {
        const auto part = texts.find(name + std::to_string(i));
        if (part == texts.end())
            return list;
        list.insert(list.end(), part->second.begin(), part->second.end());
    }
}

std::string firstOf(const hdf5::Texts& texts, const char* name)
{
    const auto found = texts.find(name);
    return found == texts.end() || found->second.empty() ? "" : found->second[0];
}

/// What is in an HDF5 file, without what only a further training would need.
void takeTensors(Hdf5& file, Archive& archive)
{
    std::erase_if(file.tensors, [](const Tensor& tensor) {
        return tensor.name.starts_with("optimizer_weights/")
            || tensor.name.starts_with("optimizer/");
    });
    archive.tensors = std::move(file.tensors);
    for (const std::string& skipped : file.skipped) {
        std::string& said = archive.metadata["not read"];
        said += (said.empty() ? "" : ", ") + skipped;
    }
}

/// The group with the list of layers; nullptr where there is none.
const std::pair<const std::string, hdf5::Texts>* listedIn(const Hdf5& file)
{
    for (const char* path : {"", "model_weights"}) {
        const auto group = file.groups.find(path);
        if (group != file.groups.end()
            && (group->second.contains("layer_names") || group->second.contains("layer_names0")))
            return &*group;
    }
    return nullptr;
}

/// The tensors of each layer as `weight_names` lists them.
Result<std::vector<KerasEntry>> entriesIn(
    const Hdf5& file, const std::pair<const std::string, hdf5::Texts>& root, const Archive& archive)
{
    std::map<std::string_view, int> places;
    for (size_t i = 0; i < archive.tensors.size(); ++i)
        places.emplace(archive.tensors[i].name, static_cast<int>(i));
    std::vector<KerasEntry> entries;
    for (const std::string& layer : listOf(root.second, "layer_names")) {
        const std::string path = under(root.first, layer);
        KerasEntry entry{layer, {}, {}};
        if (const auto group = file.groups.find(path); group != file.groups.end())
            entry.names = listOf(group->second, "weight_names");
        for (const std::string& name : entry.names) {
            const auto place = places.find(under(path, name));
            if (place == places.end())
                return Error{Fault::Format,
                    "Cannot read “" + under(path, name) + "” in " + archive.file,
                    "expected numbers, since the layer lists them; found none",
                    "Copy or download the file again"};
            entry.tensors.push_back(place->second);
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

/// A model's configuration in a file beside the weights; null where there is none.
Json configBeside(const Input& input)
{
    if (!input.sibling)
        return {};
    std::string stem = input.name.substr(0, input.name.rfind('.'));
    std::vector<std::string> names{stem + ".json"};
    if (stem.ends_with(".weights"))
        names.push_back(stem.substr(0, stem.rfind('.')) + ".json");
    names.insert(names.end(), {"config.json", "model.json"});
    for (const std::string& name : names) {
        const auto beside = input.sibling(name);
        if (!beside || beside->bytes.size() > limits::jsonHeader)
            continue;
        auto json = parseJson(textOf(beside->bytes), name);
        if (json && json->is_string()) // written twice over
            json = parseJson(json->get<std::string>(), name);
        if (json && !kerasGraph(*json).empty())
            return std::move(*json);
    }
    return {};
}

/// Describes the networks by the configuration, or by what the weights tell where there is none, or
/// one of another model.
void describe(Contents& contents, const Json& config, const Json& guess, KerasVersion version,
    const KerasWeights& weights, bool beside)
{
    const auto networks = [&](const Json& model, bool guessed) {
        return kerasNetworks(kerasGraph(model), {version, guessed}, weights, contents.archive);
    };
    if (!config.is_null())
        contents.networks = networks(config, false);
    const auto sound = [](const StoredNetwork& one) { return one.obstacle.empty() && !one.fault; };
    if (config.is_null() || (beside && std::ranges::none_of(contents.networks, sound)))
        contents.networks = networks(guess, true);
}

/// The layers of a file of Keras 1 or 2.
std::optional<Error> readListed(const Input& input, const Hdf5& file, Contents& contents)
{
    const auto& root = *listedIn(file);
    const auto entries = entriesIn(file, root, contents.archive);
    if (!entries)
        return entries.error();
    const hdf5::Texts& whole = file.groups.at("");
    const std::string version = firstOf(root.second, "keras_version");
    const std::string stated = firstOf(whole, "model_config");
    contents.archive.format = stated.empty() ? "Keras (HDF5, weights alone)" : "Keras (HDF5)";
    if (!version.empty())
        contents.archive.metadata["keras_version"] = version;
    const auto config = stated.empty()
        ? Result<Json>(configBeside(input))
        : parseJson(stated, "the model_config of " + contents.archive.file);
    if (!config)
        return config.error();
    describe(contents, *config, guessModel(*entries, contents.archive), kerasVersion(version),
        listedWeights(*entries), stated.empty());
    return std::nullopt;
}

/// The layers of a file of Keras 3's weights.
void readGrouped(
    const Hdf5& file, const Json& config, KerasVersion version, bool beside, Contents& contents)
{
    const auto variables = variablesOf(contents.archive.tensors);
    describe(contents, config, guessModel(variables, contents.archive), version,
        groupedWeights(file, contents.archive.tensors), beside);
}

/// A part of a zip that is JSON.
Result<Json> jsonIn(Zip& zip, const char* entry, const std::string& file)
{
    const auto bytes = zip.read(entry);
    if (!bytes)
        return bytes.error();
    return parseJson(textOf(*bytes), std::string(entry) + " in " + file);
}

} // namespace

bool sniffHdf5(Bytes file) { return isHdf5(file); }

Result<Contents> readKerasHdf5(const Input& input, Watch& watch)
{
    auto file = readHdf5(input.part(0, input.bytes.size()), input.name, watch);
    if (!file)
        return file.error();
    Contents contents{{input.name, "HDF5", {}, {}, {}}};
    takeTensors(*file, contents.archive);
    if (listedIn(*file)) {
        if (auto error = readListed(input, *file, contents))
            return *error;
    } else if (!variablesOf(contents.archive.tensors).empty()) {
        contents.archive.format = "Keras (HDF5, weights alone)";
        readGrouped(*file, configBeside(input), {3, 0}, true, contents);
    }
    return contents;
}

bool sniffKeras(Bytes file)
{
    if (!textOf(file).starts_with("PK\3\4"))
        return false;
    const auto zip = Zip::open(file, "");
    return zip && zip->has(weightsEntry) && zip->has(configEntry);
}

Result<Contents> readKeras(const Input& input, Watch& watch)
{
    auto zip = Zip::open(input.bytes, input.name);
    if (!zip)
        return zip.error();
    const auto config = jsonIn(*zip, configEntry, input.name);
    if (!config)
        return config.error();
    auto bytes = zip->read(weightsEntry);
    if (!bytes)
        return bytes.error();
    auto file
        = readHdf5(Data(std::move(*bytes)), std::string(weightsEntry) + " in " + input.name, watch);
    if (!file)
        return file.error();
    Contents contents{{input.name, "Keras (zip)", {}, {}, {}}};
    takeTensors(*file, contents.archive);
    std::string version;
    if (zip->has(metadataEntry)) {
        const auto metadata = jsonIn(*zip, metadataEntry, input.name);
        if (!metadata)
            return metadata.error();
        version = textOf(*metadata, "keras_version");
        contents.archive.metadata["keras_version"] = version;
    }
    const KerasVersion known = kerasVersion(version);
    readGrouped(*file, *config, known.major > 0 ? known : KerasVersion{3, 0}, false, contents);
    return contents;
}

} // namespace rnnscope
