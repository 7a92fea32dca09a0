#pragma once

#include "core/model/model.h"

namespace rnnscope {

/// Two directions that read the same stand at one depth, so that places in Model::layers are not
/// depths. Both are counted from 0.

/// The depth of the layer at a place.
int depthOf(const Model& model, int place);
/// How many depths there are.
int depthCount(const Model& model);
/// The place of the first direction at a depth, or the number of places beyond the last depth.
int placeOfDepth(const Model& model, int depth);
/// Whether another direction stands at the same depth.
bool paired(const Model& model, int place);
/// Whether nothing recurrent reads what the layer hands on.
bool onTop(const Model& model, int place);

/// A layer's name in files and commands: its depth, and "0.reverse" for the other direction.
/// @param first depth in the file of the model's first layer
std::string layerId(const Model& model, int place, int first = 0);

} // namespace rnnscope
