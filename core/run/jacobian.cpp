#include "core/run/jacobian.h"

#include "core/math/norm.h"

namespace rnnscope {

Index Reading::states() const
{
    Index all = 0;
    for (const Matrix& start : values.start)
        all += start.rows();
    return all;
}

void StepJacobian::read(const Reading& reading, Index at)
{
    const Weights& weights = reading.layer.weights;
    reading.layer.cell->jacobian(
        weights, reading.values, reading.held, reading.turned(at), m_dense);
    m_outputs = weights.outputs();
    const Index cells = m_dense.cols() - m_outputs;
    m_line = m_dense.bottomRightCorner(cells, cells).diagonal();
    m_show.resize(0);
    if (cells > 0 && weights.projection.size() == 0)
        m_show = m_dense.topRightCorner(cells, cells).diagonal();
}

double StepJacobian::size() const
{
    double squares = 0;
    if (lean())
        squares = static_cast<double>(m_dense.leftCols(m_outputs).squaredNorm())
            + static_cast<double>(m_line.squaredNorm()) + static_cast<double>(m_show.squaredNorm());
    else
        squares = static_cast<double>(m_dense.squaredNorm());
    constexpr double least = 1e-30, most = 1e30; // between them float loses nothing that counts
    return least < squares && squares < most ? std::sqrt(squares) : normOf(m_dense);
}

void StepJacobian::pull(const Eigen::Ref<const Matrix>& x, Eigen::Ref<Matrix> out, Real scale) const
{
    if (!lean()) {
        out.noalias() = (scale * m_dense).transpose() * x;
        return;
    }
    const Index n = m_outputs;
    out.topRows(n).noalias() = (scale * m_dense.leftCols(n)).transpose() * x;
    out.bottomRows(n) = (scale * m_show).asDiagonal() * x.topRows(n);
    out.bottomRows(n) += (scale * m_line).asDiagonal() * x.bottomRows(n);
}

void StepJacobian::push(const Eigen::Ref<const Matrix>& x, Eigen::Ref<Matrix> out) const
{
    if (!lean()) {
        out.noalias() = m_dense * x;
        return;
    }
    const Index n = m_outputs;
    out.noalias() = m_dense.leftCols(n) * x.topRows(n);
    out.topRows(n) += m_show.asDiagonal() * x.bottomRows(n);
    out.bottomRows(n) += m_line.asDiagonal() * x.bottomRows(n);
}

} // namespace rnnscope
