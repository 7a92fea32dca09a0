#pragma once

#include "core/load/reader.h"

#include <filesystem>

namespace rnnscope {

/// The program that files are read in: this one, whose main() calls readUntrusted() when its only
/// argument is readingOption. Until it is set, files are read in this process. Set it once, before
/// anything is read.
void readWith(std::string program);

/// What is in a file. It is read in a process of its own, which may crash, hang, or ask for all
/// memory without harm to this one; what that hands back is checked. Cancelling ends it.
Result<Contents> contentsOf(const std::filesystem::path& path, Watch& watch);

} // namespace rnnscope
