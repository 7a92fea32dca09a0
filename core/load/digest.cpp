#include "core/load/digest.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

constexpr int pictureSide = 1024; ///< more than most screens give it
constexpr size_t bins = 64;
constexpr int64_t curvePoints = 2048;

} // namespace

Error changedFile(const std::string& what)
{
    return {Fault::File, "Cannot read " + what,
        "expected the file as it was when it was opened, found it changed",
        "Open it again when nothing else writes to it"};
}

Result<Digest> digestOf(const Sheet& sheet, Watch& watch)
{
    Digest digest;
    digest.picture = {sheet.rows(), sheet.columns(), pictureSide, pictureSide};
    {
        const Watch::Part first(watch, 0, 2);
        sheet.inWindows(
            [&](const Window& window, const std::vector<double>& numbers) {
                digest.summary.add(numbers);
                digest.picture.add(window, numbers);
            },
            watch);
    }
    digest.histogram = {digest.summary.min, digest.summary.max, bins};
    const Watch::Part second(watch, 1, 2);
    sheet.inWindows(
        [&](const Window&, const std::vector<double>& numbers) { digest.histogram.add(numbers); },
        watch);
    if (watch.cancelled())
        return cancelled("Reading the numbers");
    if (sheet.changed())
        return changedFile("the numbers");
    return digest;
}

Result<Curve> curveOf(const Sheet& sheet, const Line& line, Watch& watch)
{
    Curve curve;
    curve.count = line.row ? sheet.columns() : sheet.rows();
    const auto points = static_cast<size_t>(std::min(curve.count, curvePoints));
    curve.low.assign(points, std::numeric_limits<double>::quiet_NaN());
    curve.high = curve.low;
    for (int64_t from = 0; from < curve.count && !watch.cancelled(); from += Sheet::atOnce) {
        const int64_t count = std::min(Sheet::atOnce, curve.count - from);
        const std::vector<double> numbers = sheet.numbers(
            line.row ? Window{line.place, from, 1, count} : Window{from, line.place, count, 1});
        for (int64_t i = 0; i < count; ++i) {
            const double number = numbers[static_cast<size_t>(i)];
            if (!std::isfinite(number))
                continue;
            const auto point
                = static_cast<size_t>((from + i) * static_cast<int64_t>(points) / curve.count);
            curve.low[point] = std::fmin(curve.low[point], number);
            curve.high[point] = std::fmax(curve.high[point], number);
        }
        watch.report(static_cast<double>(from + count) / static_cast<double>(curve.count));
    }
    if (watch.cancelled())
        return cancelled("Reading the numbers");
    if (sheet.changed())
        return changedFile("the numbers");
    return curve;
}

} // namespace rnnscope
