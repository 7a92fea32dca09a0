#include "core/cell/lstm.h"

#include "core/base/words.h"
#include "core/cell/affine.h"
#include "core/math/activation.h"

namespace rnnscope {

std::span<const Track> Lstm::tracks() const
{
    static const Track all[]{
        {"input", "i", QT_TRANSLATE_NOOP("cell", "input gate"),
            "i_t = σ(W_i x_t + U_i h_{t−1} + b_i)", Role::Gate, 0, 1, 0},
        {"forget", "f", QT_TRANSLATE_NOOP("cell", "forget gate"),
            "f_t = σ(W_f x_t + U_f h_{t−1} + b_f)", Role::Gate, 0, 1, 1},
        {"candidate", "g", QT_TRANSLATE_NOOP("cell", "candidate"),
            "g_t = tanh(W_g x_t + U_g h_{t−1} + b_g)", Role::Candidate, -1, 1, 2},
        {"output", "o", QT_TRANSLATE_NOOP("cell", "output gate"),
            "o_t = σ(W_o x_t + U_o h_{t−1} + b_o)", Role::Gate, 0, 1, 3},
        {"cell", "c", QT_TRANSLATE_NOOP("cell", "cell state"), "c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t",
            Role::Cell, -unbounded, unbounded, -1},
        {"hidden", "h", QT_TRANSLATE_NOOP("cell", "hidden state"), "h_t = o_t ⊙ tanh c_t",
            Role::Hidden, -1, 1, -1},
    };
    return all;
}

std::span<const Phase> Lstm::phases() const
{
    static const Phase all[]{
        {"forget", QT_TRANSLATE_NOOP("cell", "forget"),
            QT_TRANSLATE_NOOP("cell", "Forget gate: what to keep"),
            QT_TRANSLATE_NOOP(
                "cell", "Near 1 a unit keeps its old cell state, near 0 it drops it."),
            {Forget}},
        {"store", QT_TRANSLATE_NOOP("cell", "store"),
            QT_TRANSLATE_NOOP("cell", "Input gate: what to store"),
            QT_TRANSLATE_NOOP("cell",
                "The candidate proposes a new content, the input gate says how much of it each "
                "unit takes "
                "in."),
            {Input, Candidate}},
        {"update", QT_TRANSLATE_NOOP("cell", "update"),
            QT_TRANSLATE_NOOP("cell", "Cell state: the update"),
            QT_TRANSLATE_NOOP("cell",
                "Old content times the forget gate plus new content times the input gate. Nothing "
                "squashes "
                "the cell line: where f stays near 1, a memory lasts."),
            {CellState}},
        {"output", QT_TRANSLATE_NOOP("cell", "output"),
            QT_TRANSLATE_NOOP("cell", "Output gate: what to show"),
            QT_TRANSLATE_NOOP("cell",
                "The output gate decides which part of the memory leaves the cell now. A closed "
                "unit still "
                "remembers."),
            {Output, Hidden}},
    };
    return all;
}

void Lstm::forward(const Weights& weights, const Matrix& x, const std::vector<Vector>& start,
    LayerTrace& out, Watch& watch) const
{
    const Index n = weights.units();
    const Index steps = x.cols();
    prepare(*this, n, steps, start, out);
    out.kept.resize(n, steps);
    // a_t = W x_t + b + d, for all steps at once; rows i f g o
    out.pre.noalias() = weights.w * x;
    out.pre.colwise() += weights.b + weights.d;
    auto& track = out.tracks;
    for (Index t = 0; t < steps && !stopped(watch, t, steps); ++t) {
        auto a = out.pre.col(t);
        if (t > 0)
            a.noalias() += weights.u * track[Hidden].col(t - 1);
        else
            a.noalias() += weights.u * start[Hidden];
        // i, f, o = σ(a);  g = tanh(a)
        track[Input].col(t) = sigmoid(a.segment(0, n).array());
        track[Forget].col(t) = sigmoid(a.segment(n, n).array());
        track[Candidate].col(t) = a.segment(2 * n, n).array().tanh();
        track[Output].col(t) = sigmoid(a.segment(3 * n, n).array());
        // c_t = f ⊙ c_{t−1} + i ⊙ g
        auto c = track[CellState].col(t).array();
        if (t > 0)
            c = track[Forget].col(t).array() * track[CellState].col(t - 1).array();
        else
            c = track[Forget].col(t).array() * start[CellState].array();
        c += track[Input].col(t).array() * track[Candidate].col(t).array();
        // h_t = o ⊙ tanh c_t
        out.kept.col(t) = c.tanh();
        track[Hidden].col(t) = track[Output].col(t).array() * out.kept.col(t).array();
    }
}

void Lstm::backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
    LayerTrace& grad, Matrix& dx, Weights* weightGrad, Watch& watch) const
{
    const auto& track = values.tracks;
    auto& d = grad.tracks;
    const Index n = values.units();
    const Index steps = values.steps();
    grad.pre.resizeLike(values.pre);
    for (Index t = steps - 1; t >= 0 && !stopped(watch, steps - 1 - t, steps); --t) {
        const auto i = track[Input].col(t).array(), f = track[Forget].col(t).array();
        const auto g = track[Candidate].col(t).array(), o = track[Output].col(t).array();
        const auto tanhC = values.kept.col(t).array();
        const auto dh = d[Hidden].col(t).array();
        auto dc = d[CellState].col(t).array();
        // δo = δh ⊙ tanh c;  δc += δh ⊙ o ⊙ (1 − tanh² c)
        d[Output].col(t) = dh * tanhC;
        dc += dh * o * (1 - tanhC.square());
        // δi = δc ⊙ g;  δg = δc ⊙ i;  δf = δc ⊙ c_{t−1};  δc_{t−1} += δc ⊙ f
        d[Input].col(t) = dc * g;
        d[Candidate].col(t) = dc * i;
        if (t > 0) {
            d[Forget].col(t) = dc * track[CellState].col(t - 1).array();
            d[CellState].col(t - 1).array() += dc * f;
        } else {
            d[Forget].col(t) = dc * values.start[CellState].array();
            grad.start[CellState] = dc * f;
        }
        // through the activations, then δh_{t−1} += Uᵀ δa
        auto da = grad.pre.col(t);
        da.segment(0, n) = d[Input].col(t).array() * i * (1 - i);
        da.segment(n, n) = d[Forget].col(t).array() * f * (1 - f);
        da.segment(2 * n, n) = d[Candidate].col(t).array() * (1 - g.square());
        da.segment(3 * n, n) = d[Output].col(t).array() * o * (1 - o);
        if (t > 0)
            d[Hidden].col(t - 1).noalias() += weights.u.transpose() * da;
        else
            grad.start[Hidden].noalias() = weights.u.transpose() * da;
    }
    dx.noalias() = weights.w.transpose() * grad.pre;
    if (weightGrad)
        addWeightGradients(x, track[Hidden], values.start[Hidden], grad.pre, grad.pre, *weightGrad);
}

Explanation Lstm::explain(const Weights& weights, const Matrix& x, const LayerTrace& values,
    int track, Index unit, Index step) const
{
    const auto at
        = [&](int which) { return static_cast<double>(values.tracks[which](unit, step)); };
    if (track == CellState)
        return sum({{"f_t c_{t−1}", at(Forget) * values.previous(CellState, step)(unit)},
            {"i_t g_t", at(Input) * at(Candidate)}});
    if (track == Hidden) {
        Explanation e;
        e.terms = {{"o_t", at(Output)}, {"tanh c_t", values.kept(unit, step)}};
        e.join = '*';
        e.argument = e.value = at(Hidden);
        return e;
    }
    const Track& which = tracks()[static_cast<size_t>(track)];
    const Index row = which.block * values.units() + unit;
    Explanation e
        = sum(affineTerms(weights, row, x.col(step), values.previous(Hidden, step), which.symbol));
    e.function = which.role == Role::Gate ? "σ" : "tanh";
    e.value = at(track);
    return e;
}

} // namespace rnnscope
