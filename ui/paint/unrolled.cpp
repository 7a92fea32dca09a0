#include "ui/paint/unrolled.h"

#include "core/model/depth.h"

#include <algorithm>

namespace rnnscope {

namespace {

int countOf(const Model& model) { return static_cast<int>(model.layers.size()); }

/// The size of the largest finite one.
double largest(const Matrix& values)
{
    if (values.size() == 0)
        return 1;
    const auto sizes = values.array().abs();
    return std::max(1e-6, double(sizes.isFinite().select(sizes, Real(0)).maxCoeff()));
}

}

bool readsBack(const Model& model)
{
    return std::any_of(model.layers.begin(), model.layers.end(),
        [](const Layer& layer) { return layer.backward; });
}

bool whole(const Model& model, int layer)
{
    for (int other = layer; other < countOf(model); ++other)
        if (model.layers[static_cast<size_t>(other)].backward
            && (other == layer || depthOf(model, other) > depthOf(model, layer)))
            return true;
    return false;
}

Presence presenceAt(const Model& model, int selected, double done)
{
    const auto count = static_cast<double>(phases(model, selected).size());
    const bool top = onTop(model, selected);
    const double last = top && !model.head.empty() ? count - 1 : count;
    const double part = done * count; // phases done: the first reads, the last of the top predicts
    const double reading = std::min(part * 2, 1.0), over = done >= 1 ? 1 : 0;
    const int depth = depthOf(model, selected);
    Presence there{readsBack(model) ? 1 : reading, {},
        last < count ? std::clamp(part - last, 0.0, 1.0) : over};
    for (int layer = 0; layer < countOf(model); ++layer) {
        const int other = depthOf(model, layer);
        there.memory.push_back(whole(model, layer) ? 1
                : other < depth                    ? reading
                : other > depth                    ? over
                                                   : std::clamp(part / last, 0.0, 1.0));
    }
    return there;
}

double Tint::at(const Trace& trace, Index step) const
{
    return trace.layers[static_cast<size_t>(layer)].tracks[static_cast<size_t>(track)](unit, step);
}

QColor Tint::colour(const Trace& trace, Index step, const Palette& palette) const
{
    return QColor::fromRgb(scale.colour(at(trace, step), palette));
}

int Unrolled::best(Index step) const
{
    Index row;
    trace->logits.col(step).maxCoeff(&row);
    return static_cast<int>(row);
}

int Unrolled::target(Index step) const
{
    const auto place = static_cast<size_t>(step);
    return place < sequence->targets.size() ? sequence->targets[place] : -1;
}

Verdict Unrolled::verdict(Index step) const
{
    const int wanted = target(step);
    return wanted < 0 ? Verdict::Open : wanted == best(step) ? Verdict::Right : Verdict::Wrong;
}

const Matrix& Unrolled::hidden(int place) const
{
    const auto at = static_cast<size_t>(place);
    return trace->layers[at].tracks[static_cast<size_t>(model->layers[at].cell->hidden())];
}

Unrolled unrolled(ModelPtr model, TracePtr trace, SequencePtr sequence)
{
    Unrolled all{std::move(model), std::move(trace), std::move(sequence)};
    all.inputRange = largest(all.sequence->values);
    all.outputRange = all.model->predictsTokens() ? 1 : largest(all.trace->logits);
    for (int layer = 0; layer < countOf(*all.model); ++layer) {
        const Cell& cell = *all.model->layers[static_cast<size_t>(layer)].cell;
        const Scale one
            = scaleOf(cell.tracks()[static_cast<size_t>(cell.hidden())], all.hidden(layer));
        all.scale = layer == 0
            ? one
            : Scale{std::min(all.scale.low, one.low), std::max(all.scale.high, one.high),
                all.scale.clipped || one.clipped};
    }
    return all;
}

} // namespace rnnscope
