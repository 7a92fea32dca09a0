#include "app/measures.h"

#include "core/pack/doubles.h"
#include "core/run/influence.h"
#include "core/run/leaning.h"
#include "core/run/lyapunov.h"
#include "core/run/share.h"
#include "core/run/why.h"

#include <array>

namespace rnnscope {

namespace {

using Arrays = std::vector<Tensor>;

std::span<const double> spanOf(const Eigen::VectorXd& numbers)
{
    return {numbers.data(), static_cast<size_t>(numbers.size())};
}

std::string nameOf(const char* id, const MeasureTask& task, int layer)
{
    return std::string(id) + '/' + task.run.nameOf(static_cast<size_t>(layer));
}

std::string nameOf(const char* id, const MeasureTask& task, int layer, int track)
{
    const Cell& cell = *task.run.model.layers[static_cast<size_t>(layer)].cell;
    return nameOf(id, task, layer) + '/'
        + std::string(cell.tracks()[static_cast<size_t>(track)].id);
}

Result<Arrays> norms(const MeasureTask& task)
{
    const auto flows = flow(task.run.model, task.run.sequence, task.trace, task.loss, task.watch);
    if (!flows)
        return flows.error();
    Arrays arrays;
    for (const Flow& one : *flows)
        arrays.push_back(doublesOf(nameOf("M1", task, one.layer, one.track), one.norms));
    return arrays;
}

Result<Arrays> triangle(const MeasureTask& task)
{
    const auto triangles = flowTriangle(task.run.model, task.run.sequence, task.trace, task.watch);
    if (!triangles)
        return triangles.error();
    Arrays arrays;
    for (const FlowTriangle& one : *triangles)
        arrays.push_back(doublesOf(nameOf("M1.triangle", task, one.layer, one.track), one.norms));
    return arrays;
}

/// A measure by lag of every layer that has it.
template <auto measure>
Result<Arrays> byLag(const MeasureTask& task, const char* id)
{
    Arrays arrays;
    for (int layer = 0; layer < std::ssize(task.run.model.layers); ++layer) {
        const auto found = measure(task.run.model, task.trace, layer, task.watch, {}, task.step);
        if (!found)
            return found.error();
        if (!found->logs.empty())
            arrays.push_back(doublesOf(nameOf(id, task, layer), found->values()));
    }
    return arrays;
}

Result<Arrays> reach(const MeasureTask& task) { return byLag<influence>(task, "M2"); }
Result<Arrays> line(const MeasureTask& task) { return byLag<lineInfluence>(task, "M2.line"); }
Result<Arrays> least(const MeasureTask& task) { return byLag<leastInfluence>(task, "M2.least"); }

Result<Arrays> inputs(const MeasureTask& task)
{
    const auto found = leaning(task.run.model, task.trace,
        task.step.value_or(task.trace.steps() - 1), task.output, task.watch);
    if (!found)
        return found.error();
    return Arrays{doublesOf("M3", found->norms)};
}

Result<Arrays> shares(const MeasureTask& task)
{
    const auto found = lagShares(task.run.model, task.run.sequence, task.trace, task.watch);
    if (!found)
        return found.error();
    Arrays arrays;
    for (const Shares& one : *found)
        arrays.push_back(doublesOf(nameOf("M4", task, one.layer), one.parts));
    return arrays;
}

Result<Arrays> exponents(const MeasureTask& task)
{
    Arrays arrays;
    for (int layer = 0; layer < std::ssize(task.run.model.layers); ++layer) {
        const auto found = lyapunov(task.run.model, task.trace, layer, task.count, task.watch);
        if (!found)
            return found.error();
        arrays.push_back(doublesOf(nameOf("M5", task, layer), found->rates));
    }
    return arrays;
}

void append(Arrays& arrays, const std::string& name, const PerUnit& numbers)
{
    if (numbers.units.size() > 0)
        arrays.push_back(doublesOf(name, spanOf(numbers.units)));
}

void append(Arrays& arrays, const MeasureTask& task, const Why& found)
{
    for (const BlockSpectrum& block : found.blocks) {
        const std::string name = nameOf("M6", task, found.layer, block.track);
        Eigen::MatrixXd parts(block.eigenvalues.size(), 2);
        parts << block.eigenvalues.real(), block.eigenvalues.imag();
        arrays.push_back(doublesOf(name + "/eigenvalues", parts));
        arrays.push_back(doublesOf(name + "/singular", spanOf(block.singular)));
    }
    for (const TrackState& track : found.tracks) {
        const std::string name = nameOf("M6", task, found.layer, track.track);
        append(arrays, name + "/mean", track.mean);
        append(arrays, name + "/slope", track.slope);
        append(arrays, name + "/low", track.low);
        append(arrays, name + "/high", track.high);
    }
    append(arrays, nameOf("M6", task, found.layer) + "/memory", found.memory);
}

Result<Arrays> reasons(const MeasureTask& task)
{
    Arrays arrays;
    for (int layer = 0; layer < std::ssize(task.run.model.layers); ++layer) {
        const auto found = why(task.run.model, task.trace, layer, task.watch);
        if (!found)
            return found.error();
        append(arrays, task, *found);
    }
    return arrays;
}

constexpr std::array table{
    MeasureArrays{
        "M1", "norms of the total derivative of the loss by each state (length T)", norms, true},
    MeasureArrays{"M1.triangle", "the same for each step's loss by itself (T × T)", triangle, true},
    MeasureArrays{"M2", "how far states reach: ‖∂s_T/∂s_k‖₂ by lag", reach},
    MeasureArrays{"M2.line", "the same along the cell line only", line},
    MeasureArrays{"M2.least", "the smallest singular value by lag", least},
    MeasureArrays{"M3", "‖∂logit_t/∂x_k‖ (length T)", inputs},
    MeasureArrays{"M4", "the share of ∂L/∂U by lag", shares, true},
    MeasureArrays{"M5", "Lyapunov exponents, nats a step", exponents},
    MeasureArrays{
        "M6", "eigenvalues and singular values of U, means, slopes, saturation, memory", reasons},
};

} // namespace

std::span<const MeasureArrays> measureArrays() { return table; }

} // namespace rnnscope
