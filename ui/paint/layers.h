#pragma once

#include "core/model/depth.h"

#include <QString>

namespace rnnscope {

/// How layers are called wherever a person reads of them; `layer` is a place in Model::layers.

/// "layer 2"; where two directions stand at a depth or one reads from the end, "layer 2, backward".
QString layerName(const Model& model, int layer);
/// The same among how many: "layer 2 of 3, backward".
QString layerPlace(const Model& model, int layer);
/// Both directions of a depth together: "layer 2".
QString depthName(int depth);
/// What is special about the order in which a layer reads; empty where it reads forward.
QString readingNote(const Layer& layer);

/// Mark-up of a cell as it holds in the layer: one that reads from the end has h_{t+1} where
/// others have h_{t−1}.
std::string asRead(const Layer& layer, std::string markup);

} // namespace rnnscope
