#pragma once

#include "ui/paint/lines.h"

#include <string>

namespace rnnscope {

struct Tensor;

/// What a curve of several seeds comes to at every place, over those that are finite there; NaN
/// where none is.
struct SeedBand {
    std::vector<double> low, median, high; ///< one a place; empty: there is no band

    bool empty() const { return low.empty(); }
};

/// @param curves of one quantity, of equal length; at least one
SeedBand seedBand(const std::vector<std::vector<double>>& curves);

/// A line with its band, in the line's own numbers, and the median as a thin line without a name.
std::vector<PlotLine> withBand(PlotLine line, const SeedBand& band);
/// What is said of bands of so many seeds in a field.
FieldWords bandWords(int seeds);
/// Puts the band of an array beside it: `name.low`, `name.median`, `name.high`.
void addBand(std::vector<Tensor>& arrays, const std::string& name, const SeedBand& band);

} // namespace rnnscope
