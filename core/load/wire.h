#pragma once

#include "core/load/reader.h"

namespace rnnscope {

// What a reader found, as bytes from one process to another. The one who reads them trusts nothing.

/// Where a tensor's bytes lie: in one of the files that both processes have, by number.
struct FilePlace {
    uint32_t file = 0;
    uint64_t from = 0;
};

/// Says where bytes lie, and puts them there if need be.
using Placing = std::function<FilePlace(const Data& data)>;

std::string writeWire(const Result<Contents>& result, const Placing& place);

/// Fails on bytes that writeWire does not write; on tensors that do not lie within their file or do
/// not fit their shape; on pieces beyond their tensor, or that repeat its numbers out of
/// proportion.
/// @param name of the file that was read, for messages
Result<Contents> readWire(Bytes wire, std::span<const Data> files, const std::string& name);

} // namespace rnnscope
