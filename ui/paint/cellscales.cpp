#include "core/model/depth.h"
#include "ui/paint/cellscene.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace rnnscope {

namespace {

/// A quantity without bounds of its own.
const Track free{"", "", "", "", Role::Cell, -unbounded, unbounded, -1};

/// The values of a track before its activation, units × steps.
auto sumsOf(const Track& track, const LayerTrace& values)
{
    return values.pre.middleRows(track.block * values.units(), values.units());
}

using Scales = std::map<int, Scale>; ///< by track

/// Finds the scale of every node of a layer's drawing.
struct ScaleMaker {
    const Model& model;
    const Trace& trace;
    int layer;
    Scales tracks = {}, sums = {}; ///< measured so far: each takes the whole sequence

    const Cell& cell() const { return *model.layers[static_cast<size_t>(layer)].cell; }
    const Wiring& wiring() const { return cell().wiring(); }
    const LayerTrace& values() const { return trace.layers[static_cast<size_t>(layer)]; }
    const Track& track(int of) const { return cell().tracks()[static_cast<size_t>(of)]; }
    const Node& node(int place) const { return wiring().nodes[static_cast<size_t>(place)]; }

    Scale trackScale(int of);
    Scale sumScale(int of);
    Scale scaleAt(int place);
    Scale operationScale(int place);
};

Scale ScaleMaker::trackScale(int of)
{
    if (!tracks.contains(of))
        tracks[of] = scaleOf(track(of), values().tracks[static_cast<size_t>(of)]);
    return tracks[of];
}

Scale ScaleMaker::sumScale(int of)
{
    if (!sums.contains(of))
        sums[of] = scaleOf(free, sumsOf(track(of), values()));
    return sums[of];
}

Scale ScaleMaker::scaleAt(int place)
{
    const Node& here = node(place);
    if (here.part == Part::Operation)
        return operationScale(place);
    if (here.part == Part::Sum)
        return sumScale(here.track);
    if (here.track >= 0)
        return trackScale(here.track);
    if (here.part == Part::Input)
        return scaleOf(free, inputOf(model, trace, layer));
    if (onTop(model, layer) && !model.head.empty())
        return scaleOf(free, trace.logits);
    return trackScale(cell().hidden());
}

Scale ScaleMaker::operationScale(int place)
{
    const Node& here = node(place);
    if (std::isfinite(here.low) && std::isfinite(here.high))
        return {here.low, here.high};
    const auto& wires = wiring().wires;
    if (here.gate >= 0) {
        const auto entry = std::ranges::find_if(
            wires, [&](const Wire& wire) { return wire.to == place && wire.from != here.gate; });
        if (node(entry->from).part != Part::Operation)
            return scaleAt(entry->from);
    }
    const auto out
        = std::ranges::find_if(wires, [&](const Wire& wire) { return wire.from == place; });
    const Node& next = node(out->to);
    return next.part == Part::Layer ? sumScale(next.track) : scaleAt(out->to);
}

}

std::vector<Scale> nodeScales(const Model& model, const Trace& trace, int layer)
{
    ScaleMaker maker{model, trace, layer};
    const auto count = static_cast<int>(maker.wiring().nodes.size());
    std::vector<Scale> scales;
    for (int node = 0; node < count; ++node)
        scales.push_back(maker.scaleAt(node));
    return scales;
}

} // namespace rnnscope
