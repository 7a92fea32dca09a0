#include "core/run/forward.h"

#include "core/cell/affine.h"
#include "core/run/join.h"

#include <optional>

namespace rnnscope {

namespace {

/// Steps from `first` to `last`; empty where first > last.
struct Stretch {
    Index first = 0;
    Index last = -1;

    bool empty() const { return first > last; }
    void cover(Index from, Index to)
    {
        first = empty() ? from : std::min(first, from);
        last = std::max(last, to);
    }
};

/// What enters layer 0: inputs × columns.
void enter(const Model& model, std::span<const Sequence> batch, Matrix& x)
{
    const Index count = std::ssize(batch);
    const Index steps = batch.front().steps();
    x.resize(model.inputs(), steps * count);
    if (model.entry == Entry::OneHot && !batch.front().ids.empty())
        x.setZero();
    for (Index t = 0; t < steps; ++t)
        for (Index i = 0; i < count; ++i) {
            const Sequence& sequence = batch[static_cast<size_t>(i)];
            auto column = x.col(t * count + i);
            if (sequence.ids.empty())
                column = sequence.values.col(t);
            else if (const int id = sequence.ids[static_cast<size_t>(t)];
                     model.entry == Entry::Embedding)
                column = model.embedding.col(id);
            else
                column(id) = 1;
        }
}

std::string sizeText(std::uint64_t bytes)
{
    const auto megabytes = static_cast<double>(bytes) / (1 << 20);
    return megabytes < 1024
        ? std::to_string(static_cast<int>(megabytes)) + " MiB"
        : std::to_string(static_cast<int>(megabytes / 102.4) / 10.0).substr(0, 4) + " GiB";
}

std::optional<Error> overBudget(const Model& model, Index steps, Index batch, std::uint64_t budget)
{
    const std::uint64_t needed = traceBytes(model, steps, batch);
    if (needed <= budget)
        return {};
    const auto fitting = static_cast<Index>(budget / std::max<std::uint64_t>(1, needed / steps));
    return Error{Fault::Input, "Cannot run the model over " + std::to_string(steps) + " steps",
        "expected to need at most " + sizeText(budget) + " of memory for every value and gradient, "
            + "found that it takes " + sizeText(needed),
        "Take at most " + std::to_string(fitting) + " steps, or a smaller model"};
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

/// Where the holds of a layer differ.
Stretch difference(std::span<const Hold> before, std::span<const Hold> now, int layer, Index steps)
{
    Stretch changed;
    const auto cover = [&](std::span<const Hold> some, std::span<const Hold> others) {
        for (const Hold& hold : some)
            if (hold.layer == layer && std::ranges::find(others, hold) == others.end())
                changed.cover(std::max<Index>(0, hold.first), std::min(steps - 1, hold.last));
    };
    cover(before, now);
    cover(now, before);
    return changed;
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
    void joinWith(size_t l);
    void runHead();

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

void Run::joinWith(size_t l)
{
    const auto hidden = [&](size_t place) -> const Matrix& {
        return m_trace.layers[place].tracks[size_t(m_model.layers[place].cell->hidden())];
    };
    m_trace.joined[l] = join(m_model.layers[l].merge, hidden(l - 1), hidden(l));
}

void Run::runHead()
{
    const Matrix& top = inputOf(m_model, m_trace, static_cast<int>(m_model.layers.size()));
    m_trace.logits.resize(m_model.head.w.rows(), top.cols());
    Team team;
    Pass pass{m_watch, team};
    multiply(Packed(m_model.head.w), top, 0, top.cols(), m_trace.logits, pass);
    m_trace.logits.colwise() += m_model.head.b;
}

Result<Trace> Run::through(std::vector<Stretch> changed)
{
    const size_t depth = m_model.layers.size();
    const Index steps = m_trace.steps();
    bool any = false;
    for (size_t l = 0; l < depth; ++l) {
        const Watch::Part part(m_watch, static_cast<double>(l), static_cast<double>(depth));
        const int source = below(m_model, static_cast<int>(l));
        Stretch& own = changed[l];
        for (int i = source; i >= 0 && i > below(m_model, source); --i)
            if (const Stretch& input = changed[size_t(i)]; !input.empty())
                own.cover(input.first, input.last);
        if (!own.empty())
            runLayer(l, readingFrom(m_model.layers[l], steps, own));
        if (m_watch.cancelled())
            return cancelled("Running the model");
        const bool both = m_model.layers[l].second;
        any = any || !own.empty();
        if (both && !(own.empty() && changed[l - 1].empty()))
            joinWith(l);
    }
    if (any && !m_model.head.empty())
        runHead();
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

std::uint64_t traceBytes(const Model& model, Index steps, Index batch)
{
    Index numbers = model.inputs() + model.outputs();
    for (size_t l = 0; l < model.layers.size(); ++l) {
        const Cell& cell = *model.layers[l].cell;
        const Weights& weights = model.layers[l].weights;
        // the tracks, their arguments and what is kept; a merged output where there is one
        const auto tracks = static_cast<Index>(cell.tracks().size());
        numbers += (tracks + 2 * cell.blocks()) * weights.units();
        numbers += model.layers[l].second ? model.width(l) : 0;
    }
    return 2 * sizeof(Real) * static_cast<std::uint64_t>(numbers)
        * static_cast<std::uint64_t>(steps) * static_cast<std::uint64_t>(batch);
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
    enter(model, batch, trace.x);
    const size_t depth = model.layers.size();
    trace.layers.resize(depth);
    trace.joined.resize(depth);
    for (size_t l = 0; l < depth; ++l) {
        const Layer& layer = model.layers[l];
        LayerTrace& out = trace.layers[l];
        out.batch = count;
        out.backward = layer.backward;
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
