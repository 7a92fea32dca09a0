#pragma once

#include "core/base/result.h"
#include "core/base/watch.h"
#include "core/pack/data.h"

#include <filesystem>

namespace rnnscope {

/// Whether the last part of a path may be a symbolic link.
enum class Links { Follow, Refuse };

/// Opens a plain file that is small enough to read. Fails on folders, devices, pipes.
Result<OpenFilePtr> openPlain(const std::filesystem::path& path, Links links);

/// A copy of a small file that nobody can write to: a file that is being written again in place
/// would change under its reader. A large file is not copied: a change is noticed when it is read.
/// @param name of the file, for messages
Result<OpenFilePtr> settled(const OpenFilePtr& file, const std::string& name, Watch& watch);

/// A file in memory that belongs to none but who holds it, of `size` bytes that read zero; nullptr
/// where the system gives none.
OpenFilePtr memoryFile(uint64_t size);
/// From now on nobody can change a memory file's size.
bool sealSize(const OpenFile& file);
/// From now on nobody can change a memory file; fails where it is mapped to be written.
bool seal(const OpenFile& file);

/// All of a file as memory; empty where it cannot be had. Reading it may end the process when the
/// file is cut meanwhile: not for a process that must go on.
Data mapped(const OpenFilePtr& file);

} // namespace rnnscope
