#include "core/cell/nodes.h"

#include "core/cell/affine.h"

namespace rnnscope {

Vector multiplied(const Weights&, const std::vector<Vector>& in)
{
    Vector result = in.front();
    for (size_t i = 1; i < in.size(); ++i)
        result.array() *= in[i].array();
    return result;
}

Vector total(const Weights&, const std::vector<Vector>& in)
{
    Vector result = in.front();
    for (size_t i = 1; i < in.size(); ++i)
        result += in[i];
    return result;
}

Vector complement(const Weights&, const std::vector<Vector>& in) { return 1 - in.front().array(); }

Compute applying(const Activation& f, Real clip)
{
    return [=](const Weights&, const std::vector<Vector>& in) {
        const Index units = in.front().size();
        Vector result(units);
        for (Index i = 0; i < sliceCount(units); ++i) {
            const Slice slice = Slice::at(i, units);
            slice.store(result.data(), f.of(clamped(slice.load(in.front().data()), clip)));
        }
        return result;
    };
}

namespace {

Vector trackValue(const Cell& cell, const Node& node, const LayerTrace& values, Index step)
{
    const auto track = static_cast<size_t>(node.track);
    if (node.part == Part::Before)
        return values.previous(node.track, step);
    if (node.part == Part::Sum)
        return values.pre.col(step).segment(
            cell.tracks()[track].block * values.units(), values.units());
    return values.tracks[track].col(step);
}

}

std::vector<NodeValues> nodeValues(
    const Cell& cell, const Weights& weights, const Vector& x, const LayerTrace& values, Index step)
{
    const Wiring& wiring = cell.wiring();
    std::vector<NodeValues> all(wiring.nodes.size());
    for (size_t i = 0; i < all.size(); ++i) {
        const Node& node = wiring.nodes[i];
        if (node.part == Part::Input) {
            all[i].value = x;
        } else if (node.part == Part::Operation) {
            for (const Wire& wire : wiring.wires)
                if (wire.to == static_cast<int>(i))
                    all[i].terms.push_back(all[static_cast<size_t>(wire.from)].value);
            all[i].value = node.compute(weights, all[i].terms);
        } else if (node.track >= 0) {
            all[i].value = trackValue(cell, node, values, step);
        }
    }
    return all;
}

} // namespace rnnscope
