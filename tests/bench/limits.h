#pragma once

#include <cstddef>

/// What the processor could do at best, one thread: loops that do nothing but read, or nothing but
/// multiply. Its source is compiled for x86-64-v3, so it shares no inline function with the rest.
namespace rnnscope::limits {

/// Adds up `count` numbers, a multiple of 64: as fast as the memory they are in hands them out.
float sum(const float* numbers, size_t count);

/// Multiplies and adds in registers, `operations` float operations rounded up to 192: as fast as
/// the units that do so are.
float multiply(size_t operations);

} // namespace rnnscope::limits
