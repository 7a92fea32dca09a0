#pragma once

#include "core/base/watch.h"

namespace rnnscope {

/// The watch of a command's work: the first Ctrl+C cancels it, a second one ends the program.
Watch& interruption();

} // namespace rnnscope
