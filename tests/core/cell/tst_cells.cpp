#include "core/run/forward.h"
#include "tests/support/networks.h"

#include <set>

using namespace rnnscope;

/// What every cell says of itself has to hold, for the ui draws by it.
class Cells : public QObject {
    Q_OBJECT

private slots:
    void cellsAreFoundByTheirId();
    void tracksHaveTheirOwnIdsAndEquations_data() { Kind::addCells(); }
    void tracksHaveTheirOwnIdsAndEquations();
    void everyBlockOfRowsBelongsToOneTrack_data() { Kind::addCells(); }
    void everyBlockOfRowsBelongsToOneTrack();
    void phasesComputeEveryTrackAndSayWhat_data() { Kind::addCells(); }
    void phasesComputeEveryTrackAndSayWhat();
    void valuesStayBetweenLowAndHigh_data() { Kind::addCells(); }
    void valuesStayBetweenLowAndHigh();
    void zeroTraceHasTheShapesOfATrace_data() { Kind::addCells(); }
    void zeroTraceHasTheShapesOfATrace();
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
    QFETCH(const Cell*, cell);
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
    QFETCH(const Cell*, cell);
    std::vector<int> blocks, expected;
    for (const Track& track : cell->tracks())
        if (track.block >= 0)
            blocks.push_back(track.block);
    for (int block = 0; block < cell->blocks(); ++block)
        expected.push_back(block);
    std::sort(blocks.begin(), blocks.end());
    QCOMPARE(blocks, expected);
}

void Cells::phasesComputeEveryTrackAndSayWhat()
{
    QFETCH(const Cell*, cell);
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
    QFETCH(const Cell*, cell);
    Model model = randomModel(*cell, 1, Entry::Values);
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

void Cells::zeroTraceHasTheShapesOfATrace()
{
    QFETCH(const Cell*, cell);
    const Model model = randomModel(*cell, 1, Entry::Values);
    Watch watch;
    const LayerTrace trace = forward(model, randomInput(model, 8), watch)->layers[0];
    const LayerTrace zero = cell->zeroTrace(3, 8);
    QCOMPARE(zero.tracks.size(), trace.tracks.size());
    for (const Matrix& track : zero.tracks)
        QVERIFY(track.rows() == 3 && track.cols() == 8 && track.isZero(0));
    QVERIFY(zero.pre.rows() == trace.pre.rows() && zero.pre.cols() == 8);
    for (size_t i = 0; i < zero.start.size(); ++i)
        QCOMPARE(zero.start[i].size(), cell->tracks()[i].carried() ? 3 : 0);
}

QTEST_GUILESS_MAIN(Cells)
#include "tst_cells.moc"
