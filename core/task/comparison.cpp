#include "core/task/comparison.h"

#include "core/cell/cells.h"
#include "core/task/drills.h"
#include "core/task/facts.h"
#include "core/task/subject.h"
#include "core/task/tasks.h"

#include <set>

namespace rnnscope {

namespace {

constexpr std::string_view matches[]{"parameters", "units"};
constexpr std::string_view methods[]{"adam", "sgd"};
constexpr std::string_view initials[]{"uniform", "orthogonal", "identity"};

constexpr const char* reference = "lstm";

Error impossible(std::string expected, std::string found, std::string advice)
{
    return {Fault::Input, "Cannot make this comparison",
        "expected " + std::move(expected) + ", found " + std::move(found), std::move(advice)};
}

std::optional<Error> wrongTask(const Comparison& comparison)
{
    if (findTask(comparison.task)) {
        if (comparison.batch != 1)
            return impossible("1 sequence an update with a text", std::to_string(comparison.batch),
                "Set the minibatch to 1");
        if (comparison.distance != 0)
            return impossible("no distance with a text", std::to_string(comparison.distance),
                "Leave the distance out");
        return {};
    }
    const Drill* drill = findDrill(comparison.task);
    if (!drill)
        return impossible(
            "a task", "“" + comparison.task + "”", "Choose one that rnnscope tasks lists");
    if (comparison.distance < drill->low || comparison.distance > drill->high)
        return impossible("a distance from " + std::to_string(drill->low) + " to "
                + std::to_string(drill->high) + " for " + comparison.task,
            std::to_string(comparison.distance), "Choose one in that range");
    return {};
}

std::optional<Error> wrongCells(const Comparison& comparison)
{
    std::set<std::string> distinct;
    for (const std::string& cell : comparison.cells)
        if (!findCell(cell) || !distinct.insert(cell).second)
            return impossible(
                "different ones of rnn, lstm and gru", "“" + cell + "”", "Name each cell once");
    if (comparison.cells.empty())
        return impossible("at least one cell", "none", "Name for instance lstm");
    const std::set<unsigned> seeds(comparison.seeds.begin(), comparison.seeds.end());
    if (seeds.empty() || seeds.size() != comparison.seeds.size())
        return impossible(
            "different seeds", seeds.empty() ? "none" : "one of them twice", "Give each seed once");
    return {};
}

struct Limit {
    const char* what;
    double value, low, high;
};

std::optional<Error> wrongNumber(const Comparison& c)
{
    const Limit limits[]{
        {"units", static_cast<double>(c.units), 1, 4096},
        {"updates", static_cast<double>(c.updates), 1, 1e7},
        {"sequences an update", static_cast<double>(c.batch), 1, 4096},
        {"steps a chunk", static_cast<double>(c.chunk), 0, 1e6},
        {"for the rate", c.rate, 0, 100},
        {"for the momentum", c.momentum, 0, 0.999},
        {"for the largest gradient norm", c.clip, 0, 1e9},
        {"for the forget bias", c.forgetBias, -100, 100},
        {"updates from checkpoint to checkpoint", static_cast<double>(c.interval), 0, 1e7},
    };
    for (const auto& [what, value, low, high] : limits)
        if (!(value >= low && value <= high))
            return impossible(numberText(low) + " to " + numberText(high) + " " + what,
                numberText(value), "Choose a number in that range");
    return {};
}

} // namespace

std::span<const std::string_view> wordsOf(Match) { return matches; }
std::span<const std::string_view> wordsOf(Method) { return methods; }
std::span<const std::string_view> wordsOf(Initial) { return initials; }

std::optional<Error> misfit(const Comparison& comparison)
{
    if (auto error = wrongTask(comparison))
        return error;
    if (auto error = wrongCells(comparison))
        return error;
    return wrongNumber(comparison);
}

Index unitsOf(const Comparison& comparison, const Cell& cell)
{
    if (comparison.match == Match::Units)
        return comparison.units;
    const Frame frame = findSubject(comparison.task, comparison.distance)->frame;
    return matchedUnits(cell, frame, parameterCount(*findCell(reference), frame, comparison.units));
}

Model startOf(const Comparison& comparison, const Cell& cell, unsigned seed)
{
    const Subject subject = *findSubject(comparison.task, comparison.distance);
    Model model = startModel(findCell(cell.id()), subject.frame, unitsOf(comparison, cell),
        {comparison.initial, comparison.forgetBias, seed});
    model.vocabulary = subject.vocabulary;
    auto& said = model.metadata;
    said["rnnscope.task"] = comparison.task;
    if (comparison.distance > 0)
        said["rnnscope.distance"] = std::to_string(comparison.distance);
    said["rnnscope.seed"] = std::to_string(seed);
    said["rnnscope.data_seed"] = std::to_string(comparison.dataSeed);
    said["rnnscope.steps"] = std::to_string(comparison.updates);
    said["rnnscope.training"] = trainingText(comparison);
    said["rnnscope.start"] = wordOf(comparison.initial);
    if (cell.indexOf("forget") >= 0)
        said["rnnscope.forget_bias"] = numberText(comparison.forgetBias);
    return model;
}

} // namespace rnnscope
