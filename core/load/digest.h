#pragma once

#include "core/load/sheet.h"
#include "core/math/summary.h"

namespace rnnscope {

/// What can be said of a sheet without showing all of its numbers.
struct Digest {
    Summary summary;
    Histogram histogram;
    Miniature picture;
};

/// Goes through the numbers twice, in parts: for the figures and the picture, then for the
/// histogram between their ends. Fails when cancelled, and when the file was changed since it was
/// opened.
Result<Digest> digestOf(const Sheet& sheet, Watch& watch);

/// A row or a column of a sheet.
struct Line {
    bool row = false;
    int64_t place = 0;
};

/// A line as a curve of at most so many points: the lowest and the highest number of each stretch.
/// Numbers that are not finite are left out; NaN where nothing is left.
struct Curve {
    int64_t count = 0; ///< numbers of the line
    std::vector<double> low, high;
};
Result<Curve> curveOf(const Sheet& sheet, const Line& line, Watch& watch);

/// The error of numbers that were lost because their file was changed.
Error changedFile(const std::string& what);

} // namespace rnnscope
