#include "core/run/flow.h"

namespace rnnscope {

namespace {

std::vector<double> columnNorms(const Matrix& gradient)
{
    std::vector<double> norms(static_cast<size_t>(gradient.cols()));
    // stableNorm: squares of float gradients below 1e-19 would underflow to zero.
    for (Index k = 0; k < gradient.cols(); ++k)
        norms[static_cast<size_t>(k)] = gradient.col(k).stableNorm();
    return norms;
}

}

Result<std::vector<Flow>> flow(
    const Model& model, const Sequence& sequence, const Trace& trace, LossStep step, Watch& watch)
{
    const auto gradient = backward(model, sequence, trace, step, watch);
    if (!gradient)
        return gradient.error();
    std::vector<Flow> flows;
    for (size_t l = 0; l < model.layers.size(); ++l) {
        const auto tracks = model.layers[l].cell->tracks();
        for (size_t i = 0; i < tracks.size(); ++i)
            if (tracks[i].carried())
                flows.push_back({static_cast<int>(l), static_cast<int>(i),
                    columnNorms(gradient->layers[l].tracks[i])});
    }
    return flows;
}

Result<std::vector<FlowTriangle>> flowTriangle(
    const Model& model, const Sequence& sequence, const Trace& trace, Watch& watch)
{
    const Index steps = trace.steps();
    std::vector<FlowTriangle> triangles;
    for (Index t = 0; t < steps; ++t) {
        const Watch::Part part(watch, static_cast<double>(t), static_cast<double>(steps));
        const auto flows = flow(model, sequence, trace, t, watch);
        if (!flows)
            return flows.error();
        for (size_t i = 0; i < flows->size(); ++i) {
            const Flow& one = (*flows)[i];
            if (t == 0)
                triangles.push_back({one.layer, one.track, Eigen::MatrixXd::Zero(steps, steps)});
            for (Index k = 0; k <= t; ++k)
                triangles[i].norms(t, k) = one.norms[static_cast<size_t>(k)];
        }
    }
    return triangles;
}

} // namespace rnnscope
