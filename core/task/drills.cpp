#include "core/task/drills.h"

#include "core/task/table.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

namespace rnnscope {

namespace {

const std::array table{temporalOrder, latch, adding, copying, echo, brackets, counting, reber};

bool asks(const Drill& drill, const Sequence& sequence, Index step)
{
    return drill.outputs.empty() ? !std::isnan(sequence.goals(0, step))
                                 : sequence.targets[static_cast<size_t>(step)] >= 0;
}

std::vector<int> choicesOf(const Drill& drill)
{
    if (!drill.choices.empty())
        return {drill.choices.begin(), drill.choices.end()};
    std::vector<int> all(drill.outputs.size());
    std::iota(all.begin(), all.end(), 0);
    return all;
}

bool right(const Drill& drill, const Sequence& sequence, const Matrix& outputs, Index step)
{
    if (drill.outputs.empty())
        return std::abs(outputs(0, step) - sequence.goals(0, step)) < tolerance;
    const int target = sequence.targets[static_cast<size_t>(step)];
    return std::ranges::all_of(choicesOf(drill),
        [&](int other) { return other == target || outputs(other, step) < outputs(target, step); });
}

} // namespace

std::span<const Drill> drills() { return table; }

const Drill* findDrill(std::string_view id)
{
    const auto found = std::ranges::find(table, id, &Drill::id);
    return found == table.end() ? nullptr : &*found;
}

std::vector<Index> judgedSteps(const Drill& drill, const Sequence& sequence)
{
    std::vector<Index> steps;
    for (Index step = 0; step < sequence.steps(); ++step)
        if (asks(drill, sequence, step) && (!drill.judges || drill.judges(sequence, step)))
            steps.push_back(step);
    return steps;
}

double accuracy(const Drill& drill, const Sequence& sequence, const Matrix& outputs)
{
    assert(outputs.cols() == sequence.steps());
    assert(outputs.rows() == std::max<Index>(1, static_cast<Index>(drill.outputs.size())));
    const std::vector<Index> steps = judgedSteps(drill, sequence);
    assert(!steps.empty());
    const auto count = std::ranges::count_if(
        steps, [&](Index step) { return right(drill, sequence, outputs, step); });
    return static_cast<double>(count) / static_cast<double>(steps.size());
}

} // namespace rnnscope
