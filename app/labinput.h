#pragma once

#include "app/input.h"

namespace rnnscope {

/// Declares FILE with its INPUT, or in place of both --lab with the dials of the gradient lab.
void declareFileOrLab(Options& options);
/// An exit status when FILE and --lab are both given or both missing, or when an option belongs to
/// the other one: wrong usage.
std::optional<int> checkLab(const Options& options);
/// What --lab asks for: a network of the gradient lab, and the lab's text for it to read; or else
/// readRun(). Fails on dials that make no network.
Result<Run> readFileOrLab(const Options& options);

} // namespace rnnscope
