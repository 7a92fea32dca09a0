#pragma once

#include <Eigen/Core>

namespace rnnscope {

/// The largest singular value of one matrix after another, each not far from the one before.
///
/// Golub–Kahan–Lanczos bidiagonalization (Golub and Kahan 1965) with reorthogonalized right
/// vectors, until ‖Aᵀu − σv‖ ≤ tolerance · σ: a singular value is that near. It begins at the right
/// vector of the matrix before, with some of every direction added, so that another direction that
/// has become the largest is not missed.
template <class Scalar>
class LargestSingular {
public:
    using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
    using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

    static constexpr double tolerance = sizeof(Scalar) == sizeof(float) ? 1e-6 : 1e-12;

    /// σ_max of a matrix of at least one column; NaN where a number is not finite.
    double of(const Eigen::Ref<const Matrix>& a);
    /// Forgets the matrix before.
    void forget() { m_right.resize(0); }

private:
    using Index = Eigen::Index;

    void begin(Index columns);
    double step(const Eigen::Ref<const Matrix>& a, Index k);
    void solve(Index size);
    double pivots(Index size, double square);
    double lastShare(Index size) const;
    void keep(Index size);

    Vector m_right; ///< of the matrix before; empty when there is none
    Vector m_some; ///< some of every direction
    Matrix m_basis; ///< right vectors, orthonormal columns
    Vector m_left; ///< left vector of the last step
    double m_beside = 0; ///< β of the last step
    double m_square = 0; ///< σ² so far
    Eigen::ArrayXd m_diagonal; ///< of the tridiagonal BᵀB, where B is the bidiagonal matrix
    Eigen::ArrayXd m_next; ///< beside it
    Eigen::ArrayXd m_pivots; ///< of σ² − BᵀB, eliminated from its last row up
};

} // namespace rnnscope
