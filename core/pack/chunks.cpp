#include "core/pack/chunks.h"

#include "core/pack/limits.h"

#include <algorithm>
#include <zlib.h>

namespace rnnscope {

namespace {

std::vector<std::byte> inflated(const std::vector<std::byte>& packed, uint64_t bytes)
{
    std::vector<std::byte> out(bytes);
    uLongf length = bytes;
    const int done = ::uncompress(reinterpret_cast<Bytef*>(out.data()), &length,
        reinterpret_cast<const Bytef*>(packed.data()), packed.size());
    return done == Z_OK && length == bytes ? out : std::vector<std::byte>();
}

/// First came the first bytes of all items, then the second ones, and so on.
std::vector<std::byte> unshuffled(const std::vector<std::byte>& mixed, size_t size)
{
    std::vector<std::byte> out = mixed;
    const size_t count = mixed.size() / size;
    for (size_t byte = 0; count > 0 && byte < size; ++byte)
        for (size_t i = 0; i < count; ++i)
            out[i * size + byte] = mixed[byte * count + i];
    return out;
}

/// The next index below `ends`, the last side fastest; false after the last.
bool next(std::vector<uint64_t>& index, const std::vector<uint64_t>& ends)
{
    for (size_t side = index.size(); side-- > 0;) {
        if (++index[side] < ends[side])
            return true;
        index[side] = 0;
    }
    return false;
}

/// Copies what of a chunk lies within the whole, line by line.
void place(const Chunks& chunks, const std::vector<uint64_t>& first,
    const std::vector<std::byte>& chunk, std::vector<std::byte>& whole)
{
    const size_t last = chunks.sides.size() - 1;
    std::vector<uint64_t> lines(last + 1), at(last + 1);
    for (size_t side = 0; side <= last; ++side)
        lines[side]
            = std::min(chunks.sides[side], static_cast<uint64_t>(chunks.shape[side]) - first[side]);
    const size_t line = lines[last] * chunks.itemSize;
    lines[last] = 1;
    do {
        uint64_t from = 0, to = 0;
        for (size_t side = 0; side <= last; ++side) {
            from = from * chunks.sides[side] + at[side];
            to = to * static_cast<uint64_t>(chunks.shape[side]) + first[side] + at[side];
        }
        std::copy_n(
            chunk.data() + from * chunks.itemSize, line, whole.data() + to * chunks.itemSize);
    } while (next(at, lines));
}

/// How many chunks stand along each side.
std::vector<uint64_t> countsOf(const Chunks& chunks)
{
    std::vector<uint64_t> counts;
    for (size_t side = 0; side < chunks.sides.size(); ++side) {
        const auto length = static_cast<uint64_t>(chunks.shape[side]);
        counts.push_back(length / chunks.sides[side] + (length % chunks.sides[side] != 0));
    }
    return counts;
}

} // namespace

std::vector<std::byte> unfiltered(std::vector<std::byte> chunk, const std::vector<Filter>& filters,
    uint32_t passed, uint64_t bytes)
{
    for (size_t i = filters.size(); i-- > 0;) {
        if (i < 32 && passed >> i & 1)
            continue;
        chunk = filters[i].kind == Filter::Deflate ? inflated(chunk, bytes)
                                                   : unshuffled(chunk, filters[i].size);
    }
    return chunk.size() == bytes ? std::move(chunk) : std::vector<std::byte>();
}

bool Chunks::fit(uint64_t budget) const
{
    uint64_t all = itemSize, count = 1;
    for (const uint64_t side : sides)
        if (side == 0 || __builtin_mul_overflow(all, side, &all))
            return false;
    for (const uint64_t along : countsOf(*this))
        if (__builtin_mul_overflow(count, along, &count) || count > limits::hdf5Chunks)
            return false;
    return !__builtin_mul_overflow(all, count, &all) && all <= budget;
}

uint64_t Chunks::bytes() const
{
    uint64_t product = itemSize;
    for (const uint64_t side : sides)
        product *= side;
    return product;
}

std::optional<std::vector<std::byte>> Chunks::gather(
    const std::function<std::vector<std::byte>(const std::vector<uint64_t>&)>& read) const
{
    uint64_t size = itemSize;
    for (const int64_t side : shape)
        size *= static_cast<uint64_t>(side);
    std::vector<std::byte> whole(size);
    const std::vector<uint64_t> counts = countsOf(*this);
    std::vector<uint64_t> index(counts.size()), first(counts.size());
    do {
        std::ranges::transform(index, sides, first.begin(), std::multiplies());
        const std::vector<std::byte> chunk = read(first);
        if (chunk.size() != bytes())
            return std::nullopt;
        place(*this, first, chunk, whole);
    } while (next(index, counts));
    return whole;
}

} // namespace rnnscope
