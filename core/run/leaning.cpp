#include "core/run/leaning.h"

#include "core/run/each.h"

namespace rnnscope {

Result<Leaning> leaning(const Model& model, const Trace& trace, Index step,
    std::optional<Index> output, Watch& watch, const RunOptions& options)
{
    const Index outputs = model.outputs();
    const Matrix gradients
        = output ? Matrix(Vector::Unit(outputs, *output)) : Matrix::Identity(outputs, outputs);
    const std::vector<Index> steps(static_cast<size_t>(gradients.cols()), step);
    Eigen::ArrayXd squares = Eigen::ArrayXd::Zero(trace.steps());
    const auto add = [&](const Trace& gradient, Index first) {
        for (Index j = 0; j < gradient.x.cols(); ++j)
            if (first + j % gradient.batch >= 0)
                squares(j / gradient.batch) += gradient.x.col(j).cast<double>().squaredNorm();
    };
    if (const auto error = eachGradient(model, trace, gradients, steps, watch, options, add))
        return *error;
    squares = squares.sqrt();
    return Leaning{{"M3", output ? "‖∂logit_t/∂x_k‖₂" : "‖∂logits_t/∂x_k‖_F", ""}, step,
        std::vector<double>(squares.begin(), squares.end())};
}

} // namespace rnnscope
