#pragma once

namespace rnnscope {

/// The only argument of a process that reads a file for another one.
inline constexpr const char* readingOption = "--read-untrusted";
/// Where it finds its end of the channel.
inline constexpr int readingDescriptor = 3;

/// Its exit status where it has no memory left, or no room for what it hands back.
inline constexpr int outOfMemory = 3;

/// What such a process does: takes a file from the channel, gives up all rights, reads, and hands
/// back what was found. Returns the exit status.
int readUntrusted();

} // namespace rnnscope
