#pragma once

#include "core/base/result.h"
#include "core/base/watch.h"
#include "core/load/stored.h"

#include <functional>

namespace rnnscope {

/// A file to be read.
struct Input {
    std::string name; ///< for messages, without its folder
    Bytes bytes;
    std::shared_ptr<const void> keep; ///< what the bytes live as long as
    OpenFilePtr file = {}; ///< that the bytes are mapped from, where they are
    /// Another file of the same folder, by its plain name. Fails on a name with a folder in it and
    /// on what is no plain file. Empty where there is no folder.
    std::function<Result<Input>(const std::string& name)> sibling = {};

    /// A part of it, shared and not copied.
    Data part(uint64_t from, uint64_t size) const
    {
        return {bytes.subspan(static_cast<size_t>(from), static_cast<size_t>(size)), keep};
    }
};

/// An input of bytes that it keeps, with no folder.
Input inputOf(std::string bytes, std::string name);

/// The sibling of that name, or the error of a file that has none.
Result<Input> siblingOf(const Input& input, const std::string& name);

/// What a reader finds: the archive, and the networks that the file itself describes.
struct Contents {
    Archive archive;
    std::vector<StoredNetwork> networks = {};
};

/// A file format. Detection is by content alone, never by suffix.
struct Reader {
    std::string_view id; ///< "safetensors"
    std::string_view title; ///< "safetensors"
    std::string_view suffixes; ///< for the file dialog: "*.safetensors"
    bool (*sniff)(Bytes file);
    Result<Contents> (*read)(const Input& input, Watch& watch);
};

/// Every format that can be read. The file dialog, drag and drop and `rnnscope formats` come from
/// it.
std::span<const Reader> readers();

/// Finds the reader by content and reads. Formats that are recognised but not read are named in the
/// error.
Result<Contents> readContents(const Input& input, Watch& watch);

} // namespace rnnscope
