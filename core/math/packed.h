#pragma once

#include "core/math/lanes.h"

#include <vector>

namespace rnnscope {

/// A matrix laid out for products with one column, or with a few, at the speed of memory. Rows come
/// in `blocks` blocks of equal height, one a gate; tile i holds slice i of every block, column
/// after column, so that whoever owns the tile gets every gate of its units. Each entry of a
/// product is summed in an order that depends on neither the tile nor the number of threads.
class Packed {
public:
    Packed() = default;
    /// @param m (blocks · units) × columns
    explicit Packed(const Matrix& m, int blocks = 1);

    Index tiles() const { return m_tiles; }
    Index units() const { return m_units; }
    Index columns() const { return m_columns; }
    /// Rows of a tile: slice after slice, a slice a block.
    Index rows() const { return m_blocks * laneCount; }

    /// product (rows()) = tile · x (columns())
    void apply(Index tile, const Real* x, Real* product) const;

    /// product (rows() × count, dense) = tile · x, where column i of x begins at x + i · stride.
    /// The last bits may differ from apply()'s.
    void apply(Index tile, const Real* x, Index stride, Index count, Real* product) const;

private:
    const Real* tile(Index index) const { return m_data.data() + index * rows() * m_columns; }

    int m_blocks = 1;
    Index m_units = 0;
    Index m_columns = 0;
    Index m_tiles = 0;
    Eigen::Matrix<Real, Eigen::Dynamic, 1> m_data; ///< aligned
};

} // namespace rnnscope
