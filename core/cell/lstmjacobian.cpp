#include "core/cell/lstm.h"

#include "core/cell/affine.h"

namespace rnnscope {

namespace {

/// What the state of one step of an LSTM hangs on, unit by unit; 0 where a held value stands
/// between.
struct Slopes {
    Vector input, forget, candidate, output; ///< ∂c_t/∂a_i, ∂c_t/∂a_f, ∂c_t/∂a_g; ∂m_t/∂a_o,
                                             ///< where m = o ⊙ φ(c)
    Vector line; ///< ∂c_t/∂c_{t−1}
    Vector shown; ///< ∂m_t/∂c_t
};

/// φ′ of the cell state where it leaves.
Vector outputSlopes(const LstmKind& kind, const LayerTrace& values, Index step)
{
    const Index n = values.units();
    Vector slopes(n);
    for (Index i = 0; i < sliceCount(n); ++i) {
        const Slice slice = Slice::at(i, n);
        const Lanes argument = clamped(slice.load(values.tracks[Lstm::CellState], step), kind.clip);
        slice.store(
            slopes.data(), slope(kind.output, argument, slice.load(values.kept, step), kind.clip));
    }
    return slopes;
}

Slopes slopesAt(const LstmKind& kind, const Weights& weights, const LayerTrace& values,
    const Held& held, Index step)
{
    using enum Lstm::Place;
    const Index n = weights.units();
    const auto value = [&](int track) { return values.tracks[size_t(track)].col(step).array(); };
    const auto through = [&](const Activation& f, int track) -> Eigen::Array<Real, -1, 1> {
        return slopesOf(
            f, kind.clip, values, values.tracks[size_t(track)], track, {held, track, step});
    };
    const Eigen::Array<Real, -1, 1> c = openRows(held, CellState, step, n);
    const Vector before = values.previous(int(CellState), step);
    Slopes of;
    // c = f ⊙ c_{t−1} + i ⊙ g
    of.candidate = c * value(Input) * through(kind.candidate, Candidate);
    of.input = c * value(Candidate);
    of.forget = c * before.array();
    if (kind.coupled) { // f = 1 − i
        of.input.array() -= of.forget.array() * openRows(held, Forget, step, n).array();
        of.forget.setZero();
    } else {
        of.forget.array() *= through(kind.gate, Forget);
    }
    of.input.array() *= through(kind.gate, Input);
    of.line = c * value(Forget);
    // m = o ⊙ φ(c)
    of.output = through(kind.gate, Output) * values.kept.col(step).head(n).array();
    of.shown = outputSlopes(kind, values, step).array() * value(Output);
    if (kind.peepholes) {
        of.line.array() += (of.input.array() * weights.peep.col(0).array())
            + (of.forget.array() * weights.peep.col(1).array());
        of.shown.array() += of.output.array() * weights.peep.col(2).array();
    }
    return of;
}

} // namespace

Vector Lstm::line(const LayerTrace& values, const Held& held, Index step) const
{
    return values.tracks[Forget].col(step).cwiseProduct(
        openRows(held, CellState, step, values.units()));
}

void Lstm::jacobian(const Weights& weights, const LayerTrace& values, const Held& held, Index step,
    Matrix& jacobian) const
{
    const Index n = weights.units(), outputs = weights.outputs();
    const Slopes by = slopesAt(m_kind, weights, values, held, step);
    const Vector open = openRows(held, Hidden, step, outputs);
    const auto u = [&](int block) { return weights.u.middleRows(block * n, n); };
    jacobian.resize(outputs + n, outputs + n);
    auto c = jacobian.bottomLeftCorner(n, outputs);
    c = by.input.asDiagonal() * u(Input) + by.forget.asDiagonal() * u(Forget)
        + by.candidate.asDiagonal() * u(Candidate);
    jacobian.rightCols(n).setZero();
    jacobian.bottomRightCorner(n, n).diagonal() = by.line;
    const Vector line = by.shown.cwiseProduct(by.line);
    if (m_kind.projection) {
        Matrix m = by.shown.asDiagonal() * c;
        m += by.output.asDiagonal() * u(Output);
        const Matrix projection = open.asDiagonal() * weights.projection;
        jacobian.topLeftCorner(outputs, outputs).noalias() = projection * m;
        jacobian.topRightCorner(outputs, n) = projection * line.asDiagonal();
        return;
    }
    const Vector byCell = open.cwiseProduct(by.shown), byOutput = open.cwiseProduct(by.output);
    jacobian.topLeftCorner(n, n) = byCell.asDiagonal() * c + byOutput.asDiagonal() * u(Output);
    jacobian.topRightCorner(n, n).diagonal() = open.cwiseProduct(line);
}

} // namespace rnnscope
