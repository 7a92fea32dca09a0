#include "core/load/jsonnumbers.h"

#include "core/pack/limits.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// Puts numbers behind each other that fill a box; the first row of each depth says its sides.
class Filling {
public:
    explicit Filling(const Json& json)
    {
        for (const Json* row = &json; row->is_array(); row = &row->front()) {
            m_shape.push_back(static_cast<int64_t>(row->size()));
            if (row->empty())
                break;
        }
    }

    /// What is wrong; empty when all was taken.
    std::string take(const Json& json, size_t depth = 0)
    {
        if (depth == m_shape.size())
            return number(json);
        const auto side = static_cast<size_t>(m_shape[depth]);
        if (!json.is_array() || json.size() != side)
            return "expected " + std::to_string(side) + " members in each array, found "
                + (json.is_array() ? std::to_string(json.size()) : json.type_name());
        for (const Json& part : json)
            if (std::string wrong = take(part, depth + 1); !wrong.empty())
                return wrong;
        return {};
    }

    const std::vector<int64_t>& shape() const { return m_shape; }
    Data data() const
    {
        const Bytes bytes = std::as_bytes(std::span(m_numbers));
        return std::vector(bytes.begin(), bytes.end());
    }

private:
    std::string number(const Json& json)
    {
        if (!json.is_number())
            return std::string("expected numbers, found ") + json.type_name();
        m_numbers.push_back(json.get<double>());
        return {};
    }

    std::vector<int64_t> m_shape;
    std::vector<double> m_numbers;
};

} // namespace

std::vector<std::string_view> keysOf(Bytes file, int depth)
{
    const std::string_view text = textOf(file);
    const size_t first = text.find_first_not_of(" \t\r\n");
    const bool object = first != text.npos && text[first] == '{';
    return object && text.size() <= limits::jsonHeader ? keysIn(text, depth)
                                                       : std::vector<std::string_view>();
}

bool hasKeys(Bytes file, std::initializer_list<std::string_view> keys)
{
    const auto found = keysOf(file, 1);
    return std::ranges::all_of(
        keys, [&](std::string_view key) { return std::ranges::find(found, key) != found.end(); });
}

Result<Json> objectIn(Bytes file, const std::string& name)
{
    auto json = parseJson(textOf(file), name);
    if (json && !json->is_object())
        return Error{Fault::Format, "Cannot read " + name,
            std::string("expected a JSON object, found ") + json->type_name(),
            "Save the file again with the program that made it"};
    return json;
}

Result<Tensor> tensorIn(const Json& json, std::string name, const std::string& file)
{
    Filling filling(json);
    std::string wrong = filling.take(json);
    if (wrong.empty() && filling.shape().size() > limits::rank)
        wrong = "expected at most " + std::to_string(limits::rank) + " dimensions, found "
            + std::to_string(filling.shape().size());
    if (!wrong.empty())
        return Error{Fault::Format, "Cannot read “" + name + "” in " + file, std::move(wrong),
            "Save the file again with the program that made it"};
    return Tensor{std::move(name), Type::F64, filling.shape(), filling.data()};
}

std::optional<Error> addStateDict(Archive& archive, const Json& json)
{
    if (json.size() > limits::jsonTensors)
        return Error{Fault::Format, "Cannot read " + archive.file,
            "expected at most " + std::to_string(limits::jsonTensors) + " tensors, found "
                + std::to_string(json.size()),
            "Save only the recurrent layers, the embedding and the head"};
    for (const auto& [name, numbers] : json.items()) {
        auto tensor = tensorIn(numbers, name, archive.file);
        if (!tensor)
            return tensor.error();
        archive.tensors.push_back(std::move(*tensor));
    }
    return std::nullopt;
}

void addMetadata(Archive& archive, const std::string& name, const Json& json)
{
    if (name.size() > limits::jsonName || archive.metadata.size() >= limits::jsonFacts)
        return;
    if (json.is_object())
        for (const auto& [key, value] : json.items())
            addMetadata(archive, name.empty() ? key : name + "." + key, value);
    else if (!json.is_null())
        archive.metadata[name] = json.is_string() ? json.get<std::string>() : writeJson(json);
}

std::optional<double> numberIn(const Json& json, const char* key)
{
    const Json& part = partOf(json, key);
    return part.is_number() ? std::optional(part.get<double>()) : std::nullopt;
}

std::optional<int64_t> countIn(const Json& json, const char* key)
{
    const Json& part = partOf(json, key);
    const bool whole = part.is_number_unsigned() && part.get<uint64_t>() <= INT64_MAX;
    return whole ? std::optional(part.get<int64_t>()) : std::nullopt;
}

} // namespace rnnscope
