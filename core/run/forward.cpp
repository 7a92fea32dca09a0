#include "core/run/forward.h"

namespace rnnscope {

namespace {

/// What enters layer 0: inputs × steps.
Matrix enter(const Model& model, const Sequence& sequence)
{
    if (sequence.ids.empty())
        return sequence.values;
    Matrix x = Matrix::Zero(model.inputs(), sequence.steps());
    for (Index t = 0; t < x.cols(); ++t) {
        const int id = sequence.ids[static_cast<size_t>(t)];
        if (model.entry == Entry::Embedding)
            x.col(t) = model.embedding.col(id);
        else
            x(id, t) = 1;
    }
    return x;
}

}

const Matrix& inputOf(const Model& model, const Trace& trace, int layer)
{
    if (layer == 0)
        return trace.x;
    const auto below = static_cast<size_t>(layer - 1);
    return trace.layers[below].tracks[static_cast<size_t>(model.layers[below].cell->hidden())];
}

Result<Trace> forward(
    const Model& model, const Sequence& sequence, Watch& watch, const ModelState& start)
{
    Trace trace;
    trace.x = enter(model, sequence);
    const size_t depth = model.layers.size();
    trace.layers.resize(depth);
    for (size_t l = 0; l < depth; ++l) {
        const Watch::Part part(watch, static_cast<double>(l), static_cast<double>(depth));
        const auto& [cell, weights] = model.layers[l];
        cell->forward(weights, inputOf(model, trace, static_cast<int>(l)),
            start.empty() ? cell->noStart(weights.units()) : start[l], trace.layers[l], watch);
        if (watch.cancelled())
            return cancelled("Running the model");
    }
    if (!model.head.empty()) {
        trace.logits.noalias() = model.head.w * inputOf(model, trace, static_cast<int>(depth));
        trace.logits.colwise() += model.head.b;
    }
    return trace;
}

ModelState endState(const Model& model, const Trace& trace)
{
    ModelState state(model.layers.size());
    for (size_t l = 0; l < state.size(); ++l) {
        state[l].resize(trace.layers[l].tracks.size());
        for (size_t i = 0; i < state[l].size(); ++i)
            if (model.layers[l].cell->tracks()[i].carried())
                state[l][i] = trace.layers[l].tracks[i].col(trace.steps() - 1);
    }
    return state;
}

} // namespace rnnscope
