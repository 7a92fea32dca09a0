#include "core/trace/memory.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// r(lag) of a series around its mean, whose squares sum to `power`.
double autocorrelation(const Vector& series, double power, Index lag)
{
    const Index both = series.size() - lag;
    return series.head(both).dot(series.tail(both)) / power;
}

double halfLife(const Vector& series)
{
    const double power = series.squaredNorm();
    if (!(power > 0))
        return static_cast<double>(series.size());
    // r(low) ≥ ½ > r(high); no two values are `size` steps apart, so r(size) is 0
    Index low = 0;
    Index high = 1;
    double atLow = 1;
    double atHigh = 0;
    while (high < series.size() && (atHigh = autocorrelation(series, power, high)) >= 0.5) {
        low = high;
        atLow = atHigh;
        high = std::min(2 * high, series.size());
        atHigh = 0;
    }
    while (high - low > 1) {
        const Index middle = (low + high) / 2;
        const double r = autocorrelation(series, power, middle);
        (r >= 0.5 ? low : high) = middle;
        (r >= 0.5 ? atLow : atHigh) = r;
    }
    return static_cast<double>(low) + (atLow - 0.5) / (atLow - atHigh);
}

}

std::vector<double> memoryHalfLives(const Matrix& values)
{
    std::vector<double> all;
    Vector series(values.cols());
    for (Index unit = 0; unit < values.rows(); ++unit) {
        series = values.row(unit);
        if (!series.allFinite()) {
            all.push_back(0);
            continue;
        }
        // A mean in Real leaves a residue of constants, which would look like a slow drift.
        const bool constant = series.maxCoeff() == series.minCoeff();
        series.array() -= constant ? series(0) : series.mean();
        all.push_back(halfLife(series));
    }
    return all;
}

} // namespace rnnscope
