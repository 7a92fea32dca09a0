#include "core/run/loss.h"

#include "core/run/dense.h"

#include <cmath>

namespace rnnscope {

namespace {

using Doubles = Eigen::ArrayXd;

/// −log softmax(y)_target
double crossEntropy(const Doubles& y, int target)
{
    const double most = y.maxCoeff();
    return most + std::log((y - most).exp().sum()) - y(target);
}

/// ∂L_t/∂y at one step.
void addGradient(Loss loss, const Sequence& sequence, Index t, Eigen::Ref<Vector> y)
{
    switch (loss) {
    case Loss::CrossEntropy: { // ∂(−log softmax(y)_target)/∂y = softmax(y) − onehot(target)
        y = (y.array() - y.maxCoeff()).exp();
        y /= y.sum();
        y(sequence.targets[static_cast<size_t>(t)]) -= 1;
        return;
    }
    case Loss::SquaredError:
        y -= sequence.goals.col(t);
        return;
    case Loss::OutputSum:
        break;
    }
    y.setOnes();
}

} // namespace

Loss lossOf(const Model& model, const Sequence& sequence)
{
    if (!model.head.empty() && sequence.goals.cols() == sequence.steps())
        return Loss::SquaredError;
    const bool hasTargets = std::ssize(sequence.targets) == sequence.steps();
    return !model.head.empty() && hasTargets ? Loss::CrossEntropy : Loss::OutputSum;
}

bool hasLoss(const Model& model, const Sequence& sequence, Index step)
{
    switch (lossOf(model, sequence)) {
    case Loss::CrossEntropy:
        return sequence.targets[static_cast<size_t>(step)] >= 0;
    case Loss::SquaredError:
        return sequence.goals.col(step).allFinite();
    case Loss::OutputSum:
        break;
    }
    return true;
}

Index lossCount(const Model& model, const Sequence& sequence)
{
    Index count = 0;
    for (Index t = 0; t < sequence.steps(); ++t)
        count += hasLoss(model, sequence, t);
    return count;
}

Index lastLoss(const Model& model, const Sequence& sequence)
{
    Index t = sequence.steps() - 1;
    while (t > 0 && !hasLoss(model, sequence, t))
        --t;
    return t;
}

std::vector<double> losses(const Model& model, const Sequence& sequence, const Trace& trace)
{
    return losses(model, sequence, trace, 0);
}

std::vector<double> losses(
    const Model& model, const Sequence& sequence, const Trace& trace, Index index)
{
    std::vector<double> all(static_cast<size_t>(trace.steps()), 0);
    const Loss loss = lossOf(model, sequence);
    const Matrix& outputs = model.head.empty() ? headInput(model, trace) : trace.logits;
    for (Index t = 0; t < trace.steps(); ++t) {
        if (!hasLoss(model, sequence, t))
            continue;
        const auto i = static_cast<size_t>(t);
        const Doubles y = outputs.col(t * trace.batch + index).cast<double>();
        if (loss == Loss::CrossEntropy)
            all[i] = crossEntropy(y, sequence.targets[i]);
        else if (loss == Loss::SquaredError)
            all[i] = (y - sequence.goals.col(t).cast<double>().array()).square().sum() / 2;
        else
            all[i] = y.sum();
    }
    return all;
}

Matrix outputGradient(const Model& model, std::span<const Sequence> batch, const Trace& trace,
    LossStep step, Watch& watch)
{
    Matrix grad(model.outputs(), trace.x.cols());
    for (Index j = 0; j < grad.cols() && !watch.cancelled(); ++j) {
        const Index t = j / trace.batch;
        const Sequence& sequence = batch[static_cast<size_t>(j % trace.batch)];
        if ((step && *step != t) || !hasLoss(model, sequence, t)) {
            grad.col(j).setZero();
            continue;
        }
        if (!model.head.empty())
            grad.col(j) = trace.logits.col(j);
        addGradient(lossOf(model, sequence), sequence, t, grad.col(j));
    }
    return grad;
}

} // namespace rnnscope
