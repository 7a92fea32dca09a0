#pragma once

#include "core/math/real.h"

#include <algorithm>

namespace rnnscope {

/// Sixteen neighbouring units at one step, the grain in which cells calculate. A fixed size keeps
/// them in registers, and makes a result independent of how the work was shared out.
inline constexpr Index laneCount = 16;
using Lanes = Eigen::Array<Real, laneCount, 1>;

/// The units [first, first + count) of a column, count ≤ laneCount.
struct Slice {
    Index first = 0;
    Index count = laneCount;

    /// The slice `index` of a column of `units`.
    static Slice at(Index index, Index units)
    {
        const Index first = index * laneCount;
        return {first, std::min(laneCount, units - first)};
    }

    /// Lanes beyond the last unit are zero.
    Lanes load(const Real* column) const
    {
        if (count == laneCount)
            return Eigen::Map<const Lanes>(column + first);
        Lanes lanes = Lanes::Zero();
        std::copy_n(column + first, count, lanes.data());
        return lanes;
    }
    /// The slice of block `block` of column `j`.
    Lanes load(const Matrix& m, Index j, Index block = 0, Index units = 0) const
    {
        return load(m.data() + j * m.rows() + block * units);
    }

    void store(Real* column, const Lanes& lanes) const
    {
        if (count == laneCount)
            Eigen::Map<Lanes>(column + first) = lanes;
        else
            std::copy_n(lanes.data(), count, column + first);
    }
    void store(Matrix& m, Index j, const Lanes& lanes, Index block = 0, Index units = 0) const
    {
        store(m.data() + j * m.rows() + block * units, lanes);
    }
};

/// The lanes of block `block` of a tile's product.
inline Lanes lanesAt(const Real* sums, Index block = 0)
{
    return Eigen::Map<const Lanes>(sums + block * laneCount);
}

/// How many slices cover `units`.
inline Index sliceCount(Index units) { return (units + laneCount - 1) / laneCount; }

} // namespace rnnscope
