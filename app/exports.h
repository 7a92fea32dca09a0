#pragma once

#include "app/options.h"
#include "ui/view/view.h"

namespace rnnscope {

/// Declares -o, --scale and what an animation needs: --first, --last, --fps, --speed.
void declareExport(Options& options);
/// Wrong usage of them, or a target that cannot be written.
std::optional<int> misusedExport(const Options& options);

/// Writes what is shown: a picture, an animation or, of a view, its numbers, by the suffix of -o.
/// Returns the exit status.
int exportShown(const Options& options, Desk& desk, QWidget& shown);

} // namespace rnnscope
