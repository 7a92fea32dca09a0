#pragma once

#include "app/options.h"
#include "core/model/model.h"

namespace rnnscope {

/// Declares --verify INPUT EXPECTED and --tolerance.
void declareCheck(Options& options);
/// Wrong usage of them, or nothing.
std::optional<int> misusedCheck(const Options& options);

/// Runs the model on the input and holds its answer against what is expected; tells how far they
/// are apart, in text or JSON. Returns the exit status: 1 where that is too far.
int check(const Options& options, const Model& model);

} // namespace rnnscope
