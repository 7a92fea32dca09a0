#include "core/run/backward.h"

#include "core/math/activation.h"

#include <cmath>

namespace rnnscope {

namespace {

bool counts(LossStep step, Index t) { return !step || *step == t; }

/// ∂L/∂output of the chosen losses, outputs × steps.
Matrix outputGradient(
    const Model& model, const Sequence& sequence, const Trace& trace, LossStep step)
{
    Matrix grad = Matrix::Zero(model.outputs(), trace.steps());
    const bool crossEntropy = lossOf(model, sequence) == Loss::CrossEntropy;
    for (Index t = 0; t < grad.cols(); ++t) {
        if (!counts(step, t))
            continue;
        if (!crossEntropy) {
            grad.col(t).setOnes();
            continue;
        }
        const int target = sequence.targets[static_cast<size_t>(t)];
        if (target < 0)
            continue;
        // ∂(−log softmax(y)_target)/∂y = softmax(y) − onehot(target)
        grad.col(t) = softmax(trace.logits.col(t));
        grad(target, t) -= 1;
    }
    return grad;
}

ParameterGradients zeroGradients(const Model& model)
{
    ParameterGradients zero;
    zero.embedding = Matrix::Zero(model.embedding.rows(), model.embedding.cols());
    for (const Layer& layer : model.layers)
        zero.layers.push_back(Weights::zero(layer.weights));
    zero.head.w = Matrix::Zero(model.head.w.rows(), model.head.w.cols());
    zero.head.b = Vector::Zero(model.head.b.size());
    return zero;
}

}

Loss lossOf(const Model& model, const Sequence& sequence)
{
    const bool hasTargets = static_cast<Index>(sequence.targets.size()) == sequence.steps();
    return model.predictsTokens() && hasTargets ? Loss::CrossEntropy : Loss::OutputSum;
}

Index lastLoss(const Model& model, const Sequence& sequence)
{
    Index t = sequence.steps() - 1;
    if (lossOf(model, sequence) == Loss::CrossEntropy)
        while (t > 0 && sequence.targets[static_cast<size_t>(t)] < 0)
            --t;
    return t;
}

std::vector<double> losses(const Model& model, const Sequence& sequence, const Trace& trace)
{
    std::vector<double> all(static_cast<size_t>(trace.steps()), 0);
    const bool crossEntropy = lossOf(model, sequence) == Loss::CrossEntropy;
    const Matrix& outputs = model.head.empty()
        ? inputOf(model, trace, static_cast<int>(model.layers.size()))
        : trace.logits;
    for (Index t = 0; t < trace.steps(); ++t) {
        const auto i = static_cast<size_t>(t);
        if (!crossEntropy) {
            all[i] = outputs.col(t).sum();
        } else if (const int target = sequence.targets[i]; target >= 0) {
            const auto y = outputs.col(t).cast<double>();
            const double most = y.maxCoeff();
            all[i] = most + std::log((y.array() - most).exp().sum()) - y(target);
        }
    }
    return all;
}

Result<Trace> backward(const Model& model, const Sequence& sequence, const Trace& trace,
    LossStep step, Watch& watch, ParameterGradients* parameters)
{
    const size_t depth = model.layers.size();
    if (parameters)
        *parameters = zeroGradients(model);
    Trace grad;
    grad.layers.resize(depth);
    Matrix above = outputGradient(model, sequence, trace, step);
    if (!model.head.empty()) {
        grad.logits = std::move(above);
        if (parameters) {
            const Matrix& hidden = inputOf(model, trace, static_cast<int>(depth));
            parameters->head.w.noalias() = grad.logits * hidden.transpose();
            parameters->head.b = grad.logits.rowwise().sum();
        }
        above.noalias() = model.head.w.transpose() * grad.logits;
    }
    for (size_t l = depth; l-- > 0;) {
        const Watch::Part part(
            watch, static_cast<double>(depth - 1 - l), static_cast<double>(depth));
        const auto& [cell, weights] = model.layers[l];
        LayerTrace& layer = grad.layers[l] = cell->zeroTrace(weights.units(), trace.steps());
        layer.tracks[static_cast<size_t>(cell->hidden())] = std::move(above);
        Matrix dx;
        cell->backward(weights, inputOf(model, trace, static_cast<int>(l)), trace.layers[l], layer,
            dx, parameters ? &parameters->layers[l] : nullptr, watch);
        if (watch.cancelled())
            return cancelled("Following the gradient back");
        above = std::move(dx);
    }
    grad.x = std::move(above);
    if (parameters && model.entry == Entry::Embedding)
        for (Index t = 0; t < trace.steps(); ++t)
            parameters->embedding.col(sequence.ids[static_cast<size_t>(t)]) += grad.x.col(t);
    return grad;
}

} // namespace rnnscope
