#include "core/run/flow.h"

#include "core/math/norm.h"

namespace rnnscope {

namespace {

std::vector<double> columnNorms(const Matrix& gradient)
{
    std::vector<double> norms(static_cast<size_t>(gradient.cols()));
    for (Index k = 0; k < gradient.cols(); ++k)
        norms[static_cast<size_t>(k)] = normOf(gradient.col(k));
    return norms;
}

std::string lossesOf(LossStep step)
{
    return step ? "the loss at step " + std::to_string(*step) : "the losses of all steps, summed";
}

}

Result<std::vector<Flow>> flow(const Model& model, const Sequence& sequence, const Trace& trace,
    LossStep step, Watch& watch, const RunOptions& options)
{
    const auto gradient = backward(model, sequence, trace, step, watch, nullptr, options);
    if (!gradient)
        return gradient.error();
    return flowOf(model, *gradient, step);
}

std::vector<Flow> flowOf(const Model& model, const Trace& gradient, LossStep step)
{
    std::vector<Flow> flows;
    for (size_t l = 0; l < model.layers.size(); ++l) {
        const auto tracks = model.layers[l].cell->tracks();
        for (size_t i = 0; i < tracks.size(); ++i)
            if (tracks[i].carried())
                flows.push_back({static_cast<int>(l), static_cast<int>(i),
                    columnNorms(gradient.layers[l].tracks[i]),
                    {"M1", "‖∂L/∂" + std::string(tracks[i].symbol) + "_k‖₂", lossesOf(step)}});
    }
    return flows;
}

} // namespace rnnscope
