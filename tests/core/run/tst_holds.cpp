#include "core/run/backward.h"
#include "tests/support/bits.h"
#include "tests/support/networks.h"

using namespace rnnscope;

class Holds : public QObject {
    Q_OBJECT

private slots:
    void heldValuesStandInTheTrace_data() { Kind::addBuilds(); }
    void heldValuesStandInTheTrace();
    void nothingChangesBeforeTheFirstHeldStep_data() { Kind::addBuilds(); }
    void nothingChangesBeforeTheFirstHeldStep();
    void unitsThatAreNotHeldKeepTheirBits_data() { Kind::addBuilds(); }
    void unitsThatAreNotHeldKeepTheirBits();
    void anEditedStateIsWhatTheNextStepReads_data() { Kind::addVariants(); }
    void anEditedStateIsWhatTheNextStepReads();
    void noGradientPassesAHeldState_data() { Kind::addBuilds(); }
    void noGradientPassesAHeldState();
    void closedGatesHideWhatWasBefore_data() { addLstms(); }
    void closedGatesHideWhatWasBefore();

private:
    static void addLstms();
};

namespace {

constexpr Index steps = 10;
constexpr Index first = 4, last = 6;

/// A network, what it reads and how it ran without holds.
struct Free {
    explicit Free(const Build& build)
        : model(randomModel(build, 2))
        , sequence(randomInput(model, steps))
        , trace(held({}))
    {
    }

    Trace held(std::vector<Hold> holds)
    {
        return *forward(model, sequence, watch, {.holds = std::move(holds)});
    }
    int tracks(int layer) const
    {
        return static_cast<int>(model.layers[size_t(layer)].cell->tracks().size());
    }
    int layers() const { return static_cast<int>(model.layers.size()); }

    Watch watch;
    Model model;
    Sequence sequence;
    Trace trace;
};

/// Calls check(layer, track) for every track of every layer.
template <class Check>
void forTracks(const Free& free, const Check& check)
{
    for (int l = 0; l < free.layers(); ++l)
        for (int i = 0; i < free.tracks(l); ++i)
            check(l, i);
}

/// Whether two layers agree in the columns that they read before the held steps.
bool sameBefore(const LayerTrace& a, const LayerTrace& b)
{
    const Index from = a.backward ? last + 1 : 0;
    const Index count = a.backward ? steps - from : first;
    const auto same = [&](const Matrix& one, const Matrix& other) {
        return sameBits(Matrix(one.middleCols(from, count)), other.middleCols(from, count));
    };
    return std::ranges::equal(a.tracks, b.tracks, same) && same(a.pre, b.pre)
        && same(a.kept, b.kept);
}

/// Whether the network forgets by itself: three rectified units soon pass no gradient.
bool dies(const CellPtr& cell)
{
    const auto* elman = dynamic_cast<const Elman*>(cell.get());
    return elman && elman->kind().activation == rectified;
}

/// Every carried track of every layer, held at one step.
std::vector<Hold> statesAt(const Free& free, Index step)
{
    std::vector<Hold> holds;
    forTracks(free, [&](int l, int i) {
        if (free.model.layers[size_t(l)].cell->tracks()[size_t(i)].carried())
            holds.push_back({l, i, {}, step, step, Real(0.3)});
    });
    return holds;
}

} // namespace

void Holds::addLstms()
{
    QTest::addColumn<CellPtr>("cell");
    for (const auto& [name, cell] : Kind::variants())
        if (cell->id() == "lstm")
            QTest::newRow(name.c_str()) << cell;
}

void Holds::heldValuesStandInTheTrace()
{
    QFETCH(Build, build);
    Free free(build);
    forTracks(free, [&](int l, int i) {
        const Trace trace = free.held(
            {{l, i, {}, first, last, Real(0.25)}, {l, i, {1}, last, steps + 5, Real(-0.5)}});
        const Matrix& track = trace.layers[size_t(l)].tracks[size_t(i)];
        QVERIFY((track.middleCols(first, last - first).array() == Real(0.25)).all());
        QCOMPARE(track(0, last), Real(0.25));
        QVERIFY((track.row(1).rightCols(steps - last).array() == Real(-0.5)).all());
    });
}

