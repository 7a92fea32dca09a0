#include "core/load/metadata.h"

#include "core/pack/json.h"

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

struct EntryName {
    Entry entry;
    const char* name;
};

constexpr std::array entryNames = {
    EntryName{Entry::Values, "values"},
    EntryName{Entry::OneHot, "onehot"},
    EntryName{Entry::Embedding, "embedding"},
};

/// An array of `T` under a key; nullopt when it is missing or holds anything else.
template <class T>
std::optional<std::vector<T>> arrayIn(const Json& json, const char* name)
{
    const auto found = json.find(name);
    if (found == json.end() || !found->is_array())
        return std::nullopt;
    std::vector<T> items;
    for (const Json& item : *found) {
        const bool fits = std::is_same_v<T, std::string> ? item.is_string()
            : std::is_integral_v<T>                      ? item.is_number_unsigned()
                                                         : item.is_number();
        if (!fits)
            return std::nullopt;
        items.push_back(item.get<T>());
    }
    return items;
}

std::optional<Index> countIn(const Json& json, const char* name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_number_unsigned() ? std::optional(found->get<Index>())
                                                              : std::nullopt;
}

} // namespace

Architecture architectureOf(const Model& model)
{
    Architecture architecture{model.entry, {}, {}, model.inputs(), model.head.w.rows()};
    for (const Layer& layer : model.layers) {
        architecture.cells.emplace_back(layer.cell->id());
        architecture.units.push_back(layer.weights.units());
    }
    return architecture;
}

std::string writeArchitecture(const Architecture& architecture)
{
    const auto entry = std::ranges::find(entryNames, architecture.entry, &EntryName::entry);
    return writeJson(
        {{"entry", entry->name}, {"cells", architecture.cells}, {"units", architecture.units},
            {"inputs", architecture.inputs}, {"outputs", architecture.outputs}});
}

Result<std::optional<Architecture>> readArchitecture(
    const Metadata& metadata, std::string_view file)
{
    const auto found = metadata.find(key::architecture);
    if (found == metadata.end())
        return std::optional<Architecture>();
    const std::string what = std::string(key::architecture) + " in " + std::string(file);
    const auto json = parseJson(found->second, what);
    if (!json)
        return json.error();
    const std::string name
        = json->is_object() && json->contains("entry") && (*json)["entry"].is_string()
        ? (*json)["entry"].get<std::string>()
        : std::string();
    const auto entry = std::ranges::find(entryNames, name, &EntryName::name);
    const auto cells = arrayIn<std::string>(*json, "cells");
    const auto units = arrayIn<Index>(*json, "units");
    const auto inputs = countIn(*json, "inputs");
    const auto outputs = countIn(*json, "outputs");
    if (entry == entryNames.end() || !cells || !units || !inputs || !outputs)
        return Error{Fault::Format, "Cannot read " + what,
            "expected entry, cells, units, inputs and outputs, found "
                + found->second.substr(0, 80),
            "Save the file again with this program"};
    return std::optional(Architecture{entry->entry, *cells, *units, *inputs, *outputs});
}

} // namespace rnnscope
