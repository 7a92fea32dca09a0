#pragma once

#include "app/options.h"
#include "core/load/open.h"

namespace rnnscope {

/// Declares --assume, --network, --vocabulary and --map: what is to hold where a file does not say.
void declareChoices(Options& options);

/// What was chosen with these options.
Result<Choices> choicesOf(const Options& options);

/// Makes the model with what was chosen; fails where that is not offered, naming what is.
Result<Model> modelWith(const Contents& contents, const Choices& choices);

} // namespace rnnscope
