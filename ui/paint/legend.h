#pragma once

#include "ui/paint/scale.h"

#include <string>
#include <vector>

namespace rnnscope {

/// A scale and the symbols of everything that is drawn in it.
struct ScaleKey {
    Scale scale;
    std::string symbols; ///< mark-up: "f i o"
};

/// The height of that drawing in an area of that width.
double legendHeight(double width, const std::vector<ScaleKey>& keys, const QFont& font);

/// Draws level bars with their numbers and symbols, from the lower right corner of the area to the
/// left and then upwards.
void drawLegend(QPainter& painter, const QRectF& area, const std::vector<ScaleKey>& keys,
    const QFont& font, const Palette& palette);

} // namespace rnnscope
