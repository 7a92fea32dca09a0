#include "core/cell/gru.h"

#include "core/base/words.h"
#include "core/cell/affine.h"
#include "core/math/activation.h"

namespace rnnscope {

std::span<const Track> Gru::tracks() const
{
    static const Track all[]{
        {"reset", "r", QT_TRANSLATE_NOOP("cell", "reset gate"),
            "r_t = σ(W_r x_t + U_r h_{t−1} + b_r)", Role::Gate, 0, 1, 0},
        {"update", "z", QT_TRANSLATE_NOOP("cell", "update gate"),
            "z_t = σ(W_z x_t + U_z h_{t−1} + b_z)", Role::Gate, 0, 1, 1},
        {"candidate", "n", QT_TRANSLATE_NOOP("cell", "candidate"),
            "n_t = tanh(W_n x_t + b_n + r_t ⊙ (U_n h_{t−1} + d_n))", Role::Candidate, -1, 1, 2},
        {"hidden", "h", QT_TRANSLATE_NOOP("cell", "hidden state"),
            "h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}", Role::Hidden, -1, 1, -1},
    };
    return all;
}

std::span<const Phase> Gru::phases() const
{
    static const Phase all[]{
        {"reset", QT_TRANSLATE_NOOP("cell", "reset"),
            QT_TRANSLATE_NOOP("cell", "Reset gate: how much of the past to look at"),
            QT_TRANSLATE_NOOP("cell",
                "Near 0 the candidate is made as if nothing had been read before; near 1 the past "
                "counts "
                "fully."),
            {Reset}},
        {"candidate", QT_TRANSLATE_NOOP("cell", "candidate"),
            QT_TRANSLATE_NOOP("cell", "Candidate: a proposal for the new memory"),
            QT_TRANSLATE_NOOP("cell",
                "Made from the input and the part of the past that the reset gate lets through."),
            {Candidate}},
        {"blend", QT_TRANSLATE_NOOP("cell", "blend"),
            QT_TRANSLATE_NOOP("cell", "Update gate: blend old and new"),
            QT_TRANSLATE_NOOP("cell",
                "One gate does both: what is not kept is replaced. Near 1 a unit keeps its old "
                "value and "
                "the gradient passes it unchanged."),
            {Hidden, Update}},
    };
    return all;
}

void Gru::forward(const Weights& weights, const Matrix& x, const std::vector<Vector>& start,
    LayerTrace& out, Watch& watch) const
{
    const Index n = weights.units();
    const Index steps = x.cols();
    prepare(*this, n, steps, start, out);
    out.kept.resize(n, steps);
    // a_t = W x_t + b, for all steps at once; rows r z n
    out.pre.noalias() = weights.w * x;
    out.pre.colwise() += weights.b;
    auto& track = out.tracks;
    Vector s(3 * n);
    for (Index t = 0; t < steps && !stopped(watch, t, steps); ++t) {
        // s = U h_{t−1} + d
        s = weights.d;
        if (t > 0)
            s.noalias() += weights.u * track[Hidden].col(t - 1);
        else
            s.noalias() += weights.u * start[Hidden];
        auto a = out.pre.col(t);
        a.head(2 * n) += s.head(2 * n);
        out.kept.col(t) = s.tail(n);
        // r, z = σ(a);  n = tanh(a + r ⊙ s_n)
        track[Reset].col(t) = sigmoid(a.head(n).array());
        track[Update].col(t) = sigmoid(a.segment(n, n).array());
        a.tail(n).array() += track[Reset].col(t).array() * s.tail(n).array();
        track[Candidate].col(t) = a.tail(n).array().tanh();
        // h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}
        const auto z = track[Update].col(t).array();
        auto h = track[Hidden].col(t).array();
        if (t > 0)
            h = z * track[Hidden].col(t - 1).array();
        else
            h = z * start[Hidden].array();
        h += (1 - z) * track[Candidate].col(t).array();
    }
}

void Gru::backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
    LayerTrace& grad, Matrix& dx, Weights* weightGrad, Watch& watch) const
{
    const auto& track = values.tracks;
    auto& d = grad.tracks;
    const Index n = values.units();
    const Index steps = values.steps();
    grad.pre.resizeLike(values.pre);
    grad.kept.resizeLike(values.pre);
    Vector before(n), dBefore(n);
    for (Index t = steps - 1; t >= 0 && !stopped(watch, steps - 1 - t, steps); --t) {
        const auto r = track[Reset].col(t).array(), z = track[Update].col(t).array();
        const auto c = track[Candidate].col(t).array();
        const auto dh = d[Hidden].col(t).array();
        before = values.previous(Hidden, t);
        // δz = δh ⊙ (h_{t−1} − n);  δn = δh ⊙ (1 − z);  δr = δa_n ⊙ (U_n h_{t−1} + d_n)
        d[Update].col(t) = dh * (before.array() - c);
        d[Candidate].col(t) = dh * (1 - z);
        auto da = grad.pre.col(t);
        da.tail(n) = d[Candidate].col(t).array() * (1 - c.square());
        d[Reset].col(t) = da.tail(n).array() * values.kept.col(t).array();
        da.head(n) = d[Reset].col(t).array() * r * (1 - r);
        da.segment(n, n) = d[Update].col(t).array() * z * (1 - z);
        // δs = (δa_r, δa_z, δa_n ⊙ r);  δh_{t−1} += δh ⊙ z + Uᵀ δs
        auto ds = grad.kept.col(t);
        ds.head(2 * n) = da.head(2 * n);
        ds.tail(n) = da.tail(n).array() * r;
        dBefore = dh * z;
        dBefore.noalias() += weights.u.transpose() * ds;
        if (t > 0)
            d[Hidden].col(t - 1) += dBefore;
        else
            grad.start[Hidden] = dBefore;
    }
    dx.noalias() = weights.w.transpose() * grad.pre;
    if (weightGrad)
        addWeightGradients(
            x, track[Hidden], values.start[Hidden], grad.pre, grad.kept, *weightGrad);
}

Explanation Gru::explain(const Weights& weights, const Matrix& x, const LayerTrace& values,
    int track, Index unit, Index step) const
{
    const auto at
        = [&](int which) { return static_cast<double>(values.tracks[which](unit, step)); };
    const Vector before = values.previous(Hidden, step);
    if (track == Hidden)
        return sum({{"(1 − z_t) n_t", (1 - at(Update)) * at(Candidate)},
            {"z_t h_{t−1}", at(Update) * before(unit)}});
    const Track& which = tracks()[static_cast<size_t>(track)];
    const Index row = which.block * values.units() + unit;
    Explanation e;
    if (track == Candidate)
        e = sum({{"W_n x_t", weights.w.row(row).dot(x.col(step))}, {"b_n", weights.b(row)},
            {"r_t (U_n h_{t−1} + d_n)", at(Reset) * values.kept(unit, step)}});
    else
        e = sum(affineTerms(weights, row, x.col(step), before, which.symbol));
    e.function = which.role == Role::Gate ? "σ" : "tanh";
    e.value = at(track);
    return e;
}

} // namespace rnnscope
