#include "core/run/singular.h"

#include "core/math/norm.h"
#include "core/math/random.h"

#include <Eigen/SVD>

#include <limits>

namespace rnnscope {

/// Places the first right vector.
template <class Scalar>
void LargestSingular<Scalar>::begin(Index columns)
{
    if (m_some.size() != columns) {
        Random random(1);
        m_some = Vector::NullaryExpr(columns, [&] { return static_cast<Scalar>(random.normal()); });
        m_some.normalize();
        m_basis.resize(columns, std::min<Index>(columns, 16));
        m_diagonal.resize(columns);
        m_next.resize(columns);
        m_pivots.resize(columns);
    }
    constexpr Scalar part = Scalar(0.25);
    const bool warm = m_right.size() == columns;
    m_basis.col(0) = warm ? Vector((m_right + part * m_some).normalized()) : m_some;
    m_beside = 0;
    m_square = 0;
}

/// Step k of the bidiagonalization: A v_k = β_{k−1} u_{k−1} + α_k u_k and
/// Aᵀ u_k = α_k v_k + β_k v_{k+1}. Returns α_k² + β_{k−1}².
template <class Scalar>
double LargestSingular<Scalar>::step(const Eigen::Ref<const Matrix>& a, Index k)
{
    const double before = m_beside;
    if (k == 0)
        m_left.noalias() = a * m_basis.col(0);
    else {
        m_left *= static_cast<Scalar>(-before);
        m_left.noalias() += a * m_basis.col(k);
    }
    const double length = normOf(m_left);
    if (length > 0)
        m_left /= static_cast<Scalar>(length);
    Vector right = a.transpose() * m_left;
    right -= static_cast<Scalar>(length) * m_basis.col(k);
    const auto basis = m_basis.leftCols(k + 1);
    right -= basis * (basis.transpose() * right).eval();
    m_beside = normOf(right);
    m_diagonal(k) = length * length + before * before;
    m_next(k) = length * m_beside;
    if (k + 1 < m_basis.rows() && m_beside > 0) {
        if (k + 1 == m_basis.cols())
            m_basis.conservativeResize(
                Eigen::NoChange, std::min(2 * m_basis.cols(), m_basis.rows()));
        m_basis.col(k + 1) = right / static_cast<Scalar>(m_beside);
    }
    return m_diagonal(k);
}

/// Eliminates `square` − BᵀB from its last row up. Returns the derivative of the first pivot, which
/// is 1/y₁² of the eigenvector y where that pivot is zero; 0 where another one is negative.
template <class Scalar>
double LargestSingular<Scalar>::pivots(Index size, double square)
{
    double slope = 1;
    m_pivots(size - 1) = square - m_diagonal(size - 1);
    for (Index j = size - 2; j >= 0; --j) {
        if (!(m_pivots(j + 1) > 0))
            return 0;
        const double ratio = m_next(j) / m_pivots(j + 1);
        m_pivots(j) = square - m_diagonal(j) - m_next(j) * ratio;
        slope = 1 + ratio * ratio * slope;
    }
    return slope;
}

/// The largest eigenvalue of BᵀB: the zero of the first pivot right of all its poles. The pivot is
/// concave there, so Newton's steps come from the left; bisection helps where they cannot.
template <class Scalar>
void LargestSingular<Scalar>::solve(Index size)
{
    constexpr double fine = 4 * std::numeric_limits<double>::epsilon();
    double low = std::max(m_square, m_diagonal(size - 1)); // Cauchy interlacing
    double high = low + (size > 1 ? m_next(size - 2) : 0); // Weyl
    double next = low;
    for (int i = 0; i < 100; ++i) {
        m_square = next;
        const double slope = pivots(size, m_square);
        const bool right = slope > 0 && m_pivots(0) >= 0;
        (right ? high : low) = m_square;
        next = slope > 0 ? m_square - m_pivots(0) / slope : low;
        if (!(low < next && next < high) && !(slope > 0 && next == m_square))
            next = (low + high) / 2;
        if (slope > 0 && std::abs(next - m_square) <= fine * next)
            return;
    }
}

/// |y_k| of the last component of the eigenvector, where ‖y‖ = 1.
template <class Scalar>
double LargestSingular<Scalar>::lastShare(Index size) const
{
    double y = 1, squares = 1;
    for (Index j = 1; j < size; ++j) {
        y *= m_next(j - 1) / m_pivots(j);
        squares += y * y;
    }
    return y / std::sqrt(squares);
}

/// Keeps the right singular vector.
template <class Scalar>
void LargestSingular<Scalar>::keep(Index size)
{
    Vector y(size);
    double last = 1;
    for (Index j = 0; j < size; ++j) {
        last *= j > 0 ? m_next(j - 1) / m_pivots(j) : 1;
        y(j) = static_cast<Scalar>(last);
    }
    m_right.noalias() = m_basis.leftCols(size) * y;
    m_right.normalize();
}

template <class Scalar>
double LargestSingular<Scalar>::of(const Eigen::Ref<const Matrix>& a)
{
    begin(a.cols());
    for (Index k = 0; k < a.cols(); ++k) {
        if (!std::isfinite(step(a, k)))
            return std::numeric_limits<double>::quiet_NaN();
        solve(k + 1);
        if (m_next(k) * lastShare(k + 1) <= tolerance * m_square) {
            keep(k + 1);
            return std::sqrt(m_square);
        }
    }
    forget();
    return static_cast<double>(Eigen::JacobiSVD<Matrix>(a).singularValues()(0));
}

template class LargestSingular<float>;
template class LargestSingular<double>;

} // namespace rnnscope
