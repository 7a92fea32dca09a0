#include "core/load/tracearrays.h"

#include "core/model/depth.h"
#include "core/run/dense.h"

namespace rnnscope {

namespace {

/// A track as it is saved: T rows × units.
Tensor array(std::string name, const Matrix& track)
{
    return tensorOf(std::move(name), track.transpose());
}

void appendLayer(std::vector<Tensor>& arrays, const std::string& layer, const Cell& cell,
    const LayerTrace& trace, bool preactivation)
{
    const std::span<const Track> tracks = cell.tracks();
    for (size_t i = 0; i < tracks.size(); ++i) {
        const std::string name = layer + "/" + std::string(tracks[i].id);
        arrays.push_back(array(name, trace.tracks[i]));
        if (preactivation && tracks[i].block >= 0) {
            const Index units = trace.units();
            arrays.push_back(
                array(name + ".pre", trace.pre.middleRows(tracks[i].block * units, units)));
        }
    }
}

}

std::vector<Tensor> traceArrays(
    const Model& model, const Trace& trace, bool preactivation, int first)
{
    std::vector<Tensor> arrays{array("x", trace.x)};
    for (size_t l = 0; l < trace.layers.size(); ++l)
        appendLayer(arrays, layerId(model, static_cast<int>(l), first), *model.layers[l].cell,
            trace.layers[l], preactivation);
    if (trace.logits.size() > 0)
        arrays.push_back(array("logits", trace.logits));
    if (model.head.softmax || model.head.activation != linear)
        arrays.push_back(array("outputs", answerOf(model, trace)));
    return arrays;
}

} // namespace rnnscope
