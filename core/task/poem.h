#pragma once

#include "core/task/tasks.h"

namespace rnnscope {

/// Two poems about spring rain, Korean and English, written for this program. Their lines begin
/// alike and end differently, so a reader has to remember which beginning it was: “내리는” lights
/// the lamp that “그친” puts out.
std::span<const Example> poems();

} // namespace rnnscope
