#pragma once

#include "core/load/reader.h"
#include "core/pack/file.h"

namespace rnnscope {

/// The files that one opening reads: a file, and what its reader asks for beside it.
class Files {
public:
    /// @param path of a file, or of a folder with a main file
    static Result<Files> open(const std::filesystem::path& path, Watch& watch);

    /// Another file of the folder, by its plain name; a link is refused.
    Result<OpenFilePtr> sibling(const std::string& name, Watch& watch);

    const std::string& name() const { return m_name; }
    /// All so far, in the order they were opened.
    const std::vector<OpenFilePtr>& opened() const { return m_opened; }
    uint64_t size() const; ///< of all

private:
    Result<OpenFilePtr> add(const std::filesystem::path& path, Links links, Watch& watch);

    std::filesystem::path m_folder;
    std::string m_name;
    std::vector<OpenFilePtr> m_opened;
};

/// Gives a file of the same folder.
using Ask = std::function<Result<OpenFilePtr>(const std::string& name)>;

/// A file as the input of a reader, in memory. Each sibling is asked for once.
/// @param regions where the bytes lie, of the file and of each sibling once it was asked for
Input mappedInput(const OpenFilePtr& file, const std::string& name, const Ask& ask,
    const std::shared_ptr<std::vector<Bytes>>& regions);

} // namespace rnnscope
