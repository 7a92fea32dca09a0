// Weights in several files, and an index that says which tensor is in which: as the Hugging Face
// hub splits large safetensors and PyTorch files.

#include "core/load/formats.h"
#include "core/load/jsonnumbers.h"
#include "core/pack/limits.h"

#include <map>
#include <unordered_set>

namespace rnnscope {

namespace {

Error refuse(const std::string& what, const std::string& index, std::string found)
{
    return {Fault::Format, "Cannot read " + what + " of " + index, std::move(found),
        "Copy or download all parts of the model again"};
}

/// A shard is a file by itself, and never another index.
Result<Contents> readShard(const Input& shard, Watch& watch)
{
    return sniffSafetensors(shard.bytes) ? readSafetensors(shard, watch)
        : sniffTorch(shard.bytes)        ? readTorch(shard, watch)
        : sniffLegacyTorch(shard.bytes)  ? readLegacyTorch(shard, watch)
                                         : foreignFormat(shard.bytes, shard.name);
}

/// Tensor names by shard.
Result<std::map<std::string, std::unordered_set<std::string>>> shardsIn(
    const Json& map, const std::string& index)
{
    std::map<std::string, std::unordered_set<std::string>> shards;
    if (!map.is_object())
        return refuse("weight_map", index,
            "expected shards by tensor, found " + writeJson(map).substr(0, 80));
    for (const auto& [name, shard] : map.items()) {
        if (!shard.is_string())
            return refuse("“" + name + "”", index,
                "expected the name of its shard, found " + writeJson(shard).substr(0, 80));
        shards[shard.get<std::string>()].insert(name);
    }
    return shards;
}

/// Takes from a shard what the index says is in it.
std::optional<Error> take(Archive& shard, std::unordered_set<std::string> names, Archive& all)
{
    for (Tensor& tensor : shard.tensors)
        if (names.erase(tensor.name) > 0)
            all.tensors.push_back(std::move(tensor));
    if (!names.empty())
        return refuse("“" + *names.begin() + "”", all.file,
            "expected it in its shard " + shard.file + ", found none of that name there");
    all.metadata.merge(shard.metadata);
    all.vocabularies.merge(shard.vocabularies);
    return std::nullopt;
}

} // namespace

bool sniffSharded(Bytes file) { return hasKeys(file, {"weight_map"}); }

Result<Contents> readSharded(const Input& input, Watch& watch)
{
    const auto json = objectIn(input.bytes, input.name);
    if (!json)
        return json.error();
    const auto shards = shardsIn(partOf(*json, "weight_map"), input.name);
    if (!shards)
        return shards.error();
    Archive archive{input.name, "", {}, {}, {}};
    addMetadata(archive, "", partOf(*json, "metadata"));
    uint64_t bytes = 0;
    for (const auto& [name, tensors] : *shards) {
        const auto shard = siblingOf(input, name);
        if (!shard)
            return refuse("shard " + name, input.name, shard.error().found);
        bytes += shard->bytes.size();
        if (bytes > limits::fileBytes)
            return refuse("shard " + name, input.name,
                "expected at most " + std::to_string(limits::fileBytes / 1'000'000)
                    + " MB in all shards, found more");
        auto contents = readShard(*shard, watch);
        if (!contents)
            return contents.error();
        archive.format = contents->archive.format + ", in " + std::to_string(shards->size())
            + (shards->size() == 1 ? " shard" : " shards");
        if (const auto error = take(contents->archive, tensors, archive))
            return *error;
    }
    return Contents{std::move(archive)};
}

} // namespace rnnscope
