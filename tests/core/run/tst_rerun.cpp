#include "tests/support/bits.h"
#include "tests/support/networks.h"

using namespace rnnscope;

class Rerun : public QObject {
    Q_OBJECT

private slots:
    void rerunIsForwardWithTheSameHolds_data() { Kind::addBuilds(); }
    void rerunIsForwardWithTheSameHolds();
    void withoutHoldsTheBitsAreAsBefore_data() { Kind::addBuilds(); }
    void withoutHoldsTheBitsAreAsBefore();
    void stepsBeforeTheFirstChangeAreLeftAlone_data() { Kind::addBuilds(); }
    void stepsBeforeTheFirstChangeAreLeftAlone();
    void theSameHoldsTouchNothing_data() { Kind::addBuilds(); }
    void theSameHoldsTouchNothing();
    void anotherOrderOfTwoThatOverlapIsAChange();
    void cancelledRerunGivesNothing();
};

namespace {

constexpr Index steps = 12;
constexpr Real poison = std::numeric_limits<Real>::quiet_NaN();

/// Up to four holds of anything, a few of them beyond the sequence or empty.
std::vector<Hold> randomHolds(const Model& model, std::mt19937& generator)
{
    const auto below = [&](int bound) { return static_cast<int>(generator() % unsigned(bound)); };
    std::vector<Hold> holds(generator() % 5);
    for (Hold& hold : holds) {
        hold.layer = below(static_cast<int>(model.layers.size()));
        const Cell& cell = *model.layers[size_t(hold.layer)].cell;
        hold.track = below(static_cast<int>(cell.tracks().size()));
        if (below(2))
            hold.units = {below(2)};
        hold.first = below(steps + 4) - 2;
        hold.last = hold.first + below(6) - 1;
        hold.value = Real(below(9) - 4) / 8;
    }
    return holds;
}

/// Some of the old ones, in any order, and some new.
std::vector<Hold> changedHolds(const Model& model, std::vector<Hold> holds, std::mt19937& generator)
{
    std::ranges::shuffle(holds, generator);
    if (!holds.empty())
        holds.resize(generator() % (holds.size() + 1));
    const std::vector<Hold> more = randomHolds(model, generator);
    holds.insert(holds.end(), more.begin(), more.end());
    return holds;
}

/// Poisons the columns of a matrix that a layer reads before its step `read`.
void poisonBefore(Matrix& m, Index read, bool backward)
{
    const Index count = std::clamp<Index>(read, 0, m.cols());
    m.middleCols(backward ? m.cols() - count : 0, count).setConstant(poison);
}

/// Poisons all that a change of layer `changed` from its step `read` on has no use for.
void poisonUnused(const Model& model, int changed, Index read, Trace& trace)
{
    const bool backward = model.layers[0].backward;
    for (int l = 0; l < static_cast<int>(trace.layers.size()); ++l) {
        const Cell& cell = *model.layers[size_t(l)].cell;
        LayerTrace& layer = trace.layers[size_t(l)];
        const Index others = l < changed ? steps : read;
        for (int i = 0; i < static_cast<int>(layer.tracks.size()); ++i) {
            const bool carried = cell.tracks()[size_t(i)].carried();
            const bool above = l < changed && l == changed - 1 && i == cell.hidden();
            poisonBefore(layer.tracks[size_t(i)],
                above                         ? read
                    : carried && l >= changed ? read - 1
                                              : others,
                backward);
        }
        poisonBefore(layer.pre, others, backward);
        poisonBefore(layer.kept, others, backward);
    }
    poisonBefore(trace.x, changed > 0 ? steps : read, backward);
    poisonBefore(trace.logits, read, backward);
}

} // namespace

