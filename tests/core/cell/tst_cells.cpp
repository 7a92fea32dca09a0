#include "core/run/forward.h"
#include "tests/support/networks.h"

#include <set>

using namespace rnnscope;

/// What every cell says of itself has to hold, for the ui draws by it.
class Cells : public QObject {
    Q_OBJECT

private slots:
    void cellsAreFoundByTheirId();
    void tracksHaveTheirOwnIdsAndEquations_data() { Kind::addVariants(); }
    void tracksHaveTheirOwnIdsAndEquations();
    void everyBlockOfRowsBelongsToOneTrack_data() { Kind::addVariants(); }
    void everyBlockOfRowsBelongsToOneTrack();
    void phasesComputeEveryTrackAndSayWhat_data() { Kind::addVariants(); }
    void phasesComputeEveryTrackAndSayWhat();
    void valuesStayBetweenLowAndHigh_data() { Kind::addVariants(); }
    void valuesStayBetweenLowAndHigh();
    void everyTrackHasItsUnits_data() { Kind::addVariants(); }
    void everyTrackHasItsUnits();
};

void Cells::cellsAreFoundByTheirId()
{
    QCOMPARE(cells().size(), 3u);
    for (const char* id : {"rnn", "lstm", "gru"})
        QCOMPARE(findCell(id)->id(), std::string_view(id));
    QVERIFY(!findCell("transformer"));
}

void Cells::tracksHaveTheirOwnIdsAndEquations()
{
    QFETCH(CellPtr, cell);
    std::set<std::string_view> ids;
    for (const Track& track : cell->tracks()) {
        QVERIFY(ids.insert(track.id).second);
        QVERIFY(track.equation.starts_with(std::string(track.symbol) + "_t = "));
        QCOMPARE(cell->tracks()[static_cast<size_t>(cell->indexOf(track.id))].id, track.id);
    }
    QCOMPARE(cell->indexOf("nothing"), -1);
    QCOMPARE(cell->tracks()[static_cast<size_t>(cell->hidden())].role, Role::Hidden);
}

void Cells::everyBlockOfRowsBelongsToOneTrack()
{
    QFETCH(CellPtr, cell);
    std::vector<int> blocks, expected;
    for (const Track& track : cell->tracks())
        if (track.block >= 0)
            blocks.push_back(track.block);
    const bool coupled = cell->id() == "lstm"
        && cell->tracks()[static_cast<size_t>(cell->indexOf("forget"))].block < 0;
    for (int block = 0; block < cell->blocks(); ++block)
        if (!coupled || block != Lstm::Forget) // f = 1 − i uses no rows
            expected.push_back(block);
    std::sort(blocks.begin(), blocks.end());
    QCOMPARE(blocks, expected);
}

void Cells::phasesComputeEveryTrackAndSayWhat()
{
    QFETCH(CellPtr, cell);
    std::set<int> computed;
    for (const Phase& phase : cell->phases()) {
        QVERIFY(!phase.tracks.empty());
        computed.insert(phase.tracks.begin(), phase.tracks.end());
        QVERIFY(*phase.name && *phase.title && *phase.hint);
    }
    QCOMPARE(computed.size(), cell->tracks().size());
    QVERIFY(*computed.begin() == 0);
}

void Cells::valuesStayBetweenLowAndHigh()
{
    QFETCH(CellPtr, cell);
    Model model = randomModel(Build{cell});
    model.layers[0].weights.w *= 50; // drives every unit into saturation
    Watch watch;
    const auto trace = forward(model, randomInput(model, 100), watch);
    for (size_t i = 0; i < cell->tracks().size(); ++i) {
        const Matrix& values = trace->layers[0].tracks[i];
        QVERIFY(values.allFinite());
        QVERIFY(values.minCoeff() >= cell->tracks()[i].low);
        QVERIFY(values.maxCoeff() <= cell->tracks()[i].high);
    }
}

void Cells::everyTrackHasItsUnits()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(Build{cell});
    const Weights& weights = model.layers[0].weights;
    LayerTrace trace;
    cell->prepare(weights, 8, trace);
    for (size_t i = 0; i < trace.tracks.size(); ++i) {
        const bool hidden = static_cast<int>(i) == cell->hidden();
        QCOMPARE(trace.tracks[i].rows(), hidden ? weights.outputs() : weights.units());
        QCOMPARE(trace.tracks[i].cols(), 8);
        QCOMPARE(cell->noStart(weights)[i].size() > 0, cell->tracks()[i].carried());
    }
}

QTEST_GUILESS_MAIN(Cells)
#include "tst_cells.moc"
