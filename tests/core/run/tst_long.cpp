#include "core/run/flow.h"
#include "core/run/influence.h"
#include "core/run/lyapunov.h"
#include "core/run/share.h"
#include "core/run/train.h"
#include "core/run/why.h"
#include "tests/support/networks.h"
#include "tests/support/process.h"

#include <thread>

using namespace rnnscope;

/// Long sequences and wide layers: memory and cancelling.
class Long : public QObject {
    Q_OBJECT

private slots:
    void everyMatrixIsInTheEstimate_data() { Kind::addBuilds(); }
    void everyMatrixIsInTheEstimate();
    void theEstimateIsWhatMemoryGrowsBy();
    void pastTheBudgetNothingIsAllocated();
    void progressRisesToOne_data() { addWorks(); }
    void progressRisesToOne();
    void cancellingIsHeardAtOnce_data() { addWorks(); }
    void cancellingIsHeardAtOnce();

private:
    static void addWorks();
};

/// Something long, on a network of some width.
struct Work {
    std::function<bool(Watch&)> run; ///< true when it came to its end
    std::vector<double> moments; ///< to cancel it at, of its length
};
Q_DECLARE_METATYPE(Work)

namespace {

const RunOptions alone{.threads = 1};

std::uint64_t bytesOf(const Trace& trace)
{
    Index numbers = trace.x.size() + trace.logits.size();
    for (const Matrix& joined : trace.joined)
        numbers += joined.size();
    for (const LayerTrace& layer : trace.layers) {
        numbers += layer.pre.size() + layer.kept.size();
        for (const Matrix& track : layer.tracks)
            numbers += track.size();
    }
    return sizeof(Real) * static_cast<std::uint64_t>(numbers);
}

Model wide(const CellPtr& cell, Index units, bool both = false)
{
    Model model = randomModel(Build{.cell = cell, .both = both, .units = units});
    for (Layer& layer : model.layers)
        layer.weights.u /= std::sqrt(Real(units)); // bounded, whatever the cell
    return model;
}

/// A network, what it reads and what it gave.
struct Ran {
    Ran(Model network, Index steps)
        : model(std::move(network))
        , sequence(randomInput(model, steps))
    {
        for (Index t = 0; t < steps; ++t)
            sequence.targets.push_back(static_cast<int>(t % 5));
    }
    /// The trace; made when it is first asked for, because it may be large.
    const Trace& trace()
    {
        Watch watch;
        if (m_trace.layers.empty())
            m_trace = *forward(model, sequence, watch, alone);
        return m_trace;
    }

