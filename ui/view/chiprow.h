#pragma once

#include "ui/view/chip.h"

#include <vector>

namespace rnnscope {

/// Puts chips into a line: some from its left, some up to its right. Each with its name where there
/// is room, first those at the right.
/// @param line left end, top and width in pixels of the view
/// @return how far those at the left reach
int placeChips(const std::vector<Chip*>& left, const std::vector<Chip*>& right, const QRect& line,
    const QFont& font);

} // namespace rnnscope
