#pragma once

#include "ui/view/view.h"

namespace rnnscope {

/// Asks for the mapping of a file that was read, with or without a network recognised in it, and
/// opens it so.
void mapByHand(const Desk& desk, const ContentsPtr& contents, const QString& path, QWidget* parent);

} // namespace rnnscope
