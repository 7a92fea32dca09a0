#include "core/task/facts.h"

#include "core/base/words.h"
#include "core/cell/cells.h"
#include "core/task/drills.h"
#include "core/task/fairness.h"
#include "core/task/subject.h"

#include <algorithm>
#include <array>

namespace rnnscope {

namespace {

std::string optimizerText(const Comparison& comparison)
{
    std::string text = comparison.method == Method::Adam ? "Adam" : "SGD";
    if (comparison.method == Method::Sgd && comparison.momentum > 0)
        text += " with momentum " + numberText(comparison.momentum);
    text += ", rate " + numberText(comparison.rate) + " falling to 0";
    return comparison.clip > 0 ? text + ", gradient norm at most " + numberText(comparison.clip)
                               : text + ", gradient not clipped";
}

std::string reachText(const Comparison& comparison)
{
    return comparison.chunk > 0 ? "truncated after " + std::to_string(comparison.chunk) + " steps"
                                : "through whole sequences";
}

std::string dataText(const Comparison& comparison)
{
    std::string text = comparison.task;
    if (findDrill(comparison.task))
        text += " at distance " + std::to_string(comparison.distance);
    return text + ", " + std::to_string(comparison.batch) + " at once, seed "
        + std::to_string(comparison.dataSeed);
}

std::string startText(const Comparison& comparison)
{
    return std::string(wordOf(comparison.initial)) + ", forget bias "
        + numberText(comparison.forgetBias);
}

std::string seedText(const Comparison& comparison)
{
    std::string text;
    for (const unsigned seed : comparison.seeds)
        text += (text.empty() ? "" : ", ") + std::to_string(seed);
    return text;
}

/// A number of each cell: "RNN 45, LSTM 22", and whether they are alike.
template <class Number>
Fact perCell(const char* what, const Comparison& comparison, double tolerance, Number number)
{
    std::string said;
    Index least = 0, most = 0;
    for (const std::string& id : comparison.cells) {
        const Cell& cell = *findCell(id);
        const Index value = number(cell);
        said += (said.empty() ? "" : ", ") + std::string(cell.name()) + " " + std::to_string(value);
        least = least == 0 ? value : std::min(least, value);
        most = std::max(most, value);
    }
    const auto spread = static_cast<double>(most - least);
    return {what, said, spread <= tolerance * static_cast<double>(least)};
}

} // namespace

std::string numberText(double number)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6g", number);
    return text.data();
}

std::string trainingText(const Comparison& comparison)
{
    return optimizerText(comparison) + ", " + reachText(comparison);
}

std::vector<Fact> factsOf(const Comparison& comparison)
{
    const Frame frame = findSubject(comparison.task, comparison.distance)->frame;
    const auto units = [&](const Cell& cell) { return unitsOf(comparison, cell); };
    const auto parameters
        = [&](const Cell& cell) { return parameterCount(cell, frame, units(cell)); };
    return {
        {QT_TRANSLATE_NOOP("comparison", "the same sequences in the same order"),
            dataText(comparison), true},
        {QT_TRANSLATE_NOOP("comparison", "updates"), std::to_string(comparison.updates), true},
        {QT_TRANSLATE_NOOP("comparison", "training"), trainingText(comparison), true},
        {QT_TRANSLATE_NOOP("comparison", "start of the recurrent weights"), startText(comparison),
            true},
        {QT_TRANSLATE_NOOP("comparison", "seeds of the weights"), seedText(comparison), true},
        perCell(QT_TRANSLATE_NOOP("comparison", "parameters"), comparison, fairSpread, parameters),
        perCell(QT_TRANSLATE_NOOP("comparison", "units"), comparison, 0, units),
    };
}

} // namespace rnnscope
