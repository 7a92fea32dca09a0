#include "core/pack/hdf5store.h"

#include "core/pack/hdf5filters.h"
#include "core/pack/limits.h"

#include <algorithm>
#include <map>

namespace rnnscope::hdf5 {

namespace {

Error refused(std::string found, std::string advice = "Copy or download the file again")
{
    return {Fault::Format, "", std::move(found), std::move(advice)};
}

/// Where the numbers of a dataset lie.
struct Layout {
    enum Class { Compact = 0, Contiguous = 1, Chunked = 2, Virtual = 3 };
    int version = 0;
    int kind = 0;
    Bytes compact;
    uint64_t address = undefined; ///< of all numbers, or of the tree of their chunks
    std::vector<uint64_t> sides; ///< of a chunk; the last is the size of a number
};

/// The first two versions.
void readOld(Cursor& in, Layout& layout)
{
    const auto rank = in.number<uint8_t>();
    layout.kind = in.number<uint8_t>();
    in.take(5);
    if (layout.kind != Layout::Compact)
        layout.address = in.number<uint64_t>();
    for (int side = 0; side < rank && !in.failed(); ++side)
        layout.sides.push_back(in.number<uint32_t>());
    if (layout.kind == Layout::Compact)
        layout.compact = in.take(in.number<uint32_t>());
}

void readNew(Cursor& in, Layout& layout)
{
    layout.kind = in.number<uint8_t>();
    if (layout.kind == Layout::Compact)
        layout.compact = in.take(in.number<uint16_t>());
    else if (layout.kind == Layout::Contiguous)
        layout.address = in.number<uint64_t>();
    else if (layout.kind == Layout::Chunked && layout.version == 3) {
        const auto rank = in.number<uint8_t>();
        layout.address = in.number<uint64_t>();
        for (int side = 0; side < rank && !in.failed(); ++side)
            layout.sides.push_back(in.number<uint32_t>());
    }
}

/// nullopt where it is damaged.
std::optional<Layout> layoutOf(const Header& dataset)
{
    const Message* message = dataset.find(Message::Layout);
    if (!message || message->shared)
        return std::nullopt;
    Cursor in(message->body);
    Layout layout;
    layout.version = in.number<uint8_t>();
    layout.version < 3 ? readOld(in, layout) : readNew(in, layout);
    const bool known = layout.version > 0 && layout.version < 6 && layout.kind <= Layout::Virtual;
    return known && !in.failed() ? std::optional(layout) : std::nullopt;
}

Result<Numbers> contiguous(const Layout& layout, uint64_t bytes, const Data& file)
{
    const uint64_t from = layout.address;
    if (from == undefined || from > file.size() || bytes > file.size() - from)
        return refused("expected " + std::to_string(bytes) + " bytes of numbers, found "
            + (from == undefined ? "none stored" : "fewer to the end of the file"));
    return Numbers{file.part(from, bytes), true};
}

/// What lies beside its description is small.
Result<Numbers> compact(const Layout& layout, uint64_t bytes)
{
    if (layout.compact.size() != bytes || bytes > limits::hdf5Compact)
        return refused("expected " + std::to_string(bytes) + " bytes of numbers, found others");
    return Numbers{Data(std::vector(layout.compact.begin(), layout.compact.end())), false};
}

/// A chunk as it is stored.
struct Packed {
    Bytes bytes;
    uint32_t passed; ///< a bit for each filter that it did not go through
};

using Places = std::map<std::vector<uint64_t>, Packed>; ///< by the place of its first number

/// All chunks of a dataset; nullopt where they cannot be what they should.
std::optional<Places> placesOf(
    Image& image, const Layout& layout, const std::vector<Filter>& filters, uint64_t bytes)
{
    constexpr uint64_t densest = 1032; // bytes that deflate can make of one
    const uint64_t growth
        = std::ranges::count(filters, Filter::Deflate, &Filter::kind) ? densest : 1;
    const size_t rank = layout.sides.size() - 1;
    Places places;
    const auto leaf = [&](Bytes body, uint64_t address) {
        Cursor key(body);
        const auto size = key.number<uint32_t>(), passed = key.number<uint32_t>();
        std::vector<uint64_t> first(rank);
        for (uint64_t& side : first)
            side = key.number<uint64_t>();
        Cursor in = image.take(address, size);
        const Bytes packed = in.take(size);
        return !in.failed() && packed.size() >= bytes / growth
            && places.emplace(first, Packed{packed, passed}).second;
    };
    return image.forLeaves(layout.address, Image::OfChunks, 8 * (rank + 2), leaf)
        ? std::optional(std::move(places))
        : std::nullopt;
}

Result<Numbers> chunked(Image& image, const Header& dataset, const Layout& layout,
    const Stored& stored, uint64_t bytes, uint64_t budget)
{
    const auto filters = filtersOf(dataset);
    if (!filters)
        return filters.error();
    const size_t item = sizeOf(stored.type);
    if (layout.sides.size() != stored.shape.size() + 1 || stored.shape.empty()
        || layout.sides.back() != item)
        return refused("expected chunks of as many sides as the shape, found others");
    const Chunks chunks{stored.shape, {layout.sides.begin(), layout.sides.end() - 1}, item};
    if (!chunks.fit(budget))
        return refused("expected chunks in proportion to the file, found more or larger ones");
    const auto places = placesOf(image, layout, *filters, chunks.bytes());
    const auto read = [&](const std::vector<uint64_t>& first) {
        const auto found = places->find(first);
        if (found == places->end())
            return std::vector<std::byte>();
        const auto& [packed, passed] = found->second;
        return unfiltered(
            std::vector(packed.begin(), packed.end()), *filters, passed, chunks.bytes());
    };
    // Before there is memory for all: the stored chunks come to as much.
    const bool enough = places && places->size() * chunks.bytes() >= bytes;
    auto numbers = enough ? chunks.gather(read) : std::nullopt;
    if (!numbers)
        return refused("expected all of its chunks, found some missing or damaged");
    return Numbers{Data(std::move(*numbers)), false};
}

Result<Numbers> asStored(Image& image, const Header& dataset, const Stored& stored, uint64_t bytes,
    const Data& file, uint64_t budget)
{
    const auto layout = layoutOf(dataset);
    if (bytes == 0)
        return Numbers{Data(), true};
    if (!layout)
        return refused("expected where its numbers lie, found damaged data");
    if (dataset.find(Message::External))
        return refused("expected its numbers in the file, found them in another",
            "Save the model as one file");
    switch (layout->kind) {
    case Layout::Contiguous:
        return contiguous(*layout, bytes, file);
    case Layout::Compact:
        return compact(*layout, bytes);
    case Layout::Chunked:
        return layout->version < 4
            ? chunked(image, dataset, *layout, stored, bytes, budget)
            : refused("expected a tree of its chunks, found a newer form of the format",
                "Write the file with h5py's default libver");
    default:
        return refused("expected its numbers in the file, found a view of others",
            "Save the model as one file without virtual datasets");
    }
}

} // namespace

Result<Numbers> numbersIn(Image& image, const Header& dataset, const Stored& stored, uint64_t bytes,
    const Data& file, uint64_t budget)
{
    auto numbers = asStored(image, dataset, stored, bytes, file, budget);
    const size_t size = sizeOf(stored.type);
    if (!numbers || !stored.swapped || size == 1)
        return numbers;
    std::vector<std::byte> turned = numbers->data.all();
    for (size_t at = 0; at < turned.size(); at += size)
        std::reverse(turned.data() + at, turned.data() + at + size);
    return Numbers{Data(std::move(turned)), false};
}

} // namespace rnnscope::hdf5
