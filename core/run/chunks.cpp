#include "core/run/chunks.h"

#include "core/math/random.h"

#include <algorithm>
#include <map>

namespace rnnscope {

namespace {

/// Steps up to and with the last one that has a target or a goal.
Index learnedSteps(const Sequence& sequence)
{
    const auto asks = [&](Index t) {
        return sequence.goals.cols() > 0 ? sequence.goals.col(t).allFinite()
                                         : sequence.targets[static_cast<size_t>(t)] >= 0;
    };
    Index steps = sequence.steps();
    while (steps > 0 && !asks(steps - 1))
        --steps;
    return steps;
}

Sequence cut(const Sequence& sequence, Index from, Index to)
{
    Sequence part;
    if (sequence.ids.empty())
        part.values = sequence.values.middleCols(from, to - from);
    else
        part.ids.assign(sequence.ids.begin() + from, sequence.ids.begin() + to);
    if (!sequence.targets.empty())
        part.targets.assign(sequence.targets.begin() + from, sequence.targets.begin() + to);
    if (sequence.goals.cols() > 0)
        part.goals = sequence.goals.middleCols(from, to - from);
    return part;
}

/// The places of the sequences in a random order, in groups of one length and at most `batch`.
std::vector<std::vector<size_t>> deal(
    const std::vector<Sequence>& data, size_t batch, Random& random)
{
    std::vector<size_t> order(data.size());
    for (size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
        std::swap(order[i], order[static_cast<size_t>(random.below(static_cast<int>(i + 1)))]);
    }
    std::vector<std::vector<size_t>> groups;
    std::map<Index, size_t> open; // length → the group that is being filled
    for (const size_t i : order) {
        const auto [group, fresh] = open.try_emplace(data[i].steps(), groups.size());
        if (fresh || groups[group->second].size() == batch) {
            group->second = groups.size();
            groups.emplace_back();
        }
        groups[group->second].push_back(i);
    }
    return groups;
}

} // namespace

Supply inTurn(std::vector<Sequence> data)
{
    return [data = std::move(data), next = size_t(0)]() mutable -> Minibatch {
        if (data.empty())
            return {};
        const size_t now = next;
        next = (next + 1) % data.size();
        return {data[now]};
    };
}

Supply shuffled(std::vector<Sequence> data, int batch, unsigned seed)
{
    return [data = std::move(data), batch = static_cast<size_t>(batch), random = Random(seed),
               groups = std::vector<std::vector<size_t>>()]() mutable {
        if (groups.empty())
            groups = deal(data, batch, random);
        Minibatch now;
        if (groups.empty())
            return now;
        for (const size_t i : groups.back())
            now.push_back(data[i]);
        groups.pop_back();
        return now;
    };
}

std::vector<Minibatch> chunks(const Minibatch& batch, Index length)
{
    Index steps = 0;
    for (const Sequence& sequence : batch)
        steps = std::max(steps, learnedSteps(sequence));
    const Index count = length > 0 ? (steps + length - 1) / length : 1;
    std::vector<Minibatch> pieces(static_cast<size_t>(count));
    for (Index i = 0; i < count; ++i)
        for (const Sequence& sequence : batch)
            pieces[static_cast<size_t>(i)].push_back(
                cut(sequence, i * steps / count, (i + 1) * steps / count));
    return pieces;
}

} // namespace rnnscope
