#pragma once

#include "core/base/bytes.h"

#include <functional>
#include <optional>
#include <vector>

namespace rnnscope {

/// What was done to the bytes of a chunk before they were stored.
struct Filter {
    enum Kind { Deflate, Shuffle };
    Kind kind;
    size_t size; ///< of what was shuffled, in bytes
};

/// A chunk before its filters, the last of which is undone first; empty where it does not come to
/// exactly `bytes`.
/// @param passed a bit for each filter that this chunk did not go through
std::vector<std::byte> unfiltered(std::vector<std::byte> chunk, const std::vector<Filter>& filters,
    uint32_t passed, uint64_t bytes);

/// An array that is cut into chunks of one shape; those at its ends reach beyond it.
struct Chunks {
    std::vector<int64_t> shape; ///< of the whole
    std::vector<uint64_t> sides; ///< of a chunk
    size_t itemSize;

    /// Whether there are not too many, and all together are no more bytes than that. To be asked
    /// before the other two.
    bool fit(uint64_t budget) const;
    uint64_t bytes() const; ///< of one chunk
    /// The whole, row-major; nullopt where read(a chunk's first element) does not answer bytes() of
    /// them.
    std::optional<std::vector<std::byte>> gather(
        const std::function<std::vector<std::byte>(const std::vector<uint64_t>&)>& read) const;
};

} // namespace rnnscope
