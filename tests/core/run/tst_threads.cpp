#include "tests/support/bits.h"
#include "tests/support/networks.h"

#include <thread>

using namespace rnnscope;

class Threads : public QObject {
    Q_OBJECT

private slots:
    void anyNumberOfThreadsGivesTheSameBits_data() { addCells(); }
    void anyNumberOfThreadsGivesTheSameBits();
    void rerunByThreadsIsForward_data() { addCells(); }
    void rerunByThreadsIsForward();
    void aCancelledTeamEnds_data() { addCells(); }
    void aCancelledTeamEnds();

private:
    static void addCells();
};

namespace {

constexpr Index units = 130; // not a multiple of the grain, and more than any team has members

std::vector<Sequence> inputs(const Model& model, Index steps, int count)
{
    std::vector<Sequence> batch;
    for (int i = 0; i < count; ++i) {
        batch.push_back(randomInput(model, steps, static_cast<unsigned>(i + 1)));
        for (Index t = 0; t < steps; ++t)
            batch.back().targets.push_back(static_cast<int>((t + i) % 5));
    }
    return batch;
}

/// Everything that a run and its way back give.
struct Outcome {
    Trace trace;
    Trace gradient;
    ParameterGradients parameters;

    Outcome(const Model& model, std::span<const Sequence> batch, int threads)
    {
        Watch watch;
        const RunOptions options{.threads = threads};
        trace = *forward(model, batch, watch, options);
        gradient = *backward(model, batch, trace, {}, watch, &parameters, options);
    }
};

} // namespace

void Threads::addCells()
{
    QTest::addColumn<CellPtr>("cell");
    QTest::newRow("RNN") << elman({});
    QTest::newRow("LSTM") << lstm({});
    QTest::newRow("LSTM with peepholes") << lstm({.peepholes = true});
    QTest::newRow("LSTM with projection") << lstm({.projection = true});
    QTest::newRow("GRU") << gru({});
    QTest::newRow("GRU, reset before") << gru({.resetBefore = true});
}

void Threads::anyNumberOfThreadsGivesTheSameBits()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(Build{.cell = cell, .both = true, .units = units});
    for (const int count : {1, 3}) { // every meeting costs much where processors are busy: few runs
        const std::vector<Sequence> batch = inputs(model, 40, count);
        const Outcome alone(model, batch, 1);
        QVERIFY(alone.gradient.x.allFinite() && (alone.gradient.x.array() != 0).any());
        for (const int threads : count == 1 ? std::vector{2, 3, 4} : std::vector{3}) {
            const Outcome together(model, batch, threads);
            QVERIFY(sameBits(together.trace, alone.trace));
            QVERIFY(sameBits(together.gradient, alone.gradient));
            QVERIFY(sameBits(partsOf(together.parameters), partsOf(alone.parameters)));
        }
    }
}

void Threads::rerunByThreadsIsForward()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(Build{.cell = cell, .depth = 2, .units = units});
    const std::vector<Sequence> batch = inputs(model, 20, 1);
    Watch watch;
    const RunOptions held{.holds = {{0, 0, {0, 17, 129}, 7, 9, Real(0.5)}}, .threads = 3};
    const Trace free = *forward(model, batch, watch, {.threads = 1});
    const Trace expected = *forward(model, batch, watch, {.holds = held.holds, .threads = 1});
    QVERIFY(sameBits(*rerun(model, free, {}, watch, held), expected));
}

void Threads::aCancelledTeamEnds()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(Build{.cell = cell, .units = units});
    const std::vector<Sequence> batch = inputs(model, 640, 1);
    Watch quiet;
    const Trace trace = *forward(model, batch, quiet);
    for (const double moment : {0.0, 0.1}) {
        Watch watch;
        std::jthread canceller([&] {
            while (watch.progress() < moment)
                std::this_thread::yield();
            watch.cancel();
        });
        QVERIFY(!forward(model, batch, watch, {.threads = 4}));
    }
    Watch watch;
    std::jthread canceller([&] {
        while (watch.progress() < 0.1)
            std::this_thread::yield();
        watch.cancel();
    });
    ParameterGradients parameters;
    QVERIFY(!backward(model, batch, trace, {}, watch, &parameters, {.threads = 3}));
}

QTEST_GUILESS_MAIN(Threads)
#include "tst_threads.moc"
