#include "core/cell/elman.h"

#include "core/base/words.h"
#include "core/cell/affine.h"
#include "core/cell/scan.h"

namespace rnnscope {

namespace {

std::vector<Track> makeTracks(const ElmanKind& kind)
{
    const Activation& f = kind.activation;
    return {
        {"hidden", "h", QT_TRANSLATE_NOOP("cell", "hidden state"),
            "h_t = " + applied(f, "W x_t + U h_{t−1} + b"), Role::Hidden, f.low(), f.high(), 0},
    };
}

const char* squashHint(const ElmanKind& kind)
{
    if (kind.activation == hyperbolic)
        return QT_TRANSLATE_NOOP("cell",
            "tanh presses the sum into −1 to 1. A unit near either end is saturated: it hardly "
            "reacts, and hardly any gradient passes it.");
    if (kind.activation == rectified)
        return QT_TRANSLATE_NOOP("cell",
            "relu lets a positive sum through as it is and puts a negative one to 0. A unit at 0 "
            "passes no gradient, and nothing bounds a unit above.");
    return QT_TRANSLATE_NOOP("cell",
        "The activation turns the sum into the new memory. Where it is flat, hardly any gradient "
        "passes.");
}

std::vector<Phase> makePhases(const ElmanKind& kind)
{
    return {
        {"mix", QT_TRANSLATE_NOOP("cell", "mix"),
            QT_TRANSLATE_NOOP("cell", "Mix the input with the memory"),
            QT_TRANSLATE_NOOP("cell",
                "One weighted sum joins what has just been read with what is remembered. The same "
                "weights are used at every step."),
            {Elman::Hidden}},
        {"squash", QT_TRANSLATE_NOOP("cell", "squash"),
            QT_TRANSLATE_NOOP("cell", "Squash: the new memory"), squashHint(kind), {Elman::Hidden}},
    };
}

} // namespace

Elman::Elman(const ElmanKind& kind)
    : Cell(makeTracks(kind), makePhases(kind))
    , m_kind(kind)
    , m_wiring(elmanWiring(kind))
{
}

void Elman::forward(const Weights& weights, const Matrix& x, LayerTrace& out, Pass& pass) const
{
    readInputs(weights, x, out, pass);
    const Packed u(weights.u);
    const Vector bias = weights.b + weights.d;
    Matrix& h = out.tracks[Hidden];
    const auto memory = [&](Index j) { return Columns{out.previous(size_t(Hidden), j), h.rows()}; };
    const auto squash = [&](Slice units, Index j, const Real* sum) {
        // h_t = φ(W x_t + b + U h_{t−1} + d)
        const Lanes all = units.load(out.pre, j) + units.load(bias.data()) + lanesAt(sum);
        const Lanes a = clamped(all, m_kind.clip);
        Lanes now = m_kind.activation.of(a);
        now = pass.held.forced(Hidden, units, j / out.batch, now);
        units.store(out.pre, j, a);
        units.store(h, j, now);
    };
    scan({out.steps(), out.batch, out.backward}, pass, ScanStage{u, memory, squash});
}

Matrix Elman::backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
    LayerTrace& grad, Weights* weightGrad, Pass& pass) const
{
    const Packed back(weights.u.transpose());
    const Matrix& h = values.tracks[Hidden];
    Matrix& dh = grad.tracks[Hidden];
    const auto later = [&](Index j) { return laterColumns(values, grad.pre, j); };
    const auto through = [&](Slice units, Index j, const Real* sum) {
        // δh_t += Uᵀ δa_{t+1};  δa_t = δh_t ⊙ φ′
        Lanes total = units.load(dh, j) + lanesAt(sum);
        units.store(dh, j, total);
        total = pass.held.silenced(Hidden, units, j / grad.batch, total);
        const Lanes a = units.load(values.pre, j);
        units.store(
            grad.pre, j, total * slope(m_kind.activation, a, units.load(h, j), m_kind.clip));
    };
    scan({values.steps(), values.batch, !values.backward}, pass, ScanStage{back, later, through});
    grad.start[Hidden].noalias() = weights.u.transpose() * firstColumns(values, grad.pre);
    return finishGradients(weights, x, values, Hidden, grad.pre, grad.pre, weightGrad, pass);
}

void Elman::jacobian(const Weights& weights, const LayerTrace& values, const Held& held, Index step,
    Matrix& jacobian) const
{
    // ∂h_t/∂h_{t−1} = diag(φ′) U
    const Vector slopes = slopesOf(
        m_kind.activation, m_kind.clip, values, values.tracks[Hidden], 0, {held, Hidden, step});
    jacobian = slopes.asDiagonal() * weights.u;
}

Explanation Elman::explain(const Weights& weights, const Matrix& x, const LayerTrace& values, int,
    Index unit, Index step) const
{
    const UnitAt at{values, unit, step};
    return activated(
        affineTerms(weights, unit, inputAt(x, step), at.allBefore(Hidden, "h_{t−1}"), ""),
        m_kind.activation, m_kind.clip, values.tracks[Hidden](unit, step));
}

} // namespace rnnscope
