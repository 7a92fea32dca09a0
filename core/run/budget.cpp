#include "core/run/budget.h"

#include <algorithm>

namespace rnnscope {

namespace {

/// Numbers a column of the trace of a layer and of its gradient: every track and its argument, and
/// what each of them keeps.
Index numbersOf(const Layer& layer)
{
    const Cell& cell = *layer.cell;
    const Weights& weights = layer.weights;
    Index one = cell.blocks() * weights.units();
    for (int track = 0; track < static_cast<int>(cell.tracks().size()); ++track)
        one += cell.height(weights, track);
    return 2 * one + cell.kept(weights, false) + cell.kept(weights, true);
}

/// "512 MiB", "4.0 GiB"
std::string sizeText(std::uint64_t bytes)
{
    constexpr std::uint64_t mebi = 1 << 20;
    if (bytes < 1024 * mebi)
        return std::to_string((bytes + mebi - 1) / mebi) + " MiB";
    const std::uint64_t tenths = (bytes / mebi * 10 + 1023) / 1024;
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " GiB";
}

} // namespace

std::uint64_t traceBytes(const Model& model, Index steps, Index batch)
{
    Index numbers = 2 * (std::max(model.reads(), model.inputs()) + model.head.w.rows());
    for (const Dense& dense : model.after)
        numbers += 3 * dense.w.rows();
    for (size_t l = 0; l < model.layers.size(); ++l) {
        numbers += numbersOf(model.layers[l]);
        // what both directions hand on, and ∂L/∂x of the first while the second has its own
        if (model.layers[l].second)
            numbers += 2 * model.width(l) + model.layers[l].weights.inputs();
    }
    return sizeof(Real) * static_cast<std::uint64_t>(numbers) * static_cast<std::uint64_t>(steps)
        * static_cast<std::uint64_t>(batch);
}

std::optional<Error> overBudget(
    std::string what, std::uint64_t needed, std::uint64_t budget, std::string advice)
{
    if (needed <= budget)
        return {};
    return Error{Fault::Input, std::move(what),
        "expected to need at most " + sizeText(budget) + " of memory for every value and gradient, "
            + "found that it takes " + sizeText(needed),
        std::move(advice)};
}

std::optional<Error> overBudget(const Model& model, Index steps, Index batch, std::uint64_t budget)
{
    const std::uint64_t fitting = budget / traceBytes(model, 1, batch);
    return overBudget("Cannot run the model over " + std::to_string(steps) + " steps",
        traceBytes(model, steps, batch), budget,
        fitting > 0 ? "Take at most " + std::to_string(fitting) + " steps, or a smaller model"
                    : "Take a smaller model");
}

} // namespace rnnscope
