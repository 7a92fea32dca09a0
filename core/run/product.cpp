#include "core/run/product.h"

#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

Product::Product(const Reading& reading, Index end, int threads)
    : m_reading(reading)
    , m_end(end)
    , m_team(threads)
    , m_product(Matrix::Identity(reading.states(), reading.states()))
    , m_steps(static_cast<size_t>(most))
    , m_largest(static_cast<size_t>(threads))
{
}

void Product::norms(std::span<double> logs, Watch& watch)
{
    m_last = std::ssize(logs) - 1;
    m_count = std::min(most, m_last);
    m_team.run([&](int member) {
        while (m_count > 0) {
            read(member, watch);
            m_team.meet();
            multiply(member, watch);
            m_team.meet();
            measure(member, watch);
            m_team.meet();
            if (member == 0)
                settle(logs, watch);
            m_team.meet();
        }
    });
}

/// The Jacobians of some of the steps.
void Product::read(int member, const Watch& watch)
{
    const Share own(m_count, member, m_team);
    for (Index i = own.begin; i < own.end && !watch.cancelled(); ++i) {
        Step& step = m_steps[static_cast<size_t>(i)];
        step.jacobian.read(m_reading, m_end - m_lag - i);
        const Real size = step.jacobian.norm();
        step.scale = size > 0 ? 1 / size : 1;
        step.product.resizeLike(m_product);
    }
}

/// Some columns through all of the steps.
void Product::multiply(int member, const Watch& watch)
{
    const Share own(m_product.cols(), member, m_team);
    const Index width = own.end - own.begin;
    for (Index i = 0; i < m_count && width > 0 && !watch.cancelled(); ++i) {
        const auto place = static_cast<size_t>(i);
        const Matrix& before = i == 0 ? m_product : m_steps[place - 1].product;
        Step& step = m_steps[place];
        step.jacobian.pull(before.middleCols(own.begin, width),
            step.product.middleCols(own.begin, width), step.scale);
    }
}

/// The norms after some of the steps.
void Product::measure(int member, const Watch& watch)
{
    const Share own(m_count, member, m_team);
    for (Index i = own.begin; i < own.end && !watch.cancelled(); ++i) {
        Step& step = m_steps[static_cast<size_t>(i)];
        step.largest = m_largest[static_cast<size_t>(member)].of(step.product);
    }
}

/// Writes the round down and prepares the next one: none after the last, when cancelled, and where
/// the product has become zero or is not finite.
void Product::settle(std::span<double> logs, Watch& watch)
{
    for (Index i = 0; i < m_count; ++i) {
        const Step& step = m_steps[static_cast<size_t>(i)];
        m_log -= std::log(static_cast<double>(step.scale));
        logs[static_cast<size_t>(m_lag + i + 1)] = m_log + std::log(step.largest);
    }
    Step& end = m_steps[static_cast<size_t>(m_count - 1)];
    m_lag += m_count;
    watch.report(static_cast<double>(m_lag) / static_cast<double>(m_last));
    m_count = watch.cancelled() ? 0 : std::min(most, m_last - m_lag);
    if (!(end.largest > 0)) {
        std::fill(logs.begin() + m_lag, logs.end(), std::log(end.largest));
        m_count = 0;
    }
    if (m_count == 0)
        return;
    m_product.swap(end.product);
    m_product /= static_cast<Real>(end.largest);
    m_log += std::log(end.largest);
    narrow();
}

/// Turns the columns by a pivoted QR decomposition, Xᵀ P = Q R: X Q = P Rᵀ has the singular values
/// of X. Where that would take longer than a cancellation may, it stays as wide as it is.
void Product::narrow()
{
    constexpr Index largest = 512;
    if (m_lag < m_narrowAt || m_product.rows() > largest)
        return;
    m_narrowAt = m_lag * 3 / 2;
    const Eigen::ColPivHouseholderQR<Matrix> qr(m_product.transpose());
    const Matrix& r = qr.matrixR();
    constexpr Real rounding = 2 * std::numeric_limits<Real>::epsilon();
    Index columns = m_product.cols();
    for (Real rest = 0; columns > 1; --columns) {
        rest += r.row(columns - 1).tail(r.cols() - columns + 1).squaredNorm();
        if (rest > rounding * rounding)
            break;
    }
    if (columns == m_product.cols())
        return;
    const Matrix turned = r.topRows(columns).triangularView<Eigen::Upper>();
    m_product = qr.colsPermutation() * turned.transpose();
}

} // namespace rnnscope
