#include "core/run/misfit.h"

#include "core/run/loss.h"

#include <algorithm>

namespace rnnscope {

namespace {

Error unusable(std::string expected, std::string found, std::string advice)
{
    return {Fault::Input, "Cannot train on the sequences",
        "expected " + std::move(expected) + ", found " + std::move(found), std::move(advice)};
}

std::optional<Error> wrongIds(std::span<const int> ids, Index below, const char* what)
{
    for (const int id : ids)
        if (id < 0 || id >= below)
            return unusable(std::string(what) + " from 0 to " + std::to_string(below - 1),
                std::to_string(id), "Change that number, or take another model");
    return {};
}

std::optional<Error> wrongInputs(const Model& model, const Sequence& sequence)
{
    if (!sequence.ids.empty() && model.tokens() == 0)
        return unusable(std::to_string(model.reads()) + " numbers a step", "token numbers",
            "Give rows of numbers");
    if (!sequence.ids.empty())
        return wrongIds(sequence.ids, model.tokens(), "token numbers");
    if (model.entry == Entry::Embedding)
        return unusable("token numbers", "values", "Give token numbers");
    if (sequence.values.rows() != model.reads())
        return unusable(std::to_string(model.reads()) + " numbers a step",
            std::to_string(sequence.values.rows()), "Give one row a step with that many numbers");
    if (!sequence.values.allFinite())
        return unusable("finite numbers", "infinite ones or NaN", "Mend these numbers");
    return {};
}

std::optional<Error> wrongGoals(const Model& model, const Sequence& sequence)
{
    const Matrix& goals = sequence.goals;
    if (goals.cols() == sequence.steps() && goals.rows() == model.outputs())
        return {};
    return unusable(
        "goals of " + std::to_string(model.outputs()) + " × " + std::to_string(sequence.steps()),
        std::to_string(goals.rows()) + " × " + std::to_string(goals.cols()),
        "Give each step as many goals as the model has outputs");
}

std::optional<Error> wrongTargets(const Model& model, const Sequence& sequence)
{
    const auto steps = static_cast<size_t>(sequence.steps());
    if (sequence.targets.size() != steps)
        return unusable(std::to_string(steps) + " targets, one a step",
            std::to_string(sequence.targets.size()), "Give −1 where a step has none");
    std::vector<int> asked;
    std::ranges::copy_if(
        sequence.targets, std::back_inserter(asked), [](int target) { return target >= 0; });
    return wrongIds(asked, model.outputs(), "targets");
}

std::optional<Error> wrong(const Model& model, const Sequence& sequence, Index steps)
{
    if (sequence.steps() != steps)
        return unusable("sequences of one length in a minibatch",
            std::to_string(steps) + " and " + std::to_string(sequence.steps()) + " steps",
            "Put those of one length together");
    if (auto error = wrongInputs(model, sequence))
        return error;
    return sequence.goals.size() > 0 ? wrongGoals(model, sequence) : wrongTargets(model, sequence);
}

} // namespace

std::optional<Error> misfit(const Model& model, std::span<const Sequence> batch)
{
    if (model.head.empty())
        return unusable("a model with a head, which answers", "one without",
            "Take a model with a linear layer after the recurrent ones");
    if (std::ranges::any_of(model.layers, &Layer::backward))
        return unusable(
            "layers that read forward", "one that reads backward", "Take a model of one direction");
    if (!model.before.empty() || !model.after.empty())
        return unusable(
            "recurrent layers and a head alone", "other dense layers", "Take a model without them");
    if (batch.empty() || batch.front().steps() == 0)
        return unusable("at least one sequence of at least one step", "none", "Give some data");
    for (const Sequence& sequence : batch)
        if (auto error = wrong(model, sequence, batch.front().steps()))
            return error;
    const auto asks = [&](const Sequence& one) { return lossCount(model, one) > 0; };
    if (std::ranges::none_of(batch, asks))
        return unusable(
            "a target or a goal at some step", "none", "Say what the answers should be");
    return {};
}

} // namespace rnnscope
