#include "core/run/start.h"
#include "core/run/why.h"
#include "tests/support/networks.h"

using namespace rnnscope;

/// M6 against closed forms, in double precision.
class WhyDouble : public QObject {
    Q_OBJECT

private slots:
    void orthogonalBlockHasItsGainEverywhere();
    void blocksAreThoseThatAreUsed_data() { Kind::addVariants(); }
    void blocksAreThoseThatAreUsed();
    void slopesAndMeansAreThoseOfTheTrace();
    void saturationCountsSteps();
    void memoryIsTheMedian();
};

namespace {

Why whyOf(const Model& model, const Trace& trace)
{
    Watch watch;
    return *why(model, trace, 0, watch);
}

Trace traceOf(const Model& model, Index steps)
{
    Watch watch;
    return *forward(model, randomInput(model, steps), watch);
}

}

void WhyDouble::orthogonalBlockHasItsGainEverywhere()
{
    Model model = randomModel(findCell("gru"), 1, Entry::Values);
    Random random(1);
    model.layers[0].weights.u.middleRows(3, 3) = 0.8 * orthogonalStart(3, random);
    const Why found = whyOf(model, traceOf(model, 5));
    QCOMPARE(found.blocks.size(), 3u);
    const BlockSpectrum& update = found.blocks[1];
    QCOMPARE(update.track, int(Gru::Update));
    QVERIFY(std::abs(update.radius - 0.8) < 1e-12);
    QVERIFY((update.eigenvalues.cwiseAbs().array() - 0.8).abs().maxCoeff() < 1e-12);
    QVERIFY((update.singular.array() - 0.8).abs().maxCoeff() < 1e-12);
}

void WhyDouble::blocksAreThoseThatAreUsed()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(cell, 1, Entry::Values);
    const Why found = whyOf(model, traceOf(model, 5));
    const auto* lstm = dynamic_cast<const Lstm*>(cell.get());
    const bool coupled = lstm && lstm->kind().coupled;
    QCOMPARE(std::ssize(found.blocks), cell->blocks() - (coupled ? 1 : 0));
    QCOMPARE(found.tracks.size(), cell->tracks().size());
    for (const BlockSpectrum& block : found.blocks) {
        QCOMPARE(block.eigenvalues.size(), model.layers[0].weights.outputs());
        QVERIFY(lstm || block.radius <= block.singular(0) * (1 + 1e-12));
    }
}

void WhyDouble::slopesAndMeansAreThoseOfTheTrace()
{
    const Model model = randomModel(findCell("lstm"), 1, Entry::Values);
    const Trace trace = traceOf(model, 50);
    const Why found = whyOf(model, trace);
    const auto& tracks = trace.layers[0].tracks;
    const auto f = tracks[Lstm::Forget].array();
    const auto g = tracks[Lstm::Candidate].array();
    const Vector ofGate = (f * (1 - f)).rowwise().mean(), ofTanh = (1 - g * g).rowwise().mean();
    QVERIFY(relativeError(found.tracks[Lstm::Forget].slope.units, ofGate) < 1e-12);
    QVERIFY(relativeError(found.tracks[Lstm::Candidate].slope.units, ofTanh) < 1e-12);
    QVERIFY(std::abs(found.tracks[Lstm::Forget].mean.layer - f.mean()) < 1e-12);
    QCOMPARE(found.tracks[Lstm::Hidden].slope.units.size(), 0);
    QCOMPARE(found.tracks[Lstm::CellState].high.units.size(), 0);
}

void WhyDouble::saturationCountsSteps()
{
    const Model model = randomModel(findCell("lstm"), 1, Entry::Values);
    Trace trace = traceOf(model, 4);
    trace.layers[0].tracks[Lstm::Forget].row(0) << 0.95, 0.05, 0.91, 0.5;
    trace.layers[0].tracks[Lstm::Hidden].row(1) << -0.95, -0.85, 0.91, 0.99;
    const Why found = whyOf(model, trace);
    QCOMPARE(found.tracks[Lstm::Forget].high.units(0), 0.5);
    QCOMPARE(found.tracks[Lstm::Forget].low.units(0), 0.25);
    QCOMPARE(found.tracks[Lstm::Hidden].high.units(1), 0.5);
    QCOMPARE(found.tracks[Lstm::Hidden].low.units(1), 0.25);
}

void WhyDouble::memoryIsTheMedian()
{
    const Model model = randomModel(findCell("rnn"), 1, Entry::Values);
    const Why found = whyOf(model, traceOf(model, 60));
    Eigen::VectorXd units = found.memory.units;
    std::ranges::sort(units);
    QCOMPARE(found.memory.layer, units(1));
}

QTEST_GUILESS_MAIN(WhyDouble)
#include "tst_why_double.moc"
