#include "core/run/dense.h"

#include "core/cell/affine.h"
#include "core/run/forward.h"

namespace rnnscope {

namespace {

/// Calls act(column, slice) for every slice of the columns.
template <class Act>
void eachSlice(Index units, Index first, Index count, const Watch& watch, const Act& act)
{
    inStretches(first, count, watch, [&](Index from, Index now) {
        for (Index j = from; j < from + now; ++j)
            for (Index i = 0; i < sliceCount(units); ++i)
                act(j, Slice::at(i, units));
    });
}

} // namespace

void applyDense(
    const Dense& dense, const Matrix& x, Index first, Index count, DenseTrace& out, Pass& pass)
{
    const Index units = dense.w.rows();
    out.pre.resize(units, x.cols());
    out.out.resize(units, x.cols());
    multiply(Packed(dense.w), x, first, count, out.pre, pass);
    eachSlice(units, first, count, pass.watch, [&](Index j, Slice slice) {
        const Lanes a = slice.load(out.pre, j) + slice.load(dense.b.data());
        slice.store(out.pre, j, a);
        slice.store(out.out, j, dense.activation.of(a));
    });
}

Matrix throughDense(const Dense& dense, const DenseTrace& values, Matrix gradient, Pass& pass)
{
    eachSlice(gradient.rows(), 0, gradient.cols(), pass.watch, [&](Index j, Slice slice) {
        const Lanes slope
            = dense.activation.slope(slice.load(values.pre, j), slice.load(values.out, j));
        slice.store(gradient, j, slice.load(gradient, j) * slope);
    });
    Matrix below(dense.w.cols(), gradient.cols());
    multiply(Packed(dense.w.transpose()), gradient, 0, gradient.cols(), below, pass);
    return below;
}

const Matrix& headInput(const Model& model, const Trace& trace)
{
    return model.after.empty() ? inputOf(model, trace, static_cast<int>(model.layers.size()))
                               : trace.after.back().out;
}

Matrix throughAfter(const Model& model, const Trace& trace, Matrix gradient, Pass& pass)
{
    for (size_t i = model.after.size(); i-- > 0;)
        gradient = throughDense(model.after[i], trace.after[i], std::move(gradient), pass);
    return gradient;
}

Matrix answerOf(const Model& model, const Trace& trace)
{
    if (model.head.empty())
        return headInput(model, trace);
    if (model.head.softmax)
        return softmax(trace.logits);
    const Watch unwatched;
    Matrix answer(trace.logits.rows(), trace.logits.cols());
    eachSlice(answer.rows(), 0, answer.cols(), unwatched, [&](Index j, Slice slice) {
        slice.store(answer, j, model.head.activation.of(slice.load(trace.logits, j)));
    });
    return answer;
}

} // namespace rnnscope
