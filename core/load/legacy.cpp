// PyTorch's form before 1.6: five pickles (magic number, protocol, system, the object, the keys of
// its storages), then for each key how many items there are, 8 bytes, and the items.

#include "core/load/formats.h"
#include "core/load/storages.h"

namespace rnnscope {

namespace {

using namespace std::string_view_literals;
using Kind = Pickle::Kind;

/// Pickled, after the two bytes of its protocol.
constexpr std::string_view magic = "\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."sv;

Error refuse(std::string_view name, std::string found)
{
    return {Fault::Format, "Cannot read " + std::string(name), std::move(found),
        "Copy or download the file again; if that does not help, save it again with torch.save"};
}

/// Bytes of an item, of every storage that the object refers to, by key.
std::map<std::string, size_t> itemSizes(const Pickle& object)
{
    std::map<std::string, size_t> sizes;
    for (const Pickle::Node& node : object.nodes)
        if (const auto type = itemTypeOf(object, node);
            type && node.kind == Kind::Storage && node.items.size() > 2)
            sizes[object[node.items[2]].text] = sizeOf(*type);
    return sizes;
}

/// What follows the pickles, cut into the storages of the keys.
Result<std::map<std::string, Bytes>> dataOf(
    Bytes rest, const Pickle& keys, const Pickle& object, std::string_view name)
{
    const std::map<std::string, size_t> sizes = itemSizes(object);
    std::map<std::string, Bytes> data;
    Cursor in(rest);
    for (const Pickle::Ref ref : keys[keys.root].items) {
        const std::string& key = keys[ref].text;
        const auto size = sizes.find(key);
        if (size == sizes.end())
            return refuse(name, "expected a storage that a tensor reads, found “" + key + "”");
        const auto count = in.number<int64_t>();
        const auto items = elementsOf({count}, size->second);
        const size_t left = in.remaining();
        if (items)
            data[key] = in.take(static_cast<uint64_t>(count) * size->second);
        if (!items || in.failed())
            return refuse(name,
                "expected " + std::to_string(count) + " × " + std::to_string(size->second)
                    + " bytes in storage “" + key + "”, found " + std::to_string(left));
    }
    return data;
}

} // namespace

bool sniffLegacyTorch(Bytes file)
{
    const std::string_view text = textOf(file);
    return text.starts_with('\x80')
        && text.substr(std::min<size_t>(2, text.size())).starts_with(magic);
}

Result<Contents> readLegacyTorch(const Input& input, Watch& watch)
{
    const Bytes file = input.bytes;
    const std::string& name = input.name;
    Bytes rest = file.subspan(2 + magic.size());
    const auto protocol = nextPickle(rest, name);
    const auto system = protocol ? nextPickle(rest, name) : protocol;
    const auto object = system ? nextPickle(rest, name) : system;
    const auto keys = object ? nextPickle(rest, name) : object;
    if (!keys)
        return keys.error();
    constexpr int64_t known = 1001;
    if (const int64_t found = (*protocol)[protocol->root].integer; found != known)
        return refuse(name, "expected protocol 1001, found " + std::to_string(found));
    const auto data = dataOf(rest, *keys, *object, name);
    if (!data)
        return data.error();
    auto found = findStateDict(*object, name);
    if (!found)
        return found.error();

    Archive archive{name, "PyTorch (before 1.6)", {}, std::move(found->attributes),
        std::move(found->vocabularies)};
    const auto source = [&](const std::string& key) -> Result<Data> {
        const auto bytes = data->find(key);
        if (bytes == data->end())
            return refuse(name, "expected a storage “" + key + "”, found none");
        return Data(bytes->second, input.keep);
    };
    const Pickle::Node& little = (*system)[system->find(system->root, "little_endian")];
    const bool big = little.kind == Kind::Bool && little.integer == 0;
    Storages storages(*object, source, big, file.size(), archive.file);
    if (auto error = storages.addTo(archive, *found, watch))
        return *error;
    return Contents{std::move(archive)};
}

} // namespace rnnscope
