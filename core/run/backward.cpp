#include "core/run/backward.h"

#include "core/base/flush.h"
#include "core/cell/affine.h"
#include "core/run/dense.h"
#include "core/run/join.h"

namespace rnnscope {

namespace {

ParameterGradients zeroGradients(const Model& model)
{
    ParameterGradients zero;
    zero.embedding = Matrix::Zero(model.embedding.rows(), model.embedding.cols());
    for (const Layer& layer : model.layers)
        zero.layers.push_back(Weights::zero(layer.weights));
    zero.head.w = Matrix::Zero(model.head.w.rows(), model.head.w.cols());
    zero.head.b = Vector::Zero(model.head.b.size());
    return zero;
}

/// The layers of a model from the topmost down.
class Descent {
public:
    Descent(const Model& model, const Trace& trace, Trace& grad, const RunOptions& options,
        ParameterGradients* parameters, Watch& watch)
        : m_model(model)
        , m_trace(trace)
        , m_grad(grad)
        , m_options(options)
        , m_parameters(parameters)
        , m_watch(watch)
    {
    }

    /// ∂L/∂(what the top layers hand on) from ∂L/∂(the model's outputs).
    Matrix throughTop(Matrix outputs);
    /// ∂L/∂(what the head reads) from ∂L/∂logits.
    Matrix throughHead(Matrix logits);
    /// ∂L/∂(what layer l reads), from the one of what it hands on.
    Matrix throughLayer(size_t l, Matrix above);
    /// The same for both directions of a depth; l is the place of the second one.
    Matrix throughBoth(size_t l, Matrix above);

private:
    const Matrix& hidden(size_t l) const
    {
        return m_trace.layers[l].tracks[size_t(m_model.layers[l].cell->hidden())];
    }

    const Model& m_model;
    const Trace& m_trace;
    Trace& m_grad;
    const RunOptions& m_options;
    ParameterGradients* m_parameters;
    Watch& m_watch;
    int m_done = 0; ///< layers
};

Matrix Descent::throughTop(Matrix outputs)
{
    Team team;
    if (!m_model.head.empty())
        outputs = throughHead(std::move(outputs));
    Pass pass{m_watch, team};
    return throughAfter(m_model, m_trace, std::move(outputs), pass);
}

Matrix Descent::throughHead(Matrix logits)
{
    const Matrix& top = headInput(m_model, m_trace);
    Team team;
    Pass pass{m_watch, team};
    if (m_parameters) {
        addOuter(logits, top, m_parameters->head.w, pass);
        addColumns(logits, m_parameters->head.b, pass);
    }
    Matrix above(top.rows(), top.cols());
    multiply(Packed(m_model.head.w.transpose()), logits, 0, top.cols(), above, pass);
    m_grad.logits = std::move(logits);
    return above;
}

Matrix Descent::throughLayer(size_t l, Matrix above)
{
    const Watch::Part part(m_watch, m_done++, static_cast<double>(m_model.layers.size()));
    const Layer& layer = m_model.layers[l];
    const LayerTrace& values = m_trace.layers[l];
    LayerTrace& grad = m_grad.layers[l];
    grad.batch = values.batch;
    grad.backward = values.backward;
    layer.cell->prepare(layer.weights, values.columns(), grad, true);
    grad.start.assign(values.start.size(), {});
    grad.tracks[static_cast<size_t>(layer.cell->hidden())] = std::move(above);
    Team team(teamOf(layer.weights, values.steps(), m_options.threads));
    Pass pass{m_watch, team, Held(m_options.holds, static_cast<int>(l))};
    return layer.cell->backward(layer.weights, inputOf(m_model, m_trace, static_cast<int>(l)),
        values, grad, m_parameters ? &m_parameters->layers[l] : nullptr, pass);
}

Matrix Descent::throughBoth(size_t l, Matrix above)
{
    const Pair both{hidden(l - 1), hidden(l)};
    Matrix first(both.first.rows(), above.cols());
    Matrix second(both.second.rows(), above.cols());
    inStretches(0, above.cols(), m_watch, [&](Index from, Index now) {
        part(m_model.layers[l].merge, both, from, now, above, first, second);
    });
    m_grad.joined[l] = std::move(above);
    Matrix input = throughLayer(l, std::move(second));
    const Matrix other = m_watch.cancelled() ? Matrix() : throughLayer(l - 1, std::move(first));
    inStretches(0, input.cols(), m_watch,
        [&](Index from, Index now) { input.middleCols(from, now) += other.middleCols(from, now); });
    return input;
}

void addEmbedding(
    std::span<const Sequence> batch, const Matrix& dx, const Watch& watch, Matrix& grad)
{
    const Index count = std::ssize(batch);
    for (Index j = 0; j < dx.cols() && !watch.cancelled(); ++j) {
        const Sequence& sequence = batch[static_cast<size_t>(j % count)];
        grad.col(sequence.ids[static_cast<size_t>(j / count)]) += dx.col(j);
    }
}

} // namespace

Result<Trace> backwardFrom(const Model& model, std::span<const Sequence> batch, const Trace& trace,
    Matrix outputGradient, Watch& watch, ParameterGradients* parameters, const RunOptions& options,
    Trace reuse)
{
    const FlushToZero vanished;
    const size_t depth = model.layers.size();
    if (parameters)
        *parameters = zeroGradients(model);
    Trace grad = std::move(reuse);
    grad.batch = trace.batch;
    grad.layers.resize(depth);
    grad.joined.assign(depth, {});
    grad.logits.resize(0, 0);
    Descent descent(model, trace, grad, options, parameters, watch);
    Matrix above = descent.throughTop(std::move(outputGradient));
    for (int l = static_cast<int>(depth) - 1; l >= 0; l = below(model, l)) {
        const auto place = static_cast<size_t>(l);
        above = model.layers[place].second ? descent.throughBoth(place, std::move(above))
                                           : descent.throughLayer(place, std::move(above));
        if (watch.cancelled())
            return cancelled("Following the gradient back");
    }
    grad.x = std::move(above);
    if (parameters && model.entry == Entry::Embedding)
        addEmbedding(batch, grad.x, watch, parameters->embedding);
    if (watch.cancelled())
        return cancelled("Following the gradient back");
    return grad;
}

Result<Trace> backward(const Model& model, std::span<const Sequence> batch, const Trace& trace,
    LossStep step, Watch& watch, ParameterGradients* parameters, const RunOptions& options,
    Trace reuse)
{
    Matrix start = outputGradient(model, batch, trace, step, watch);
    if (watch.cancelled())
        return cancelled("Following the gradient back");
    return backwardFrom(
        model, batch, trace, std::move(start), watch, parameters, options, std::move(reuse));
}

Result<Trace> backward(const Model& model, const Sequence& sequence, const Trace& trace,
    LossStep step, Watch& watch, ParameterGradients* parameters, const RunOptions& options,
    Trace reuse)
{
    return backward(
        model, std::span(&sequence, 1), trace, step, watch, parameters, options, std::move(reuse));
}

} // namespace rnnscope
