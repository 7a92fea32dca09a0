#include "core/trace/spread.h"

#include "core/math/quantile.h"

#include <cmath>
#include <vector>

namespace rnnscope {

Matrix quartiles(const Matrix& values, const Watch& watch)
{
    Matrix all(3, values.cols());
    std::vector<Real> column;
    for (Index j = 0; j < values.cols() && !watch.cancelled(); ++j) {
        column.clear();
        for (Index unit = 0; unit < values.rows(); ++unit)
            if (std::isfinite(values(unit, j)))
                column.push_back(values(unit, j));
        for (Index i = 0; i < 3; ++i)
            all(i, j) = static_cast<Real>(quantile(column, 0.25 * static_cast<double>(i + 1)));
    }
    return all;
}

} // namespace rnnscope
