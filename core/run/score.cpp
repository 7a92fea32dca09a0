#include "core/run/score.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace rnnscope {

namespace {

/// How many sequences are run at once: as memory allows.
size_t together(const Model& model, Index steps)
{
    constexpr std::uint64_t most = 64;
    return std::clamp<std::uint64_t>(memoryBudget / traceBytes(model, steps), 1, most);
}

/// The first ones of one length.
std::span<const Sequence> alike(const Model& model, std::span<const Sequence> sequences)
{
    const Index steps = sequences.front().steps();
    const auto other = std::ranges::find_if(
        sequences, [=](const Sequence& one) { return one.steps() != steps; });
    const auto count = static_cast<size_t>(other - sequences.begin());
    return sequences.first(std::min(count, together(model, steps)));
}

Matrix outputsOf(const Trace& trace, Index index)
{
    Matrix outputs(trace.logits.rows(), trace.steps());
    for (Index t = 0; t < trace.steps(); ++t)
        outputs.col(t) = trace.logits.col(t * trace.batch + index);
    return outputs;
}

double sumOfLosses(const Model& model, const Sequence& sequence, const Trace& trace, Index index)
{
    const std::vector<double> all = losses(model, sequence, trace, index);
    return std::accumulate(all.begin(), all.end(), 0.0);
}

} // namespace

double rightTargets(const Sequence& sequence, const Matrix& outputs)
{
    Index asked = 0, right = 0;
    for (Index t = 0; t < outputs.cols(); ++t) {
        const int target = sequence.targets[static_cast<size_t>(t)];
        Index best;
        outputs.col(t).maxCoeff(&best);
        asked += target >= 0;
        right += target == best;
    }
    return asked > 0 ? static_cast<double>(right) / static_cast<double>(asked) : 0;
}

Result<Score> score(
    const Model& model, std::span<const Sequence> sequences, const Judge& judge, Watch& watch)
{
    assert(!sequences.empty());
    const auto count = static_cast<double>(sequences.size());
    Score total;
    Index asked = 0;
    Trace memory;
    while (!sequences.empty()) {
        const std::span<const Sequence> batch = alike(model, sequences);
        auto trace = forward(model, batch, watch, {}, std::move(memory));
        if (!trace)
            return trace.error();
        for (size_t i = 0; i < batch.size(); ++i) {
            const auto index = static_cast<Index>(i);
            total.loss += sumOfLosses(model, batch[i], *trace, index);
            total.accuracy += judge(batch[i], outputsOf(*trace, index));
            asked += lossCount(model, batch[i]);
        }
        memory = std::move(*trace);
        sequences = sequences.subspan(batch.size());
    }
    return Score{total.loss / static_cast<double>(asked), total.accuracy / count};
}

Result<double> meanLoss(const Model& model, const Sequence& sequence, Watch& watch)
{
    const auto trace = forward(model, sequence, watch);
    if (!trace)
        return trace.error();
    return sumOfLosses(model, sequence, *trace, 0)
        / static_cast<double>(lossCount(model, sequence));
}

} // namespace rnnscope
