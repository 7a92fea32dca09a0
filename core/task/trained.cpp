#include "core/task/trained.h"

#include "core/task/drills.h"
#include "core/task/subject.h"
#include "core/task/tasks.h"

#include <array>
#include <cstdio>

namespace rnnscope {

namespace {

/// With so many digits behind the point.
std::string fixed(double number, int digits)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", digits, number);
    return text.data();
}

/// "poem-ko 0.031, poem-en 0.028 nats a token", or "0.0012 nats".
Result<std::string> lossText(
    const Comparison& comparison, const Checkpoint& checkpoint, Watch& watch)
{
    const Task* task = findTask(comparison.task);
    if (!task)
        return fixed(checkpoint.score.loss, 4) + " " + std::string(lossUnit(comparison));
    std::string text;
    for (const Example& example : task->examples) {
        const Model& model = *checkpoint.model;
        const auto loss = meanLoss(model, *sequenceFromText(model, example.text), watch);
        if (!loss)
            return loss.error();
        text += (text.empty() ? "" : ", ") + std::string(example.id) + " " + fixed(*loss, 3);
    }
    return text + " nats a token";
}

} // namespace

std::string_view lossUnit(const Comparison& comparison)
{
    const Drill* drill = findDrill(comparison.task);
    return drill && drill->outputs.empty() ? "half squared error" : "nats";
}

Result<Model> trainedModel(const Comparison& comparison, const Checkpoint& checkpoint, Watch& watch)
{
    auto loss = lossText(comparison, checkpoint, watch);
    if (!loss)
        return loss.error();
    Model model = *checkpoint.model;
    model.metadata["rnnscope.loss"] = *std::move(loss);
    model.metadata["rnnscope.accuracy"] = fixed(100 * checkpoint.score.accuracy, 1) + " %";
    return model;
}

std::vector<int> sampleOf(const Comparison& comparison, const Model& model)
{
    if (const Task* task = findTask(comparison.task))
        return sequenceFromText(model, task->examples.front().opening)->ids;
    return findSubject(comparison.task, comparison.distance)->test(comparison.dataSeed).front().ids;
}

} // namespace rnnscope