void Holds::nothingChangesBeforeTheFirstHeldStep()
{
    QFETCH(Build, build);
    Free free(build);
    forTracks(free, [&](int held, int i) {
        const Trace trace = free.held({{held, i, {}, first, last, Real(0.25)}});
        for (int l = 0; l < free.layers(); ++l) {
            const LayerTrace &one = trace.layers[size_t(l)], &other = free.trace.layers[size_t(l)];
            const bool beside = build.both && l / 2 == held / 2;
            if (l < held || (beside && l != held))
                QVERIFY(sameBits(one, other));
            else if (l == held || !build.both) // else it reads steps that follow a held one
                QVERIFY(sameBefore(one, other));
        }
    });
}

void Holds::unitsThatAreNotHeldKeepTheirBits()
{
    QFETCH(Build, build);
    Free free(build);
    forTracks(free, [&](int l, int i) {
        const Matrix& before = free.trace.layers[size_t(l)].tracks[size_t(i)];
        const Trace trace = free.held({{l, i, {0}, first, first, Real(0.25)}});
        const Matrix& now = trace.layers[size_t(l)].tracks[size_t(i)];
        QVERIFY(sameBits(Matrix(now.col(first).tail(now.rows() - 1)),
            Matrix(before.col(first).tail(now.rows() - 1))));
        QCOMPARE(now(0, first), Real(0.25));
    });
}

/// What follows an edited state is what follows when a run begins with it.
void Holds::anEditedStateIsWhatTheNextStepReads()
{
    QFETCH(CellPtr, cell);
    Free free({cell});
    for (const Hold& hold : statesAt(free, first)) {
        const Trace whole = free.held({hold});
        ModelState state(1);
        for (size_t i = 0; i < cell->tracks().size(); ++i)
            state[0].push_back(
                cell->tracks()[i].carried() ? whole.layers[0].tracks[i].col(first) : Matrix());
        const Index left = steps - first - 1;
        const auto rest = forward(
            free.model, part(free.sequence, first + 1, left), free.watch, {.start = state});
        QVERIFY(rest->logits.isApprox(whole.logits.rightCols(left), Real(1e-5)));
        QVERIFY(!rest->logits.isApprox(free.trace.logits.rightCols(left), Real(1e-5)));
    }
}

void Holds::noGradientPassesAHeldState()
{
    QFETCH(Build, build);
    Free free(build);
    const RunOptions options{.holds = statesAt(free, first)};
    const Trace trace = free.held(options.holds);
    // the loss at the end of the reading, so that all it can come from is beyond the held step
    const Index loss = build.backward ? 0 : steps - 1;
    const auto open = backward(free.model, free.sequence, free.trace, loss, free.watch);
    const auto grad
        = backward(free.model, free.sequence, trace, loss, free.watch, nullptr, options);
    const auto hidden = [](const Matrix& x, bool down) {
        return down ? Matrix(x.rightCols(steps - first)) : Matrix(x.leftCols(first + 1));
    };
    QVERIFY((hidden(grad->x, build.backward).array() == 0).all());
    if (!dies(build.cell))
        QVERIFY((hidden(open->x, build.backward).array() != 0).any());
    QVERIFY((grad->x.array() != 0).any());
}

/// With every gate and the candidate held, the step forgets all: c is i ⊙ g, or 0.
void Holds::closedGatesHideWhatWasBefore()
{
    QFETCH(CellPtr, cell);
    using enum Lstm::Place;
    Free free({cell});
    RunOptions options;
    for (const int track : {Input, Forget, Candidate, Output})
        options.holds.push_back({0, track, {}, first, first, Real(track == Output)});
    const Trace trace = free.held(options.holds);
    QVERIFY((trace.layers[0].tracks[CellState].col(first).array() == 0).all());
    const auto grad
        = backward(free.model, free.sequence, trace, steps - 1, free.watch, nullptr, options);
    const LayerTrace& layer = grad->layers[0];
    QVERIFY((layer.tracks[CellState].leftCols(first).array() == 0).all());
    QVERIFY((layer.tracks[Hidden].leftCols(first).array() == 0).all());
    QVERIFY((grad->x.leftCols(first + 1).array() == 0).all());
    QVERIFY((layer.tracks[CellState].col(first).array() != 0).any());
}

QTEST_GUILESS_MAIN(Holds)
#include "tst_holds.moc"
