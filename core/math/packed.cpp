#include "core/math/packed.h"

namespace rnnscope {

namespace {

#ifdef __AVX__
constexpr int packBytes = 32;
#else
constexpr int packBytes = 16;
#endif

/// As many numbers as one instruction takes (a vector of GCC and Clang).
typedef Real Pack __attribute__((vector_size(packBytes), may_alias));

constexpr int packSize = packBytes / sizeof(Real);
constexpr int slicePacks = static_cast<int>(laneCount) / packSize;
constexpr int registers = 12; ///< of sixteen, for sums

/// `Packs` packs of rows of a tile times one column. `Ways` sums an entry, over every Ways-th
/// column, keep enough additions in flight to hide their latency.
template <int Packs, int Ways>
void applyOne(const Real* u, Index rows, Index columns, const Real* x, Real* product)
{
    Pack sums[Ways][Packs] = {};
    const auto add = [&](int way, Index j) __attribute__((always_inline))
    {
        const Pack* column = reinterpret_cast<const Pack*>(u + j * rows);
#pragma GCC unroll 16
        for (int k = 0; k < Packs; ++k)
            sums[way][k] += column[k] * x[j];
    };
    Index j = 0;
    for (; j + Ways <= columns; j += Ways)
#pragma GCC unroll 8
        for (int way = 0; way < Ways; ++way)
            add(way, j + way);
    for (; j < columns; ++j)
        add(0, j);
    Pack* out = reinterpret_cast<Pack*>(product);
#pragma GCC unroll 16
    for (int k = 0; k < Packs; ++k) {
#pragma GCC unroll 8
        for (int way = 1; way < Ways; ++way)
            sums[0][k] += sums[way][k];
        out[k] = sums[0][k];
    }
}

/// One slice of rows of a tile times `Columns` columns: every number read is used many times.
template <int Columns>
void applySlice(
    const Real* u, Index rows, Index columns, const Real* x, Index stride, Real* product)
{
    Pack sums[Columns][slicePacks] = {};
    for (Index j = 0; j < columns; ++j) {
        const Pack* column = reinterpret_cast<const Pack*>(u + j * rows);
#pragma GCC unroll 8
        for (int c = 0; c < Columns; ++c)
#pragma GCC unroll 8
            for (int k = 0; k < slicePacks; ++k)
                sums[c][k] += column[k] * x[c * stride + j];
    }
#pragma GCC unroll 8
    for (int c = 0; c < Columns; ++c)
#pragma GCC unroll 8
        for (int k = 0; k < slicePacks; ++k)
            reinterpret_cast<Pack*>(product + c * rows)[k] = sums[c][k];
}

constexpr int sliceColumns = std::max(1, registers / slicePacks);

/// The columns that are left when fewer than sliceColumns remain.
template <int Columns = sliceColumns - 1>
void applyRest(const Real* u, Index rows, Index columns, const Real* x, Index stride, Index count,
    Real* product)
{
    if constexpr (Columns > 0) {
        if (count == Columns)
            applySlice<Columns>(u, rows, columns, x, stride, product);
        else
            applyRest<Columns - 1>(u, rows, columns, x, stride, count, product);
    }
}

} // namespace

Packed::Packed(const Matrix& m, int blocks)
    : m_blocks(blocks)
    , m_units(m.rows() / blocks)
    , m_columns(m.cols())
    , m_tiles(sliceCount(m_units))
    , m_data(m_tiles * blocks * laneCount * m.cols())
{
    Real* out = m_data.data();
    for (Index i = 0; i < m_tiles; ++i) {
        const Slice slice = Slice::at(i, m_units);
        for (Index j = 0; j < m_columns; ++j)
            for (Index b = 0; b < blocks; ++b, out += laneCount)
                Slice{}.store(out, slice.load(m, j, b, m_units));
    }
}

void Packed::apply(Index index, const Real* x, Real* product) const
{
    const Real* u = tile(index);
    switch (m_blocks) {
    case 1:
        return applyOne<slicePacks, 4>(u, rows(), m_columns, x, product);
    case 2:
        return applyOne<2 * slicePacks, 2>(u, rows(), m_columns, x, product);
    case 3:
        return applyOne<3 * slicePacks, 1>(u, rows(), m_columns, x, product);
    default:
        return applyOne<4 * slicePacks, 1>(u, rows(), m_columns, x, product);
    }
}

void Packed::apply(Index index, const Real* x, Index stride, Index count, Real* product) const
{
    for (Index b = 0; b < m_blocks; ++b) {
        const Real* u = tile(index) + b * laneCount;
        Real* out = product + b * laneCount;
        Index c = 0;
        for (; c + sliceColumns <= count; c += sliceColumns)
            applySlice<sliceColumns>(
                u, rows(), m_columns, x + c * stride, stride, out + c * rows());
        applyRest(u, rows(), m_columns, x + c * stride, stride, count - c, out + c * rows());
    }
}

} // namespace rnnscope
