#include "core/load/formats.h"
#include "core/pack/json.h"
#include "core/pack/limits.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// A tensor of the header, before its bytes are copied.
struct Stored {
    std::string name;
    Type type;
    std::vector<int64_t> shape;
    uint64_t begin;
    uint64_t end;
};

Error refuse(const std::string& what, std::string_view file, std::string found)
{
    return {Fault::Format, "Cannot read " + what + " in " + std::string(file), std::move(found),
        "Copy or download the file again; if that does not help, save it again with safetensors"};
}

std::string quoted(const std::string& name) { return "“" + name + "”"; }

/// An array of whole numbers, none negative; nullopt when it is anything else.
std::optional<std::vector<int64_t>> numbersIn(const Json& json)
{
    std::vector<int64_t> numbers;
    if (!json.is_array())
        return std::nullopt;
    for (const Json& item : json) {
        if (!item.is_number_unsigned() || item.get<uint64_t>() > INT64_MAX)
            return std::nullopt;
        numbers.push_back(item.get<int64_t>());
    }
    return numbers;
}

Result<Stored> entryIn(const std::string& name, const Json& json, std::string_view file)
{
    const auto part = [&](const char* key) {
        const auto found = json.is_object() ? json.find(key) : json.end();
        return found == json.end() ? Json() : *found;
    };
    const Json dtype = part("dtype");
    const auto shape = numbersIn(part("shape"));
    const auto offsets = numbersIn(part("data_offsets"));
    if (!dtype.is_string() || !shape || !offsets || offsets->size() != 2)
        return refuse(quoted(name), file,
            "expected dtype, shape and two data_offsets, found " + writeJson(json).substr(0, 80));
    const auto type = typeNamed(dtype.get_ref<const std::string&>());
    if (!type)
        return Error{Fault::Format, "Cannot read " + quoted(name) + " in " + std::string(file),
            "expected a number type such as F32, F16 or BF16, found " + dtype.get<std::string>(),
            "Convert the tensors to float32 and save the file again"};
    const auto elements = elementsOf(*shape, sizeOf(*type));
    const int64_t bytes = (*offsets)[1] - (*offsets)[0];
    if (!elements || bytes != *elements * static_cast<int64_t>(sizeOf(*type)))
        return refuse(quoted(name), file,
            "expected as many bytes as its shape and type need, found " + std::to_string(bytes));
    return Stored{name, *type, *shape, static_cast<uint64_t>((*offsets)[0]),
        static_cast<uint64_t>((*offsets)[1])};
}

Result<std::map<std::string, std::string>> metadataIn(const Json& json, std::string_view file)
{
    std::map<std::string, std::string> metadata;
    if (!json.is_object())
        return refuse("the metadata", file, "expected texts by name, found another kind of value");
    for (const auto& [key, value] : json.items()) {
        if (!value.is_string())
            return refuse("the metadata " + quoted(key), file, "expected text, found another kind");
        metadata[key] = value.get<std::string>();
    }
    return metadata;
}

/// The header as JSON; `in` then stands at the data.
Result<Json> headerIn(Cursor& in, std::string_view file)
{
    const auto length = in.number<uint64_t>();
    if (length > limits::jsonHeader || length > in.remaining())
        return refuse("the header", file,
            "expected " + std::to_string(length) + " bytes, found " + std::to_string(in.remaining())
                + " to the end of the file");
    auto header = parseJson(textOf(in.take(length)), "the header of " + std::string(file));
    if (header && !header->is_object())
        return refuse("the header", file, "expected tensors by name, found another kind of value");
    return header;
}

/// The tensors in the order of their data, which they must fill exactly.
Result<std::vector<Stored>> entriesIn(const Json& header, uint64_t size, std::string_view file)
{
    std::vector<Stored> entries;
    for (const auto& [name, json] : header.items()) {
        if (name == "__metadata__")
            continue;
        auto entry = entryIn(name, json, file);
        if (!entry)
            return entry.error();
        entries.push_back(std::move(*entry));
    }
    std::ranges::sort(entries, {}, [](const Stored& e) { return std::pair(e.begin, e.end); });
    uint64_t filled = 0;
    for (const Stored& entry : entries) {
        if (entry.begin != filled)
            return refuse(quoted(entry.name), file,
                "expected its data to begin at byte " + std::to_string(filled) + ", found "
                    + std::to_string(entry.begin));
        filled = entry.end;
    }
    if (filled != size)
        return refuse("the tensors", file,
            "expected " + std::to_string(filled) + " bytes of data, found " + std::to_string(size));
    return entries;
}

} // namespace

bool sniffSafetensors(Bytes file)
{
    Cursor in(file);
    const auto length = in.number<uint64_t>();
    return length <= limits::jsonHeader && in.number<char>() == '{';
}

Result<Contents> readSafetensors(const Input& input, Watch& watch)
{
    const Bytes file = input.bytes;
    const std::string& name = input.name;
    Cursor in(file);
    const auto header = headerIn(in, name);
    if (!header)
        return header.error();
    const auto entries = entriesIn(*header, in.remaining(), name);
    if (!entries)
        return entries.error();
    Archive archive{name, "safetensors", {}, {}, {}};
    if (const auto found = header->find("__metadata__"); found != header->end()) {
        auto metadata = metadataIn(*found, name);
        if (!metadata)
            return metadata.error();
        archive.metadata = std::move(*metadata);
    }
    for (const Stored& entry : *entries) {
        if (watch.cancelled())
            return cancelled("Reading " + archive.file);
        const size_t from = in.position();
        in.take(entry.end - entry.begin);
        archive.tensors.push_back(
            {entry.name, entry.type, entry.shape, input.part(from, entry.end - entry.begin)});
        watch.report(static_cast<double>(in.position()) / static_cast<double>(file.size()));
    }
    return Contents{std::move(archive)};
}

} // namespace rnnscope
