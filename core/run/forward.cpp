#include "core/run/forward.h"

#include "core/cell/affine.h"
#include "core/run/budget.h"
#include "core/run/dense.h"
#include "core/run/join.h"
#include "core/run/stretch.h"

namespace rnnscope {

namespace {

/// Becomes what enters layer 0: inputs × columns.
void enter(const Model& model, std::span<const Sequence> batch, Watch& watch, Matrix& x)
{
    const Index count = std::ssize(batch);
    const Index steps = batch.front().steps();
    x.resize(model.reads(), steps * count);
    for (Index t = 0; t < steps && !watch.cancelled(); ++t)
        for (Index i = 0; i < count; ++i) {
            const Sequence& sequence = batch[static_cast<size_t>(i)];
            auto column = x.col(t * count + i);
            if (sequence.ids.empty())
                column = sequence.values.col(t);
            else if (const int id = sequence.ids[static_cast<size_t>(t)];
                     model.entry == Entry::Embedding)
                column = model.embedding.col(id);
            else
                column = Vector::Unit(x.rows(), id);
        }
    Team team;
    Pass pass{watch, team};
    for (const Dense& dense : model.before) {
        DenseTrace values;
        applyDense(dense, x, 0, x.cols(), values, pass);
        x = std::move(values.out);
    }
}

/// The start of a layer, every sequence of the batch alike where the model stores one.
std::vector<Matrix> startOf(const Layer& layer, Index batch)
{
    std::vector<Matrix> start = layer.cell->noStart(layer.weights, batch);
    for (size_t i = 0; i < layer.start.size(); ++i)
        if (layer.start[i].size() > 0)
            start[i] = layer.start[i].replicate(1, batch);
    return start;
}

/// The first step of its reading that a layer has to compute, when its input and holds changed in
/// `changed`; afterwards `changed` is where its states did.
Index readingFrom(const Layer& layer, Index steps, Stretch& changed)
{
    if (layer.backward) {
        const Index from = steps - 1 - changed.last;
        changed.first = 0;
        return from;
    }
    changed.last = steps - 1;
    return changed.first;
}

/// Where what a layer reads changed, or with the number of layers what the head reads.
Stretch inputChanged(const Model& model, const std::vector<Stretch>& changed, int layer)
{
    Stretch all;
    const int source = below(model, layer);
    for (int i = source; i >= 0 && i > below(model, source); --i)
        all.cover(changed[static_cast<size_t>(i)]);
    return all;
}

/// The layers of a run, from the lowest up, and the head.
class Run {
public:
    Run(const Model& model, const RunOptions& options, Trace& trace, Watch& watch)
        : m_model(model)
        , m_options(options)
        , m_trace(trace)
        , m_watch(watch)
    {
    }

    /// @param changed per layer: where its holds differ from those of the trace
    Result<Trace> through(std::vector<Stretch> changed);

private:
    void runLayer(size_t l, Index from);
    void joinWith(size_t l, const Stretch& changed);
    void runAfter(const Stretch& changed);
    void runHead(const Stretch& changed);

