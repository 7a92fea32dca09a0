#include "core/run/chances.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace rnnscope {

namespace {

using Doubles = Eigen::ArrayXd;

/// What makes the scores y of a step probabilities: p = exp(y − peak) / sum.
struct Softmax {
    double peak, sum;
};

std::vector<int> foremost(const Doubles& weights, Index most)
{
    std::vector<int> all(static_cast<size_t>(weights.size()));
    std::iota(all.begin(), all.end(), 0);
    const auto end = all.begin() + std::min<Index>(most, weights.size());
    std::partial_sort(all.begin(), end, all.end(),
        [&](int a, int b) { return weights[a] != weights[b] ? weights[a] > weights[b] : a < b; });
    all.erase(end, all.end());
    return all;
}

}

Chances chancesOf(const Matrix& logits, std::span<const int> targets, Index first, Index count,
    Index most, const Watch& watch)
{
    Chances result;
    result.first = first;
    std::vector<Softmax> steps(static_cast<size_t>(count));
    Doubles weights = Doubles::Zero(logits.rows());
    for (Index i = 0; i < count && !watch.cancelled(); ++i) {
        auto& [peak, sum] = steps[static_cast<size_t>(i)];
        const Doubles y = logits.col(first + i).cast<double>();
        Index best;
        peak = y.maxCoeff(&best);
        Doubles p = (y - peak).exp();
        sum = p.sum();
        p /= sum;
        const int truth = targets.empty() ? -1 : targets[static_cast<size_t>(first + i)];
        result.best.push_back(static_cast<int>(best));
        result.truths.push_back(truth);
        result.given.push_back(truth < 0 ? std::numeric_limits<double>::quiet_NaN() : p[truth]);
        weights += p.isFinite().select(p, 0);
        if (truth >= 0)
            weights[truth] += 1;
    }
    result.outputs = foremost(weights, most);
    result.shares.resize(std::ssize(result.outputs), count);
    for (Index i = 0; i < count && !watch.cancelled(); ++i) {
        const auto& [peak, sum] = steps[static_cast<size_t>(i)];
        const Doubles y = logits.col(first + i)(result.outputs).cast<double>();
        result.shares.col(i) = ((y - peak).exp() / sum).cast<Real>();
    }
    return result;
}

} // namespace rnnscope
