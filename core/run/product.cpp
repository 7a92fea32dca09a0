#include "core/run/product.h"

#include "core/math/norm.h"

#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

constexpr Index witnesses = 2; // columns that stand for those left out
/// Columns of this size, by σ_max, add their square to it: a tenth of what it is exact to.
const double counting = std::sqrt(LargestSingular<Real>::tolerance / 10);
/// Columns are left out only when they are much smaller than that.
const Real negligible = static_cast<Real>(counting / 30);

/// As wide whatever the number of threads, so that the last bits are the same.
constexpr Index panelColumns = 64;

/// How many threads pay: a product takes about as long as reading the Jacobian states / 8 times.
int teamFor(Index states, Index steps)
{
    const auto bytes = static_cast<size_t>(states * states) * sizeof(Real);
    return teamSize(bytes * static_cast<size_t>(states) / 8, steps);
}

} // namespace

Product::Product(const Reading& reading, Index end, int threads)
    : m_reading(reading)
    , m_end(end)
    , m_team(threads > 0 ? threads : teamFor(reading.states(), end))
    , m_product(Matrix::Identity(reading.states(), reading.states()))
    , m_steps(static_cast<size_t>(most))
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
        const double size = step.jacobian.size();
        step.scale = size > 0 ? static_cast<Real>(1 / size) : 1;
        step.product.resizeLike(m_product);
    }
}

/// Some panels of columns through all of the steps.
void Product::multiply(int member, const Watch& watch)
{
    const Index columns = m_product.cols();
    const Share own((columns + panelColumns - 1) / panelColumns, member, m_team);
    for (Index panel = own.begin; panel < own.end; ++panel) {
        const Index first = panel * panelColumns;
        const Index width = std::min(panelColumns, columns - first);
        for (Index i = 0; i < m_count && !watch.cancelled(); ++i) {
            const auto place = static_cast<size_t>(i);
            const Matrix& before = i == 0 ? m_product : m_steps[place - 1].product;
            Step& step = m_steps[place];
            step.jacobian.pull(
                before.middleCols(first, width), step.product.middleCols(first, width), step.scale);
        }
    }
}

/// The norms after some of the steps.
void Product::measure(int member, const Watch& watch)
{
    const Share own(m_count, member, m_team);
    for (Index i = own.begin; i < own.end && !watch.cancelled(); ++i) {
        Step& step = m_steps[static_cast<size_t>(i)];
        step.largest = step.singular.of(step.product);
    }
}

/// How many steps of the round count: those after which the product has become so small that its
/// numbers lose digits are done again, from a product of size 1.
Index Product::exact() const
{
    constexpr double small = 1e-15;
    Index count = 1;
    while (count < m_count && !(m_steps[static_cast<size_t>(count)].largest < small))
        ++count;
    return count;
}

/// Writes the round down and prepares the next one: none after the last, when cancelled, and where
/// the product has become zero or is not finite.
void Product::settle(std::span<double> logs, Watch& watch)
{
    m_count = exact();
    for (Index i = 0; i < m_count; ++i) {
        const Step& step = m_steps[static_cast<size_t>(i)];
        m_log -= std::log(static_cast<double>(step.scale));
        logs[static_cast<size_t>(m_lag + i + 1)] = m_log + std::log(step.largest);
    }
    if (counted())
        return widen();
    Step& end = m_steps[static_cast<size_t>(m_count - 1)];
    m_lag += m_count;
    m_farthest = std::max(m_farthest, m_lag);
    watch.report(static_cast<double>(m_farthest) / static_cast<double>(m_last));
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

/// Whether the columns left out have come to count, after some step of the round.
bool Product::counted() const
{
    return m_narrowed && std::any_of(m_steps.begin(), m_steps.begin() + m_count, [](const Step& s) {
        return !(normOf(s.product.rightCols(witnesses)) <= counting * s.largest);
    });
}

/// Begins once more, and will not narrow.
void Product::widen()
{
    m_wide = true;
    m_narrowed = false;
    m_product.setIdentity(m_product.rows(), m_product.rows());
    m_log = 0;
    m_lag = 0;
    m_count = std::min(most, m_last);
}

/// Turns the columns by a pivoted QR decomposition, Xᵀ P = Q R: X Q = P Rᵀ has the singular values
/// of X. Where that would take longer than a cancellation may, it stays as wide as it is.
void Product::narrow()
{
    constexpr Index largest = 512;
    if (m_lag < m_narrowAt || m_product.rows() > largest || m_wide)
        return;
    m_narrowAt = m_lag * 3 / 2;
    const Eigen::ColPivHouseholderQR<Matrix> qr(m_product.transpose());
    const Matrix turned
        = Matrix(qr.matrixR().topRows(m_product.cols()).triangularView<Eigen::Upper>()).transpose();
    Index kept = turned.cols();
    for (Real rest = 0; kept > 1; --kept) {
        rest += turned.col(kept - 1).squaredNorm();
        if (rest > negligible * negligible)
            break;
    }
    const Index out = turned.cols() - kept;
    if (out <= witnesses)
        return;
    const Matrix sums
        = Matrix::NullaryExpr(out, witnesses, [&] { return static_cast<Real>(m_random.normal()); });
    Matrix narrower(turned.rows(), kept + witnesses);
    narrower << turned.leftCols(kept), turned.rightCols(out) * sums;
    m_product = qr.colsPermutation() * narrower;
    m_narrowed = true;
}

} // namespace rnnscope
