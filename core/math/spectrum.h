#pragma once

#include "core/math/real.h"

#include <complex>
#include <optional>
#include <vector>

namespace rnnscope {

class Watch;

/// How a recurrent matrix stretches what it is applied to: once, and again and again.
struct Spectrum {
    /// Largest magnitude first; empty of a matrix that is not square.
    std::vector<std::complex<double>> eigenvalues;
    std::vector<double> singular; ///< min(rows, columns) of them, the largest first

    /// The largest magnitude of an eigenvalue: what is applied many times grows above 1 and fades
    /// below it. 0 where there are none.
    double radius() const { return eigenvalues.empty() ? 0 : std::abs(eigenvalues.front()); }
    /// The most that one application stretches.
    double norm() const { return singular.empty() ? 0 : singular.front(); }
};

/// Beyond so many rows or columns it takes many seconds, and is not begun unasked: 1000 took 18 s.
inline constexpr Index manyRows = 600;

/// By Eigen's Schur decomposition (Golub and Van Loan, 7.5) and
/// divide and conquer. Takes time by the third power of its sides; cancelling is heard between the
/// two. Nothing where a number is not finite, where an iteration does not end, and when cancelled.
std::optional<Spectrum> spectrumOf(const Eigen::MatrixXd& matrix, const Watch& watch);

} // namespace rnnscope
