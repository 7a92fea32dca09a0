#include "core/math/spectrum.h"

#include "core/base/watch.h"

#include <Eigen/Eigenvalues>
#include <Eigen/SVD>

#include <algorithm>

namespace rnnscope {

std::optional<Spectrum> spectrumOf(const Eigen::MatrixXd& matrix, const Watch& watch)
{
    if (!matrix.allFinite() || watch.cancelled())
        return std::nullopt;
    Spectrum spectrum;
    if (matrix.rows() == matrix.cols()) {
        const Eigen::EigenSolver<Eigen::MatrixXd> solver(matrix, false);
        if (solver.info() != Eigen::Success || watch.cancelled())
            return std::nullopt;
        const Eigen::VectorXcd& values = solver.eigenvalues();
        spectrum.eigenvalues.assign(values.begin(), values.end());
        std::ranges::sort(spectrum.eigenvalues, std::greater(),
            [](const std::complex<double>& value) { return std::abs(value); });
    }
    const Eigen::BDCSVD<Eigen::MatrixXd> decomposition(matrix);
    if (decomposition.info() != Eigen::Success || watch.cancelled())
        return std::nullopt;
    const Eigen::VectorXd& values = decomposition.singularValues();
    spectrum.singular.assign(values.begin(), values.end());
    return spectrum;
}

} // namespace rnnscope
