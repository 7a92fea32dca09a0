// A folder of raw float32 files with a manifest, as ml5 and Magenta dump checkpoints of TensorFlow.

#include "core/load/formats.h"
#include "core/load/jsonnumbers.h"
#include "core/load/vocabularyfile.h"
#include "core/pack/limits.h"

#include <algorithm>
#include <set>

namespace rnnscope {

namespace {

constexpr const char* vocabularyFile = "vocab.json";

/// The shape under that key; nullopt where it is none.
std::optional<std::vector<int64_t>> shapeIn(const Json& entry)
{
    std::vector<int64_t> shape;
    const Json& sides = partOf(entry, "shape");
    for (const Json& side : sides) {
        if (!side.is_number_unsigned() || side.get<uint64_t>() > INT64_MAX)
            return std::nullopt;
        shape.push_back(side.get<int64_t>());
    }
    return sides.is_array() ? std::optional(shape) : std::nullopt;
}

Result<Tensor> tensorOf(const std::string& name, const Json& entry, const Input& manifest)
{
    const std::string file = textOf(entry, "filename");
    const auto shape = shapeIn(entry);
    const auto elements = shape ? elementsOf(*shape, sizeOf(Type::F32)) : std::nullopt;
    if (file.empty() || !elements)
        return Error{Fault::Format, "Cannot read “" + name + "” in " + manifest.name,
            "expected a filename and a shape, found " + writeJson(entry).substr(0, 80),
            "Copy or download the folder again"};
    auto stored = siblingOf(manifest, file);
    if (!stored)
        return stored.error();
    const auto size = static_cast<uint64_t>(*elements) * sizeOf(Type::F32);
    if (stored->bytes.size() != size)
        return Error{Fault::Format, "Cannot read “" + name + "” from " + file,
            "expected " + std::to_string(size) + " bytes of float32, as " + manifest.name
                + " says, found " + std::to_string(stored->bytes.size()),
            "Copy or download the folder again"};
    return Tensor{name, Type::F32, *shape, stored->part(0, size)};
}

/// The tokens of vocab.json beside the manifest, where there is one.
void addVocabulary(Archive& archive, const Input& manifest)
{
    const auto file = siblingOf(manifest, vocabularyFile);
    if (!file)
        return;
    auto tokens = tokensIn(std::string(textOf(file->bytes)));
    if (tokens.empty())
        archive.metadata["not read"] = vocabularyFile;
    else
        archive.vocabularies[vocabularyFile] = std::move(tokens);
}

} // namespace

bool sniffCharRnn(Bytes file)
{
    const auto keys = keysOf(file, 2);
    const auto has = [&](const char* key) { return std::ranges::find(keys, key) != keys.end(); };
    return has("filename") && has("shape");
}

Result<Contents> readCharRnn(const Input& input, Watch& watch)
{
    const auto json = objectIn(input.bytes, input.name);
    if (!json)
        return json.error();
    Archive archive{input.name, "TensorFlow, a folder of raw float32", {}, {}, {}};
    std::set<std::string> files;
    uint64_t bytes = 0;
    for (const auto& [name, entry] : json->items()) {
        if (watch.cancelled())
            return cancelled("Reading " + input.name);
        if (const std::string file = textOf(entry, "filename"); !files.insert(file).second)
            return Error{Fault::Format, "Cannot read “" + name + "” in " + input.name,
                "expected a file for each tensor, found “" + file + "” twice",
                "Copy or download the folder again"};
        auto tensor = tensorOf(name, entry, input);
        if (!tensor)
            return tensor.error();
        bytes += tensor->data.size();
        if (bytes > limits::fileBytes)
            return Error{Fault::Format, "Cannot read " + input.name,
                "expected at most " + std::to_string(limits::fileBytes / 1'000'000)
                    + " MB in all files, found more",
                "Save only the recurrent layers, the embedding and the head"};
        archive.tensors.push_back(std::move(*tensor));
    }
    addVocabulary(archive, input);
    return Contents{std::move(archive)};
}

} // namespace rnnscope