    Model model;
    Sequence sequence;

private:
    Trace m_trace;
};
using RanPtr = std::shared_ptr<Ran>;

Work forwardOf(const RanPtr& ran)
{
    return {[=](Watch& watch) { return bool(forward(ran->model, ran->sequence, watch, alone)); },
        {0, 0.1, 0.6, 0.95}};
}

Work backwardOf(const RanPtr& ran)
{
    const auto run = [=](Watch& watch) {
        ParameterGradients parameters;
        return bool(
            backward(ran->model, ran->sequence, ran->trace(), {}, watch, &parameters, alone));
    };
    return {run, {0, 0.1, 0.5, 0.75, 0.95}};
}

Work triangleOf(const RanPtr& ran)
{
    return {[=](Watch& watch) {
                return bool(flowTriangle(ran->model, ran->sequence, ran->trace(), watch));
            },
        {0.1, 0.5, 0.9}};
}

/// A measure, from `of(run, watch)`.
template <class Of>
Work measureOf(const RanPtr& ran, Of of)
{
    return {[=](Watch& watch) { return bool(of(*ran, watch)); }, {0.1, 0.5, 0.9}};
}

Work trainingOf(Index units, int updates)
{
    std::string text;
    for (int i = 0; i < 400; ++i)
        text += static_cast<char>('a' + i * i % 26);
    const Model model = startModel(lstm({}), Vocabulary::ofCharacters(text), 16, units, 1);
    const Sequence sequence = *sequenceFromText(model, text);
    const auto run = [=](Watch& watch) {
        return bool(train(model, {sequence}, {.steps = updates}, watch, [](const auto&) {}));
    };
    return {run, {0.1, 0.3, 0.5, 0.7, 0.9}};
}

std::vector<std::pair<const char*, Work>> allWorks()
{
    const auto ran
        = [](Model model, Index steps) { return std::make_shared<Ran>(std::move(model), steps); };
    const RanPtr narrow = ran(wide(lstm({}), 64), 60'000);
    const RanPtr broad = ran(wide(lstm({.peepholes = true}), 512), 1500);
    const RanPtr both = ran(wide(gru({.resetBefore = true}), 64, true), 20'000);
    return {
        {"forward, 64 units", forwardOf(narrow)},
        {"backward, 64 units", backwardOf(narrow)},
        {"forward, 512 units", forwardOf(broad)},
        {"backward, 512 units", backwardOf(broad)},
        {"forward, both directions", forwardOf(both)},
        {"backward, both directions", backwardOf(both)},
        {"triangle, 64 units", triangleOf(ran(wide(lstm({}), 64), 500))},
        {"triangle, 512 units", triangleOf(ran(wide(lstm({}), 512), 20))},
        {"M2, 512 units",
            measureOf(ran(wide(lstm({}), 512), 20),
                [](Ran& r, Watch& w) { return influence(r.model, r.trace(), 0, w, alone); })},
        {"least M2, 512 units",
            measureOf(ran(wide(lstm({}), 512), 6),
                [](Ran& r, Watch& w) { return leastInfluence(r.model, r.trace(), 0, w); })},
        {"M5, 512 units",
            measureOf(ran(wide(gru({}), 512), 60),
                [](Ran& r, Watch& w) { return lyapunov(r.model, r.trace(), 0, 0, w); })},
        {"M4, 64 units",
            measureOf(ran(wide(gru({.resetBefore = true}), 64), 400),
                [](Ran& r, Watch& w) { return lagShares(r.model, r.sequence, r.trace(), w); })},
        {"training, 64 units", trainingOf(64, 300)},
        {"training, 512 units", trainingOf(512, 3)},
        {"M6, 256 units",
            measureOf(ran(wide(gru({}), 256), 50),
                [](Ran& r, Watch& w) { return why(r.model, r.trace(), 0, w); })},
    };
}

} // namespace

void Long::addWorks()
{
    QTest::addColumn<Work>("work");
    static const std::vector<std::pair<const char*, Work>> works = allWorks();
    for (const auto& [name, work] : works)
        QTest::newRow(name) << work;
}

/// Everything that grows with the sequence.
void Long::everyMatrixIsInTheEstimate()
{
    QFETCH(Build, build);
    const Model model = randomModel(build);
    const std::vector<Sequence> batch(2, randomInput(model, 30));
    Watch watch;
    const Trace trace = *forward(model, batch, watch);
    const Trace gradient = *backward(model, batch, trace, {}, watch);
    const std::uint64_t taken = bytesOf(trace) + bytesOf(gradient);
    const std::uint64_t estimate = traceBytes(model, 30, 2);
    QVERIFY(estimate >= taken);
    QVERIFY(static_cast<double>(estimate) <= 1.3 * static_cast<double>(taken));
}

void Long::theEstimateIsWhatMemoryGrowsBy()
{
    constexpr Index steps = 100'000;
    const Model model = wide(lstm({}), 64);
    const Sequence sequence = randomInput(model, steps);
    Watch watch;
    const Footprint before = Footprint::now();
    const Trace trace = *forward(model, sequence, watch, alone);
    const Trace gradient = *backward(model, sequence, trace, {}, watch, nullptr, alone);
    const auto grown = static_cast<double>(Footprint::now().resident - before.resident);
    const auto estimate = static_cast<double>(traceBytes(model, steps));
    qInfo("grown by %.0f MB, estimated %.0f MB", grown / 1e6, estimate / 1e6);
    constexpr double around = 4e6; // the program's own
    QVERIFY(grown <= estimate + around);
    QVERIFY(grown >= estimate / 1.3);
}

void Long::pastTheBudgetNothingIsAllocated()
{
    const Model model = wide(lstm({}), 64);
    const Sequence sequence = randomInput(model, 100'000);
    Watch watch;
    const Footprint before = Footprint::now();
    const auto trace = forward(model, sequence, watch, {.budget = 100 << 20});
    QVERIFY(Footprint::now().reserved - before.reserved < 1 << 20);
    QVERIFY(!trace);
    const Error& error = trace.error();
    QCOMPARE(error.fault, Fault::Input);
    QCOMPARE(error.where, "Cannot run the model over 100000 steps");
    const auto needed = (traceBytes(model, 100'000) + (1 << 20) - 1) >> 20;
    QCOMPARE(error.found,
        "expected to need at most 100 MiB of memory for every value and gradient, found that it "
        "takes "
            + std::to_string(needed) + " MiB");
    const Index fitting = (Index(100) << 20) / static_cast<Index>(traceBytes(model, 1));
    QCOMPARE(
        error.advice, "Take at most " + std::to_string(fitting) + " steps, or a smaller model");
    QVERIFY(forward(model, part(sequence, 0, fitting), watch, {.budget = 100 << 20}));
    const auto none = forward(model, part(sequence, 0, 1), watch, {.budget = 1000});
    QCOMPARE(none.error().advice, "Take a smaller model");
}

/// From cancel() to the return no more than 50 ms are worked, freeing memory included.
void Long::cancellingIsHeardAtOnce()
{
    QFETCH(Work, work);
    Watch whole;
    const double start = processSeconds();
    QVERIFY(work.run(whole));
    const double length = processSeconds() - start;
    double longest = 0;
    bool interrupted = false;
    for (const double moment : work.moments) {
        Watch watch;
        std::atomic<double> cancelled = 0;
        std::atomic<bool> done = false;
        const double begin = processSeconds();
        std::jthread canceller([&] {
            while (!done && processSeconds() < begin + moment * length)
                std::this_thread::sleep_for(std::chrono::microseconds(200));
            if (done)
                return;
            cancelled = processSeconds();
            watch.cancel();
        });
        const bool ended = work.run(watch);
        if (cancelled > 0) // heard, or gone on with to the end
            longest = std::max(longest, processSeconds() - cancelled);
        interrupted |= !ended;
        done = true;
    }
    QVERIFY(interrupted);
    qInfo("%.0f ms of work, cancelled within %.1f ms", length * 1e3, longest * 1e3);
    QVERIFY(longest < 0.05);
}

void Long::progressRisesToOne()
{
    QFETCH(Work, work);
    Watch watch;
    std::atomic<bool> done = false;
    bool fell = false;
    std::jthread reader([&] {
        for (double last = 0; !done;) {
            const double now = watch.progress();
            fell = fell || now < last - 1e-9; // more than rounding
            last = now;
            std::this_thread::sleep_for(std::chrono::microseconds(100));
        }
    });
    const bool ended = work.run(watch);
    done = true;
    reader.join();
    QVERIFY(ended);
    QVERIFY(!fell);
    QVERIFY(std::abs(watch.progress() - 1) < 1e-9);
}

QTEST_GUILESS_MAIN(Long)
#include "tst_long.moc"
