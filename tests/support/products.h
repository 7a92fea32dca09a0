#pragma once

#include "core/math/packed.h"

#include <QTest>

#include <random>

namespace rnnscope {

/// A matrix in packed form beside the same in Eigen's.
struct Products {
    Matrix m, x;
    int blocks;
    Packed packed;

    Products(Index units, int count, Index columns, Index width)
        : m(random(units * count, columns))
        , x(random(columns + 3, width)) // longer than a column: the stride is not the height
        , blocks(count)
        , packed(m, count)
    {
    }

    static Matrix random(Index rows, Index columns)
    {
        static std::mt19937 generator(5);
        std::normal_distribution<double> normal;
        return Matrix::NullaryExpr(rows, columns, [&] { return Real(normal(generator)); });
    }

    /// A row of data for every odd shape.
    static void addRows()
    {
        QTest::addColumn<int>("units");
        QTest::addColumn<int>("blocks");
        QTest::addColumn<int>("columns");
        for (const int units : {1, 3, 15, 16, 17, 33, 48})
            for (const int blocks : {1, 2, 3, 4})
                for (const int columns : {0, 1, 2, 5, 16, 37})
                    QTest::addRow("%d blocks of %d x %d", blocks, units, columns)
                        << units << blocks << columns;
    }

    /// Unpacks a product: what of `from` (rows of a tile) belongs to column i of `to`.
    void place(Index tile, const Real* from, Index i, Matrix& to) const
    {
        const Slice slice = Slice::at(tile, packed.units());
        for (Index b = 0; b < blocks; ++b)
            slice.store(to, i, lanesAt(from, b), b, packed.units());
    }

    /// The product with each column of x by itself.
    Matrix oneByOne() const
    {
        Matrix out = Matrix::Constant(m.rows(), x.cols(), 99);
        Vector sums = Vector::Constant(packed.rows(), 99);
        for (Index tile = 0; tile < packed.tiles(); ++tile)
            for (Index i = 0; i < x.cols(); ++i) {
                packed.apply(tile, x.data() + i * x.rows(), sums.data());
                place(tile, sums.data(), i, out);
            }
        return out;
    }

    /// The product with all columns of x at once.
    Matrix together() const
    {
        Matrix out = Matrix::Constant(m.rows(), x.cols(), 99);
        Vector sums = Vector::Constant(packed.rows() * x.cols() + 1, 99);
        for (Index tile = 0; tile < packed.tiles(); ++tile) {
            packed.apply(tile, x.data(), x.rows(), x.cols(), sums.data());
            for (Index i = 0; i < x.cols(); ++i)
                place(tile, sums.data() + i * packed.rows(), i, out);
            if (sums(sums.size() - 1) != 99) // wrote beyond the product
                out.setConstant(std::numeric_limits<Real>::quiet_NaN());
        }
        return out;
    }

    /// Whether a product is Eigen's, up to rounding of sums of that many terms.
    bool isRight(const Matrix& product) const
    {
        const Matrix expected = m * x.topRows(m.cols());
        const Matrix size = m.cwiseAbs() * x.topRows(m.cols()).cwiseAbs();
        const Real rounding = 16 * std::numeric_limits<Real>::epsilon();
        return ((product - expected).array().abs() <= rounding * size.array()).all();
    }
};

} // namespace rnnscope
