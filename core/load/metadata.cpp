#include "core/load/metadata.h"

#include "core/pack/json.h"
#include "core/pack/limits.h"
#include "core/run/dense.h"
#include "core/run/forward.h"

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

/// Usual names for a vocabulary in metadata, ours first.
constexpr std::array<const char*, 9> vocabularyKeys = {key::vocabulary, "vocabulary", "vocab",
    "char_to_ix", "char2idx", "token_to_id", "stoi", "itos", "chars"};

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

std::vector<std::string> tokensOf(const Json& json)
{
    if (!json.is_structured())
        return {};
    std::vector<std::string> tokens(json.size());
    std::vector<bool> taken(json.size());
    size_t next = 0;
    for (const auto& [name, value] : json.items()) {
        const Json id = json.is_array() ? Json(next++) : value;
        const bool fits = json.is_array() ? value.is_string() : value.is_number_unsigned();
        if (!fits || id.get<uint64_t>() >= tokens.size() || taken[id.get<size_t>()])
            return {};
        taken[id.get<size_t>()] = true;
        tokens[id.get<size_t>()] = json.is_array() ? value.get<std::string>() : name;
    }
    return tokens;
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

Result<TestVector> runTest(const Model& model, const std::vector<int>& ids, Watch& watch)
{
    const auto sequence = sequenceFromIds(model, ids);
    if (!sequence)
        return sequence.error();
    const auto trace = forward(model, *sequence, watch);
    if (!trace)
        return trace.error();
    const Matrix& answers = model.head.empty() ? headInput(model, *trace) : trace->logits;
    const auto last = answers.col(answers.cols() - 1);
    return TestVector{ids, {last.begin(), last.end()}};
}

std::string writeTest(const TestVector& test)
{
    return writeJson({{"ids", test.ids}, {"logits", test.logits}});
}

std::optional<TestVector> readTest(const std::string& text)
{
    const auto json = parseJson(text, key::test);
    if (!json || !json->is_object())
        return std::nullopt;
    auto ids = arrayIn<int>(*json, "ids");
    auto logits = arrayIn<double>(*json, "logits");
    if (!ids || !logits || ids->size() > limits::testSteps)
        return std::nullopt;
    return TestVector{std::move(*ids), std::move(*logits)};
}

std::vector<std::string> tokensIn(const std::string& text)
{
    const auto json = parseJson(text, "a vocabulary");
    return json ? tokensOf(*json) : std::vector<std::string>();
}

std::vector<std::pair<std::string, std::vector<std::string>>> vocabulariesIn(
    const Metadata& metadata)
{
    std::vector<std::pair<std::string, std::vector<std::string>>> found;
    for (const char* name : vocabularyKeys) {
        const auto text = metadata.find(name);
        if (text == metadata.end())
            continue;
        if (auto tokens = tokensIn(text->second); !tokens.empty())
            found.emplace_back(name, std::move(tokens));
    }
    return found;
}

} // namespace rnnscope