    const Model& m_model;
    const RunOptions& m_options;
    Trace& m_trace;
    Watch& m_watch;
};

void Run::runLayer(size_t l, Index from)
{
    const Layer& layer = m_model.layers[l];
    LayerTrace& out = m_trace.layers[l];
    Team team(teamOf(layer.weights, m_trace.steps(), m_options.threads));
    Pass pass{m_watch, team, Held(m_options.holds, static_cast<int>(l)), from};
    layer.cell->forward(layer.weights, inputOf(m_model, m_trace, static_cast<int>(l)), out, pass);
}

void Run::joinWith(size_t l, const Stretch& changed)
{
    const auto hidden = [&](size_t place) -> const Matrix& {
        return m_trace.layers[place].tracks[size_t(m_model.layers[place].cell->hidden())];
    };
    const Pair both{hidden(l - 1), hidden(l)};
    Matrix& joined = m_trace.joined[l];
    joined.resize(m_model.width(l), m_trace.x.cols());
    inStretches(changed.first * m_trace.batch, changed.count() * m_trace.batch, m_watch,
        [&](Index from, Index now) { join(m_model.layers[l].merge, both, from, now, joined); });
}

void Run::runAfter(const Stretch& changed)
{
    const Matrix* in = &inputOf(m_model, m_trace, static_cast<int>(m_model.layers.size()));
    Team team;
    Pass pass{m_watch, team};
    for (size_t i = 0; i < m_model.after.size(); ++i) {
        applyDense(m_model.after[i], *in, changed.first * m_trace.batch,
            changed.count() * m_trace.batch, m_trace.after[i], pass);
        in = &m_trace.after[i].out;
    }
}

void Run::runHead(const Stretch& changed)
{
    const Matrix& top = headInput(m_model, m_trace);
    Matrix& logits = m_trace.logits;
    logits.resize(m_model.head.w.rows(), top.cols());
    Team team;
    Pass pass{m_watch, team};
    const Index first = changed.first * m_trace.batch, count = changed.count() * m_trace.batch;
    multiply(Packed(m_model.head.w), top, first, count, logits, pass);
    inStretches(first, count, m_watch,
        [&](Index from, Index now) { logits.middleCols(from, now).colwise() += m_model.head.b; });
}

Result<Trace> Run::through(std::vector<Stretch> changed)
{
    const int depth = static_cast<int>(m_model.layers.size());
    for (int l = 0; l < depth; ++l) {
        const Watch::Part part(m_watch, l, depth);
        const auto place = static_cast<size_t>(l);
        Stretch& own = changed[place];
        own.cover(inputChanged(m_model, changed, l));
        if (!own.empty())
            runLayer(place, readingFrom(m_model.layers[place], m_trace.steps(), own));
        if (const Stretch both = inputChanged(m_model, changed, l + 1);
            m_model.layers[place].second && !both.empty())
            joinWith(place, both);
        if (m_watch.cancelled())
            return cancelled("Running the model");
    }
    const Stretch top = inputChanged(m_model, changed, depth);
    if (!top.empty())
        runAfter(top);
    if (!top.empty() && !m_model.head.empty())
        runHead(top);
    if (m_watch.cancelled())
        return cancelled("Running the model");
    return std::move(m_trace);
}

} // namespace

const Matrix& inputOf(const Model& model, const Trace& trace, int layer)
{
    const int source = below(model, layer);
    if (source < 0)
        return trace.x;
    const auto place = static_cast<size_t>(source);
    const Layer& one = model.layers[place];
    return one.second ? trace.joined[place]
                      : trace.layers[place].tracks[static_cast<size_t>(one.cell->hidden())];
}

Result<Trace> forward(const Model& model, std::span<const Sequence> batch, Watch& watch,
    const RunOptions& options, Trace reuse)
{
    const Index count = std::ssize(batch);
    const Index steps = batch.front().steps();
    if (const auto error = overBudget(model, steps, count, options.budget))
        return *error;
    Trace trace = std::move(reuse);
    trace.batch = count;
    enter(model, batch, watch, trace.x);
    const size_t depth = model.layers.size();
    trace.layers.resize(depth);
    trace.joined.resize(depth);
    trace.after.resize(model.after.size());
    if (model.head.empty())
        trace.logits.resize(0, 0);
    for (size_t l = 0; l < depth; ++l) {
        const Layer& layer = model.layers[l];
        LayerTrace& out = trace.layers[l];
        out.batch = count;
        out.backward = layer.backward;
        if (!layer.second)
            trace.joined[l].resize(0, 0);
        out.start = options.start.empty() ? startOf(layer, count) : options.start[l];
        layer.cell->prepare(layer.weights, steps * count, out);
    }
    return Run(model, options, trace, watch).through({depth, Stretch{0, steps - 1}});
}

Result<Trace> forward(const Model& model, const Sequence& sequence, Watch& watch,
    const RunOptions& options, Trace reuse)
{
    return forward(model, std::span(&sequence, 1), watch, options, std::move(reuse));
}

Result<Trace> rerun(const Model& model, Trace trace, std::span<const Hold> before, Watch& watch,
    const RunOptions& options)
{
    std::vector<Stretch> changed;
    for (size_t l = 0; l < model.layers.size(); ++l)
        changed.push_back(difference(before, options.holds, static_cast<int>(l), trace.steps()));
    return Run(model, options, trace, watch).through(std::move(changed));
}

ModelState endState(const Model& model, const Trace& trace)
{
    ModelState state(model.layers.size());
    for (size_t l = 0; l < state.size(); ++l) {
        const LayerTrace& layer = trace.layers[l];
        state[l].resize(layer.tracks.size());
        for (size_t i = 0; i < state[l].size(); ++i) {
            const Matrix& track = layer.tracks[i];
            if (model.layers[l].cell->tracks()[i].carried())
                state[l][i] = track.middleCols(
                    layer.backward ? 0 : track.cols() - layer.batch, layer.batch);
        }
    }
    return state;
}

} // namespace rnnscope
