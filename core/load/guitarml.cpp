// A state dictionary of PyTorch as JSON: by itself, as RTNeural's helpers read it, or with what the
// module was made with, as Automated-GuitarAmpModelling writes it for Proteus and others.

#include "core/load/formats.h"
#include "core/load/jsonnumbers.h"
#include "core/load/torchnames.h"

#include <algorithm>

namespace rnnscope {

namespace {

std::string remark(const char* what, int64_t said, int64_t found)
{
    return std::string("the ") + what + " that the file says: " + std::to_string(said)
        + ", and its weights are of " + std::to_string(found);
}

/// The module SimpleRNN: recurrent layers `rec`, a linear one `lin`, and perhaps the first inputs
/// added to the output.
void describe(StoredNetwork& network, const Archive& archive, const Json& made)
{
    const Piece weight = wholeOf(archive, placeOf(archive, "lin.weight"));
    network.described = true;
    if (!weight.empty())
        network.after.push_back(
            {"lin", weight, wholeOf(archive, placeOf(archive, "lin.bias")), linear, false});
    const auto skip = countIn(made, "skip").value_or(partOf(made, "skip") == Json(true));
    if (skip > 0)
        network.around.push_back(
            "skip: the first " + std::to_string(skip) + " of the inputs are added to the output");
    if (network.layers.empty() || network.fault)
        return;
    const StoredBlock& block = network.layers.front().blocks.front();
    const auto compare = [&](const char* key, const char* what, int64_t found) {
        if (const auto said = countIn(made, key); said && *said != found)
            network.around.push_back(remark(what, *said, found));
    };
    compare("hidden_size", "units", block.u.columns);
    compare("input_size", "inputs", block.w.columns);
    compare("num_layers", "layers", std::ssize(network.layers));
    const std::string unit = textOf(made, "unit_type");
    const std::string cell(network.layers.front().cell->name());
    if (!unit.empty() && unit != cell)
        network.around.push_back(
            "the cell that the file says: " + unit + ", and its weights are of " + cell);
}

} // namespace

bool sniffStateJson(Bytes file)
{
    return std::ranges::any_of(keysOf(file, 1), [](std::string_view key) {
        return key.ends_with("weight_hh") || key.ends_with("weight_hh_l0");
    });
}

Result<Contents> readStateJson(const Input& input, Watch&)
{
    const auto json = objectIn(input.bytes, input.name);
    if (!json)
        return json.error();
    Contents contents{{input.name, "PyTorch (JSON)", {}, {}, {}}};
    if (const auto error = addStateDict(contents.archive, *json))
        return *error;
    return contents;
}

bool sniffGuitarml(Bytes file) { return hasKeys(file, {"model_data", "state_dict"}); }

Result<Contents> readGuitarml(const Input& input, Watch&)
{
    const auto json = objectIn(input.bytes, input.name);
    if (!json)
        return json.error();
    const Json& state = partOf(*json, "state_dict");
    const Json& made = partOf(*json, "model_data");
    if (!state.is_object() || !made.is_object())
        return Error{Fault::Format, "Cannot read " + input.name,
            std::string("expected objects model_data and state_dict, found ") + made.type_name()
                + " and " + state.type_name(),
            "Save the model again with the program that made it"};
    Contents contents{{input.name, "GuitarML (JSON)", {}, {}, {}}};
    for (const auto& [key, value] : json->items())
        if (key != "state_dict")
            addMetadata(contents.archive, key == "model_data" ? "" : key, value);
    if (const auto error = addStateDict(contents.archive, state))
        return *error;
    contents.networks = findTorch(contents.archive);
    if (contents.networks.empty()) {
        StoredNetwork& other = contents.networks.emplace_back();
        other.name = textOf(made, "model");
        other.obstacle = "has no recurrent layers of PyTorch";
    } else if (contents.networks.size() == 1 && contents.networks.front().prefix == "rec.") {
        describe(contents.networks.front(), contents.archive, made);
    }
    return contents;
}

} // namespace rnnscope
