#pragma once

#include "ui/view/view.h"

namespace rnnscope {

/// What a file may be called: "poem-lstm-cell-step14".
/// @param target the view, or the window; null for neither
/// @param step whether it is of the present step
QString fileNameFor(const Desk& desk, const QWidget* target, bool step);

} // namespace rnnscope
