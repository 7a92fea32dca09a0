#include "core/task/fairness.h"

#include "core/run/loss.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace rnnscope {

namespace {

using Models = std::span<const ModelPtr>;

/// Whether those that say something under one of the keys do not all say the same.
bool differs(Models models, std::initializer_list<const char*> keys)
{
    std::set<std::vector<std::string>> all;
    for (const ModelPtr& model : models) {
        std::vector<std::string> said;
        for (const char* key : keys)
            said.push_back(saidOf(*model, key));
        if (std::ranges::any_of(said, [](const std::string& one) { return !one.empty(); }))
            all.insert(said);
    }
    return all.size() > 1;
}

/// Whether a function of each model is not the same for all.
template <class Function>
bool differs(Models models, Function function)
{
    return std::ranges::any_of(
        models, [&](const ModelPtr& model) { return function(*model) != function(*models[0]); });
}

bool trained(const Model& model) { return updatesOf(model).value_or(0) > 0; }

Index unitCount(const Model& model) { return model.layers.front().weights.units(); }

/// Whether half or more of the memory is lost at each step when training begins, in some only.
bool forgetful(Models models)
{
    constexpr double half = 0.5;
    return std::ranges::any_of(models, [](const ModelPtr& model) {
        return forgetGateOf(*model).value_or(1) <= half;
    }) && differs(models, forgetGateOf);
}

bool lossesDiffer(Models models, std::span<const SequencePtr> sequences)
{
    const Loss first = lossOf(*models[0], *sequences[0]);
    for (size_t m = 1; m < models.size(); ++m)
        if (lossOf(*models[m], *sequences[m]) != first)
            return true;
    return false;
}

} // namespace

std::string saidOf(const Model& model, const std::string& key)
{
    const auto entry = model.metadata.find("rnnscope." + key);
    return entry == model.metadata.end() ? std::string() : entry->second;
}

std::optional<int> updatesOf(const Model& model)
{
    for (const char* key : {"checkpoint", "steps"}) {
        const std::string said = saidOf(model, key);
        int updates = 0;
        if (std::from_chars(said.data(), said.data() + said.size(), updates).ec == std::errc())
            return updates;
    }
    return saidOf(model, "start").empty() ? std::nullopt : std::optional(0);
}

std::string squashingOf(const Model& model)
{
    const Cell& cell = *model.layers.front().cell;
    const auto squash = cell.squash(cell.hidden());
    return squash ? squash->function.text() : "tanh";
}

std::optional<double> forgetGateOf(const Model& model)
{
    const std::string said = saidOf(model, "forget_bias");
    if (said.empty() || model.layers.front().cell->indexOf("forget") < 0)
        return {};
    return said == "random" ? 0.5 : 1 / (1 + std::exp(-std::strtod(said.c_str(), nullptr)));
}

Fairness fairnessOf(Models models, std::span<const SequencePtr> sequences)
{
    Fairness result;
    const auto fewer
        = [](const ModelPtr& a, const ModelPtr& b) { return a->parameters() < b->parameters(); };
    const auto [fewest, most] = std::ranges::minmax_element(models, fewer);
    const auto least = static_cast<double>((*fewest)->parameters());
    result.spread = (static_cast<double>((*most)->parameters()) - least) / least;
    if (result.spread <= fairSpread)
        result.match = Match::Parameters;
    else if (!differs(models, unitCount))
        result.match = Match::Units;
    if (models.size() < 2)
        return result;
    const auto some = [&](auto holds) {
        return std::ranges::any_of(models, [&](const ModelPtr& model) { return holds(*model); });
    };
    const bool untrained
        = some(trained) && some([](const Model& model) { return updatesOf(model) == 0; });
    const std::pair<Unfair, bool> judged[]{
        {Unfair::Size, !result.match},
        {Unfair::UnsaidTask, some([](const Model& model) {
             return saidOf(model, "task").empty() && !updatesOf(model);
         })},
        {Unfair::Untrained, untrained},
        {Unfair::Task, differs(models, {"task", "distance"})},
        {Unfair::Data, differs(models, {"data_seed"})},
        {Unfair::Updates, !untrained && differs(models, {"steps", "checkpoint"})},
        {Unfair::Training, differs(models, {"training"})},
        {Unfair::Seed, differs(models, {"seed"})},
        {Unfair::Loss, lossesDiffer(models, sequences)},
        {Unfair::Activation, differs(models, squashingOf)},
        {Unfair::ForgetGate, forgetful(models)},
        {Unfair::Start, differs(models, {"start", "factor", "radius"})},
    };
    for (const auto& [reason, holds] : judged)
        if (holds)
            result.reasons.push_back(reason);
    return result;
}

} // namespace rnnscope
