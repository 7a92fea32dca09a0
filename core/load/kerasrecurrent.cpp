#include "core/load/kerascell.h"

#include <algorithm>
#include <array>
#include <map>

namespace rnnscope {

namespace {

void addCell(const Json& cell, const std::string& path, std::vector<KerasCell>& parts)
{
    std::string kind = textOf(cell, "class_name");
    if (kind.ends_with("Cell"))
        kind.resize(kind.size() - 4);
    const Json& config = partOf(cell, "config");
    parts.push_back({kind, &config, {path, flagOf(config, "use_bias", true) ? 3u : 2u}});
}

/// The cells of a layer of one direction; `path` ends with a slash or is empty.
std::vector<KerasCell> partsOf(const std::string& kind, const Json& config, const std::string& path)
{
    std::vector<KerasCell> parts;
    if (kind != "RNN") {
        const size_t count = flagOf(config, "use_bias", true) ? 3 : 2;
        // CuDNN layers have their tensors themselves, and no cell.
        const bool cuda = kind.starts_with("CuDNN");
        parts.push_back(
            {kind, &config, {cuda ? path.substr(0, path.rfind('/')) : path + "cell", count}});
        return parts;
    }
    const Json& cell = partOf(config, "cell");
    const Json& several = cell.is_array() ? cell : partOf(partOf(cell, "config"), "cells");
    if (!several.is_array()) {
        addCell(cell, path + "cell", parts);
        return parts;
    }
    std::map<std::string, int> counts;
    for (const Json& one : several) {
        const std::string name = snakeCase(textOf(one, "class_name"));
        const int count = counts[name]++;
        addCell(one, path + "cell/cells/" + name + (count > 0 ? "_" + std::to_string(count) : ""),
            parts);
    }
    return parts;
}

std::optional<Merge> mergeIn(const Json& config)
{
    const Json& mode = partOf(config, "merge_mode");
    if (mode.is_null())
        return config.is_object() && config.contains("merge_mode") ? std::nullopt
                                                                   : std::optional(Merge::Concat);
    constexpr std::array names = {std::pair{"concat", Merge::Concat}, std::pair{"sum", Merge::Sum},
        std::pair{"mul", Merge::Product}, std::pair{"ave", Merge::Average}};
    for (const auto& [name, merge] : names)
        if (mode == name)
            return merge;
    return std::nullopt;
}

KerasRecurrent read(const std::vector<KerasCell>& parts, const KerasLayer& layer,
    const KerasTerms& terms, const KerasWeights& weights, const Archive& archive)
{
    KerasRecurrent out;
    std::vector<KerasPart> asked;
    for (const KerasCell& part : parts)
        asked.push_back(part.part);
    const auto tensors = weights(layer, asked);
    for (size_t i = 0; i < parts.size() && out.obstacle.empty() && !out.fault; ++i) {
        if (!isCell(parts[i].kind))
            out.obstacle = "has cells of a kind that is not known here, " + parts[i].kind;
        else if (i >= tensors.size() || tensors[i].empty())
            out.obstacle = "has no weights in the file";
        else
            readCell(parts[i], layer.name, terms, archive, tensors[i], out);
    }
    if (out.layers.empty() && out.obstacle.empty() && !out.fault)
        out.obstacle = "has no cells";
    return out;
}

KerasRecurrent bothDirections(const KerasLayer& layer, const KerasTerms& terms,
    const KerasWeights& weights, const Archive& archive)
{
    const Json& forward = partOf(layer.config, "layer");
    const Json& other = partOf(layer.config, "backward_layer");
    const Json& backward = other.is_object() ? other : forward;
    std::vector<KerasCell> parts;
    for (const auto& [inner, path] :
        {std::pair(&forward, "forward_layer/"), std::pair(&backward, "backward_layer/")})
        std::ranges::move(partsOf(textOf(*inner, "class_name"), partOf(*inner, "config"), path),
            std::back_inserter(parts));
    const auto merge = mergeIn(layer.config);
    if (!merge || parts.size() != 2)
        return {.obstacle = merge ? "reads in both directions with several cells each"
                                  : "hands on its two directions unmerged"};
    KerasRecurrent out = read(parts, layer, terms, weights, archive);
    const bool reversed = flagOf(partOf(forward, "config"), "go_backwards");
    if (out.layers.size() == 2) {
        out.layers[0].backward = reversed;
        out.layers[1].backward = !reversed;
        out.layers[1].second = true;
        out.layers[1].merge = *merge;
    }
    out.sequences = flagOf(partOf(forward, "config"), "return_sequences");
    return out;
}

} // namespace

bool isRecurrent(const std::string& kind)
{
    return isCell(kind) || kind == "Bidirectional" || kind == "RNN" || kind.starts_with("ConvLSTM");
}

KerasRecurrent recurrentOf(const KerasLayer& layer, const KerasTerms& terms,
    const KerasWeights& weights, const Archive& archive)
{
    if (layer.kind.starts_with("ConvLSTM"))
        return {.obstacle = "is convolutional"};
    if (layer.kind == "Bidirectional")
        return bothDirections(layer, terms, weights, archive);
    const auto parts = partsOf(layer.kind, layer.config, "");
    KerasRecurrent out = read(parts, layer, terms, weights, archive);
    for (StoredLayer& one : out.layers)
        one.backward = flagOf(layer.config, "go_backwards");
    out.sequences = flagOf(layer.config, "return_sequences");
    return out;
}

} // namespace rnnscope
