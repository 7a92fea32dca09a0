#include "core/run/start.h"

#include <Eigen/QR>

namespace rnnscope {

Matrix uniformStart(Index rows, Index columns, double bound, Random& random)
{
    return Matrix::NullaryExpr(
        rows, columns, [&] { return static_cast<Real>(random.uniform(-bound, bound)); });
}

Matrix orthonormalStart(Index size, Index columns, Random& random)
{
    const Eigen::MatrixXd normal
        = Eigen::MatrixXd::NullaryExpr(size, columns, [&] { return random.normal(); });
    const Eigen::HouseholderQR<Eigen::MatrixXd> qr(normal);
    Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(size, columns);
    for (Index j = 0; j < columns; ++j)
        if (qr.matrixQR()(j, j) < 0)
            q.col(j) *= -1;
    return q.cast<Real>();
}

Matrix orthogonalStart(Index size, Random& random) { return orthonormalStart(size, size, random); }

Weights defaultStart(const Cell& cell, Index inputs, Index units, Random& random)
{
    const Index rows = cell.blocks() * units;
    const double bound = 1 / std::sqrt(static_cast<double>(units));
    Weights weights;
    weights.w = uniformStart(rows, inputs, bound, random);
    weights.u = uniformStart(rows, units, bound, random);
    weights.b = uniformStart(rows, 1, bound, random);
    weights.d = uniformStart(rows, 1, bound, random);
    return weights;
}

void openForgetGate(const Cell& cell, double bias, Weights& weights)
{
    const int forget = cell.indexOf("forget");
    if (forget < 0)
        return;
    const Index units = weights.units();
    const Index row = cell.tracks()[static_cast<size_t>(forget)].block * units;
    weights.b.segment(row, units).setConstant(static_cast<Real>(bias));
    weights.d.segment(row, units).setZero();
}

} // namespace rnnscope
