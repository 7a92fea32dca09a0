#pragma once

#include "core/base/result.h"
#include "core/base/watch.h"
#include "core/pack/archive.h"

#include <span>

namespace rnnscope {

/// A file format. Detection is by content alone, never by suffix.
struct Reader {
    std::string_view id; ///< "safetensors"
    std::string_view title; ///< "safetensors"
    std::string_view suffixes; ///< for the file dialog: "*.safetensors"
    bool (*sniff)(std::span<const std::byte> file);
    Result<Archive> (*read)(std::span<const std::byte> file, std::string_view name, Watch& watch);
};

/// Every format that can be read. The file dialog, drag and drop and `rnnscope formats` come from
/// it.
std::span<const Reader> readers();

/// Finds the reader by content and reads. `name` is the file's name for messages. Formats that are
/// recognised but not read are named in the error.
Result<Archive> readArchive(std::span<const std::byte> file, std::string_view name, Watch& watch);

} // namespace rnnscope
