#pragma once

#include "ui/state/scene.h"

namespace rnnscope {

// What a model card says, as rich text for Page.

/// The file alone: its format, its framework, its tensors and how large they are.
QString fileText(const Contents& contents);

/// The model, what its file says, and what was assumed.
/// @param all the notes that are choices too, for where there is nothing to choose with
QString cardText(const Scene& scene, const Model& model, bool all);

} // namespace rnnscope
