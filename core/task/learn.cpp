#include "core/task/learn.h"

#include "core/cell/cells.h"
#include "core/task/subject.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <deque>

namespace rnnscope {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int checkpointCount = 20;

/// Mixes bytes into a fingerprint: FNV-1a, 64 bits.
template <class Number>
void mix(std::uint64_t& print, std::span<const Number> numbers)
{
    for (const std::byte byte : std::as_bytes(numbers))
        print = (print ^ static_cast<std::uint64_t>(byte)) * 0x100000001b3;
}

void mix(std::uint64_t& print, const Sequence& sequence)
{
    const auto all = [](const Matrix& m) {
        return std::span<const Real>(m.data(), static_cast<size_t>(m.size()));
    };
    mix(print, std::span<const int>(sequence.ids));
    mix(print, all(sequence.values));
    mix(print, std::span<const int>(sequence.targets));
    mix(print, all(sequence.goals));
}

TrainOptions optionsOf(const Comparison& comparison, int threads)
{
    TrainOptions options;
    options.steps = comparison.updates;
    options.chunk = comparison.chunk;
    options.rate = comparison.rate;
    options.clip = comparison.clip;
    options.method = comparison.method;
    options.momentum = comparison.momentum;
    options.keep = everyNth(intervalOf(comparison), comparison.updates);
    options.threads = threads;
    return options;
}

/// One cell as it learns from one seed.
class Learner {
public:
    Learner(const Comparison& comparison, const Cell& cell, unsigned seed, Watch& watch,
        const LearnReport& report)
        : m_comparison(comparison)
        , m_report(report)
        , m_subject(*findSubject(comparison.task, comparison.distance))
        , m_test(m_subject.test(comparison.dataSeed))
        , m_start(startOf(comparison, cell, seed))
        , m_watch(watch)
    {
        m_learned.cell = cell.id();
        m_learned.seed = seed;
        m_learned.units = m_start.layers.front().weights.units();
        m_learned.parameters = m_start.parameters();
    }

    Result<Learned> run(int threads);

private:
    Supply supply();
    ModelPtr marked(const ModelPtr& model, int step) const;
    void time(double seconds);
    void keep(const TrainProgress& now);
    void hand(const Taker& taker);
    void fail(const Error& error);

    const Comparison& m_comparison;
    const LearnReport& m_report;
    Subject m_subject;
    std::vector<Sequence> m_test;
    Model m_start;
    Watch& m_watch;
    Learned m_learned;
    std::deque<double> m_seconds; ///< of the last updates
    std::optional<Error> m_error;
};

/// The data of the comparison; what is handed out goes into the fingerprint.
Supply Learner::supply()
{
    m_learned.data = 0xcbf29ce484222325;
    return [this, from = m_subject.supply(m_comparison.batch, m_comparison.dataSeed)] {
        Minibatch batch = from();
        for (const Sequence& sequence : batch)
            mix(m_learned.data, sequence);
        return batch;
    };
}

void Learner::time(double seconds)
{
    constexpr size_t most = 1000;
    m_seconds.push_back(seconds);
    if (m_seconds.size() > most)
        m_seconds.pop_front();
}

/// A checkpoint says of itself that it is one; the network at the end is none.
ModelPtr Learner::marked(const ModelPtr& model, int step) const
{
    if (step == m_comparison.updates)
        return model;
    Model checkpoint = *model;
    checkpoint.metadata["rnnscope.checkpoint"] = std::to_string(step);
    return std::make_shared<const Model>(std::move(checkpoint));
}

void Learner::keep(const TrainProgress& now)
{
    const Watch::Part still(m_watch, 1e6 * now.step, 1e6 * m_comparison.updates); // no progress
    const auto scored = score(*now.model, m_test, m_subject.judge, m_watch);
    if (!scored)
        return fail(scored.error());
    m_learned.checkpoints.push_back(
        {now.step, *scored, now.norm, now.clipped, marked(now.model, now.step)});
    if (!m_seconds.empty())
        m_learned.seconds = bandOf({m_seconds.begin(), m_seconds.end()}).median;
    hand(m_report.kept);
}

void Learner::hand(const Taker& taker)
{
    if (auto error = taker ? taker(m_learned) : std::nullopt)
        fail(*error);
}

void Learner::fail(const Error& error)
{
    if (!m_error)
        m_error = error;
    m_watch.cancel();
}

Result<Learned> Learner::run(int threads)
{
    keep({0, 0, 0, 0, std::make_shared<const Model>(m_start)});
    auto begin = Clock::now();
    const auto model = train(m_start, supply(), optionsOf(m_comparison, threads), m_watch,
        [&](const TrainProgress& now) {
            time(std::chrono::duration<double>(Clock::now() - begin).count());
            m_learned.curve.push_back({now.step, now.loss, now.norm, now.clipped});
            if (now.model)
                keep(now);
            if (m_report.progress)
                m_report.progress(m_learned, now);
            begin = Clock::now();
        });
    if (model && !m_watch.cancelled())
        hand(m_report.ended);
    if (m_error)
        return *m_error;
    if (m_watch.cancelled())
        return cancelled("Training");
    if (!model)
        return model.error();
    return std::move(m_learned);
}

} // namespace

std::uint64_t bytesOf(std::span<const Checkpoint> all)
{
    std::uint64_t bytes = 0;
    for (const Checkpoint& one : all)
        bytes += one.model ? bytesOf(*one.model) : 0;
    return bytes;
}

Band bandOf(std::vector<double> values)
{
    assert(!values.empty());
    std::ranges::sort(values);
    const size_t middle = values.size() / 2;
    const double median
        = values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return {values.front(), median, values.back()};
}

int intervalOf(const Comparison& comparison)
{
    return comparison.interval > 0 ? comparison.interval
                                   : std::max(1, comparison.updates / checkpointCount);
}

Result<Learned> learn(const Comparison& comparison, const Cell& cell, unsigned seed, Watch& watch,
    const LearnReport& report, int threads)
{
    if (auto error = misfit(comparison))
        return *error;
    return Learner(comparison, cell, seed, watch, report).run(threads);
}

Result<std::vector<Learned>> compare(
    const Comparison& comparison, Watch& watch, const LearnReport& report)
{
    std::vector<Learned> all;
    const auto count = static_cast<double>(comparison.seeds.size() * comparison.cells.size());
    for (const unsigned seed : comparison.seeds)
        for (const std::string& id : comparison.cells) {
            const Watch::Part part(watch, static_cast<double>(all.size()), count);
            auto learned = learn(comparison, *findCell(id), seed, watch, report);
            if (!learned)
                return learned.error();
            all.push_back(std::move(*learned));
        }
    return all;
}

} // namespace rnnscope
