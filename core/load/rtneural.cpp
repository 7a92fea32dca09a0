// JSON as RTNeural reads it, and AIDA-X, whose files have more beside the layers. Weights lie as in
// Keras: rows are inputs, the gates side by side.

#include "core/load/formats.h"
#include "core/load/jsonnumbers.h"
#include "core/load/rtneurallayers.h"
#include "core/pack/limits.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace rnnscope {

namespace {

/// The weights of a layer as tensors of the archive.
Result<JsonLayer> layerIn(const Json& json, size_t place, Archive& archive)
{
    JsonLayer layer{textOf(json, "type"), textOf(json, "name"), textOf(json, "activation"), {}, {}};
    const std::string where
        = "Cannot read layer " + std::to_string(place + 1) + " in " + archive.file;
    const Json& weights = partOf(json, "weights");
    const bool has = weights.is_array();
    constexpr size_t most = 16; // arrays of a layer: RTNeural's have four at the most
    const bool typed = !layer.type.empty() && layer.type.size() <= limits::jsonName;
    if (!typed || weights.size() > most || (!has && (layer.dense() || layer.recurrent())))
        return Error{Fault::Format, where,
            "expected a type and at most " + std::to_string(most) + " arrays of weights, found "
                + (typed && has ? std::to_string(weights.size()) : std::string("none")),
            "Save the model again with the program that made it"};
    if (layer.name.empty() || layer.name.size() > limits::jsonName)
        layer.name = layer.type + "_" + std::to_string(place);
    if (const Json& shape = partOf(json, "shape"); shape.is_array() && !shape.empty())
        layer.declared = countIn({{"side", shape.back()}}, "side");
    constexpr std::array recurrent = {"kernel", "recurrent_kernel", "bias"};
    constexpr std::array dense = {"kernel", "bias"};
    for (size_t i = 0; has && i < weights.size(); ++i) {
        const std::string part = layer.recurrent() && i < recurrent.size() ? recurrent[i]
            : layer.dense() && i < dense.size()                            ? dense[i]
                                                : "weights." + std::to_string(i);
        auto tensor = tensorIn(weights[i], layer.name + "." + part, archive.file);
        if (!tensor)
            return tensor.error();
        layer.tensors.push_back(static_cast<int>(archive.tensors.size()));
        archive.tensors.push_back(std::move(*tensor));
    }
    return layer;
}

std::string decibels(double gain)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%g dB", gain);
    return text.data();
}

/// What AIDA-X does around the layers: out_gain · (y + in_gain · x), gains in decibels.
std::vector<std::string> aidaRemarks(const Json& json)
{
    std::vector<std::string> remarks;
    if (const auto gain = numberIn(json, "in_gain"); gain && *gain != 0)
        remarks.push_back("in_gain: " + decibels(*gain) + " on the input");
    if (numberIn(json, "in_skip").value_or(0) > 0)
        remarks.push_back("in_skip: the input is added to the output");
    if (const auto gain = numberIn(json, "out_gain"); gain && *gain != 0)
        remarks.push_back("out_gain: " + decibels(*gain) + " on the output");
    return remarks;
}

} // namespace

bool sniffRtneural(Bytes file)
{
    if (hasKeys(file, {"in_shape", "layers"}))
        return true;
    const auto inner = hasKeys(file, {"layers"}) ? keysOf(file, 3) : decltype(keysOf(file, 3))();
    return std::ranges::find(inner, "weights") != inner.end();
}

Result<Contents> readRtneural(const Input& input, Watch& watch)
{
    const auto json = objectIn(input.bytes, input.name);
    if (!json)
        return json.error();
    Archive archive{input.name, "RTNeural (JSON)", {}, {}, {}};
    for (const auto& [key, value] : json->items()) {
        if (key == "metadata" || key == "in_skip" || key == "in_gain" || key == "out_gain")
            archive.format = "AIDA-X (JSON)";
        if (key == "input_batch" || key == "output_batch") { // a test of theirs
            auto tensor = tensorIn(value, key, input.name);
            if (!tensor)
                return tensor.error();
            archive.tensors.push_back(std::move(*tensor));
        } else if (key != "layers") {
            addMetadata(archive, key == "metadata" ? "" : key, value);
        }
    }
    const Json& layers = partOf(*json, "layers");
    if (!layers.is_array() || std::ssize(layers) > limits::layers)
        return Error{Fault::Format, "Cannot read the layers in " + input.name,
            "expected an array of at most " + std::to_string(limits::layers) + ", found "
                + (layers.is_array() ? std::to_string(layers.size()) : layers.type_name()),
            "Save the model again with the program that made it"};
    std::vector<JsonLayer> read;
    for (const Json& one : layers) {
        if (watch.cancelled())
            return cancelled("Reading " + input.name);
        auto layer = layerIn(one, read.size(), archive);
        if (!layer)
            return layer.error();
        read.push_back(std::move(*layer));
    }
    auto networks = stacked(read, archive);
    for (StoredNetwork& network : networks)
        std::ranges::move(aidaRemarks(*json), std::back_inserter(network.around));
    return Contents{std::move(archive), std::move(networks)};
}

} // namespace rnnscope
