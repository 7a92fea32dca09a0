#include "core/cell/elman.h"

#include "core/base/words.h"
#include "core/cell/affine.h"

namespace rnnscope {

std::span<const Track> Elman::tracks() const
{
    static const Track all[]{
        {"hidden", "h", QT_TRANSLATE_NOOP("cell", "hidden state"),
            "h_t = tanh(W x_t + U h_{t−1} + b)", Role::Hidden, -1, 1, 0},
    };
    return all;
}

std::span<const Phase> Elman::phases() const
{
    static const Phase all[]{
        {"mix", QT_TRANSLATE_NOOP("cell", "mix"),
            QT_TRANSLATE_NOOP("cell", "Mix the input with the memory"),
            QT_TRANSLATE_NOOP("cell",
                "One weighted sum joins what has just been read with what is remembered. The same "
                "weights "
                "are used at every step."),
            {Hidden}},
        {"squash", QT_TRANSLATE_NOOP("cell", "squash"),
            QT_TRANSLATE_NOOP("cell", "Squash: the new memory"),
            QT_TRANSLATE_NOOP("cell",
                "tanh presses the sum into −1 to 1. A unit near either end is saturated: it hardly "
                "reacts, and hardly any gradient passes it."),
            {Hidden}},
    };
    return all;
}

void Elman::forward(const Weights& weights, const Matrix& x, const std::vector<Vector>& start,
    LayerTrace& out, Watch& watch) const
{
    const Index steps = x.cols();
    prepare(*this, weights.units(), steps, start, out);
    // a_t = W x_t + b + d, for all steps at once
    out.pre.noalias() = weights.w * x;
    out.pre.colwise() += weights.b + weights.d;
    Matrix& h = out.tracks[Hidden];
    for (Index t = 0; t < steps && !stopped(watch, t, steps); ++t) {
        // h_t = tanh(a_t + U h_{t−1})
        auto a = out.pre.col(t);
        if (t > 0)
            a.noalias() += weights.u * h.col(t - 1);
        else
            a.noalias() += weights.u * start[Hidden];
        h.col(t) = a.array().tanh();
    }
}

void Elman::backward(const Weights& weights, const Matrix& x, const LayerTrace& values,
    LayerTrace& grad, Matrix& dx, Weights* weightGrad, Watch& watch) const
{
    const Matrix& h = values.tracks[Hidden];
    Matrix& dh = grad.tracks[Hidden];
    const Index steps = h.cols();
    grad.pre.resizeLike(values.pre);
    for (Index t = steps - 1; t >= 0 && !stopped(watch, steps - 1 - t, steps); --t) {
        // δa_t = δh_t ⊙ (1 − h_t²),  δh_{t−1} += Uᵀ δa_t
        auto da = grad.pre.col(t);
        da = dh.col(t).array() * (1 - h.col(t).array().square());
        if (t > 0)
            dh.col(t - 1).noalias() += weights.u.transpose() * da;
        else
            grad.start[Hidden].noalias() = weights.u.transpose() * da;
    }
    dx.noalias() = weights.w.transpose() * grad.pre;
    if (weightGrad)
        addWeightGradients(x, h, values.start[Hidden], grad.pre, grad.pre, *weightGrad);
}

Explanation Elman::explain(const Weights& weights, const Matrix& x, const LayerTrace& values, int,
    Index unit, Index step) const
{
    Explanation e = sum(affineTerms(weights, unit, x.col(step), values.previous(Hidden, step), ""));
    e.function = "tanh";
    e.value = values.tracks[Hidden](unit, step);
    return e;
}

} // namespace rnnscope
