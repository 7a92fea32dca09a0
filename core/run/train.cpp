#include "core/run/train.h"

#include "core/run/arrays.h"
#include "core/run/misfit.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace rnnscope {

namespace {

/// The network in training, and the memory that one update hands to the next.
class Trainer {
public:
    Trainer(Model model, Supply supply, const TrainOptions& options, Watch& watch)
        : m_model(std::move(model))
        , m_supply(std::move(supply))
        , m_options(options)
        , m_watch(watch)
        , m_optimizer(makeOptimizer(options.method, options.momentum))
    {
    }
    Trainer(const Trainer&) = delete;
    Trainer& operator=(const Trainer&) = delete;

    Result<TrainProgress> update(int step);
    Model takeModel() { return std::move(m_model); }

private:
    std::optional<Error> refill();
    std::optional<Error> read();
    std::optional<Error> readAsking();
    std::optional<Error> follow();
    double meanLoss() const;
    const Minibatch& chunk() const { return m_chunks[m_next - 1]; }

    Model m_model;
    Supply m_supply;
    const TrainOptions& m_options;
    Watch& m_watch;
    std::unique_ptr<Optimizer> m_optimizer;
    std::vector<Minibatch> m_chunks; ///< of the present minibatch
    size_t m_next = 0; ///< the chunk after the one that was read last
    Index m_count = 0; ///< steps that ask, in that one
    Trace m_trace; ///< of that one
    Trace m_gradient;
    ParameterGradients m_parameters;
};

std::optional<Error> Trainer::refill()
{
    const Minibatch batch = m_supply();
    if (auto error = misfit(m_model, batch))
        return error;
    m_chunks = chunks(batch, m_options.chunk);
    m_next = 0;
    return {};
}

/// Reads the next chunk, from where the one before it ended.
std::optional<Error> Trainer::read()
{
    if (m_next == m_chunks.size())
        if (auto error = refill())
            return error;
    ModelState start = m_next == 0 ? ModelState{} : endState(m_model, m_trace);
    const Minibatch& now = m_chunks[m_next++];
    auto trace = forward(m_model, now, m_watch,
        {.start = std::move(start), .threads = m_options.threads}, std::move(m_trace));
    if (!trace)
        return trace.error();
    m_trace = std::move(*trace);
    m_count = 0;
    for (const Sequence& sequence : now)
        m_count += lossCount(m_model, sequence);
    return {};
}

std::optional<Error> Trainer::readAsking()
{
    const Watch::Part half(m_watch, 0, 2);
    do
        if (auto error = read())
            return error;
    while (m_count == 0);
    return {};
}

std::optional<Error> Trainer::follow()
{
    const Watch::Part half(m_watch, 1, 2);
    auto gradient = backward(m_model, chunk(), m_trace, std::nullopt, m_watch, &m_parameters,
        {.threads = m_options.threads}, std::move(m_gradient));
    if (!gradient)
        return gradient.error();
    m_gradient = std::move(*gradient);
    return {};
}

double Trainer::meanLoss() const
{
    double sum = 0;
    for (size_t i = 0; i < chunk().size(); ++i) {
        const auto all = losses(m_model, chunk()[i], m_trace, static_cast<Index>(i));
        sum += std::accumulate(all.begin(), all.end(), 0.0);
    }
    return sum / static_cast<double>(m_count);
}

Error notFinite(int step, const std::string& what, double found)
{
    return {Fault::Model, "Cannot train on after update " + std::to_string(step - 1),
        "expected a finite " + what + ", found " + std::to_string(found), "Choose a lower rate"};
}

Result<TrainProgress> Trainer::update(int step)
{
    const Watch::Part part(m_watch, step - 1, m_options.steps);
    if (auto error = readAsking())
        return *error;
    const double loss = meanLoss();
    if (!std::isfinite(loss))
        return notFinite(step, "loss", loss);
    if (auto error = follow())
        return *error;
    const Arrays gradients = arraysOf(m_parameters);
    const Norms norms = clip(gradients, m_count, m_options.clip);
    if (!std::isfinite(norms.before))
        return notFinite(step, "gradient norm", norms.before);
    const double rate = m_options.rate * (m_options.steps - step + 1) / m_options.steps;
    m_optimizer->step(rate, arraysOf(m_model), gradients);
    TrainProgress done{step, loss, norms.before, norms.after};
    if (std::ranges::binary_search(m_options.keep, step))
        done.model = std::make_shared<const Model>(m_model);
    return done;
}

std::optional<Error> senseless(const TrainOptions& options)
{
    const auto wrong = [](const std::string& expected, double found) {
        return Error{Fault::Input, "Cannot train so",
            "expected " + expected + ", found " + std::to_string(found), "Change that number"};
    };
    if (options.steps < 1)
        return wrong("at least one update", options.steps);
    if (options.chunk < 0)
        return wrong("chunks of at least one step, or 0 for whole sequences", options.chunk);
    if (!(options.rate >= 0) || !std::isfinite(options.rate))
        return wrong("a rate of at least 0", options.rate);
    if (!(options.clip >= 0))
        return wrong("a largest gradient norm above 0, or 0 for none", options.clip);
    if (!(options.momentum >= 0 && options.momentum < 1))
        return wrong("a momentum from 0 to below 1", options.momentum);
    return {};
}

} // namespace

std::vector<int> everyNth(int interval, int steps)
{
    std::vector<int> all;
    for (int step = interval; interval > 0 && step < steps; step += interval)
        all.push_back(step);
    all.push_back(steps);
    return all;
}

std::uint64_t bytesOf(std::span<const TrainProgress> all)
{
    std::uint64_t bytes = 0;
    for (const TrainProgress& one : all)
        bytes += one.model ? bytesOf(*one.model) : 0;
    return bytes;
}

Result<Model> train(Model model, Supply supply, const TrainOptions& options, Watch& watch,
    const TrainReport& report)
{
    if (auto error = senseless(options))
        return *error;
    Trainer trainer(std::move(model), std::move(supply), options, watch);
    for (int step = 1; step <= options.steps; ++step) {
        const auto done = watch.cancelled() ? cancelled("Training") : trainer.update(step);
        if (watch.cancelled())
            return cancelled("Training");
        if (!done)
            return done.error();
        report(*done);
    }
    return trainer.takeModel();
}

Result<Model> train(Model model, const std::vector<Sequence>& data, const TrainOptions& options,
    Watch& watch, const TrainReport& report)
{
    return train(std::move(model), inTurn(data), options, watch, report);
}

} // namespace rnnscope
