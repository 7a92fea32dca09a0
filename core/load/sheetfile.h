#pragma once

#include "core/load/sheet.h"

#include <functional>
#include <string_view>

namespace rnnscope {

/// Takes the next bytes of a file that is written; false where it cannot, which ends the writing.
using Put = std::function<bool(std::string_view bytes)>;

// Both write in parts, report how far they are, and give false where `put` did, when cancelled, and
// where the file that the numbers come from was changed.

/// A sheet as a NumPy file: in its stored type, bfloat16 as float32, which holds all of it.
bool putNpy(const Sheet& sheet, const Put& put, Watch& watch);

/// A row a line, with commas. Numbers are the shortest that read back as the same in their type.
bool putCsv(const Sheet& sheet, const Put& put, Watch& watch);

/// A window as text: numbers as above between `separator`, rows between line ends.
std::string textOf(const Sheet& sheet, const Window& window, char separator);

} // namespace rnnscope