void Rerun::rerunIsForwardWithTheSameHolds()
{
    QFETCH(Build, build);
    const Model model = randomModel(build);
    const Sequence sequences[]{randomInput(model, steps), randomInput(model, steps, 2)};
    std::mt19937 generator(11);
    Watch watch;
    for (int round = 0; round < 40; ++round) {
        const auto batch = std::span(sequences).first(size_t(1 + round % 2));
        const RunOptions old{.holds = randomHolds(model, generator)};
        const RunOptions now{.holds = changedHolds(model, old.holds, generator)};
        const auto found = rerun(model, *forward(model, batch, watch, old), old.holds, watch, now);
        QVERIFY(sameBits(*found, *forward(model, batch, watch, now)));
    }
}

void Rerun::withoutHoldsTheBitsAreAsBefore()
{
    QFETCH(Build, build);
    const Model model = randomModel(build);
    const Sequence sequence = randomInput(model, steps);
    std::mt19937 generator(12);
    Watch watch;
    const Trace free = *forward(model, sequence, watch);
    for (int round = 0; round < 10; ++round) {
        const RunOptions held{.holds = randomHolds(model, generator)};
        auto trace = rerun(model, free, {}, watch, held);
        trace = rerun(model, std::move(*trace), held.holds, watch, {});
        QVERIFY(sameBits(*trace, free));
    }
}

void Rerun::stepsBeforeTheFirstChangeAreLeftAlone()
{
    QFETCH(Build, build);
    if (build.both)
        return; // what is above reads in both directions, and so all steps
    const Model model = randomModel(build);
    const Sequence sequence = randomInput(model, steps);
    constexpr Index first = 6, last = 8;
    const Index read = build.backward ? steps - 1 - last : first;
    Watch watch;
    for (int l = 0; l < build.depth; ++l)
        for (int i = 0; i < static_cast<int>(build.cell->tracks().size()); ++i) {
            const RunOptions now{.holds = {{l, i, {}, first, last, Real(0.25)}}};
            Trace trace = *forward(model, sequence, watch);
            Trace expected = *forward(model, sequence, watch, now);
            poisonUnused(model, l, read, trace);
            poisonUnused(model, l, read, expected);
            QVERIFY(sameBits(*rerun(model, std::move(trace), {}, watch, now), expected));
        }
}

void Rerun::theSameHoldsTouchNothing()
{
    QFETCH(Build, build);
    const Model model = randomModel(build);
    Watch watch;
    Trace trace = *forward(model, randomInput(model, steps), watch);
    for (LayerTrace& layer : trace.layers)
        for (Matrix& track : layer.tracks)
            track.setConstant(poison);
    trace.logits.setConstant(poison);
    const RunOptions options{.holds = {{0, 0, {1}, 3, 4, 1}}};
    QVERIFY(sameBits(*rerun(model, trace, options.holds, watch, options), trace));
}

/// The later one wins, so the order says which.
void Rerun::anotherOrderOfTwoThatOverlapIsAChange()
{
    const Model model = randomModel(Build{gru({})});
    const Sequence sequence = randomInput(model, steps);
    const Hold a{0, 1, {}, 3, 5, 0}, b{0, 1, {}, 5, 7, 1};
    Watch watch;
    const std::vector<std::vector<Hold>> sets{{a, b}, {b, a}, {a, b, a}, {b, a, b}};
    for (const auto& old : sets)
        for (const auto& now : sets) {
            const Trace trace = *forward(model, sequence, watch, {.holds = old});
            const Trace expected = *forward(model, sequence, watch, {.holds = now});
            QVERIFY(sameBits(*rerun(model, trace, old, watch, {.holds = now}), expected));
            QCOMPARE(expected.layers[0].tracks[1](0, 5), now.back().value);
        }
}

void Rerun::cancelledRerunGivesNothing()
{
    const Model model = randomModel(Build{lstm({})});
    Watch watch;
    const Trace trace = *forward(model, randomInput(model, steps), watch);
    watch.cancel();
    const auto found = rerun(model, trace, {}, watch, {.holds = {{0, 0, {}, 3, 4, 1}}});
    QVERIFY(!found);
    QCOMPARE(found.error().fault, Fault::Cancelled);
}

QTEST_GUILESS_MAIN(Rerun)
#include "tst_rerun.moc"
