#include "core/cell/cells.h"
#include "ui/paint/choreography.h"

#include <QTest>

#include <cmath>

using namespace rnnscope;

namespace {

std::vector<double> doneAt(const Choreography& choreography, double phase)
{
    std::vector<double> done;
    for (const auto* beats : {&choreography.nodes, &choreography.wires})
        for (const Beat& beat : *beats)
            done.push_back(beat.done(phase));
    return done;
}

int ownPhases(const Cell& cell) { return static_cast<int>(cell.phases().size()); }

}

class TestChoreography : public QObject {
    Q_OBJECT

private slots:
    void beforeTheStepOnlyTheEntriesAreThere();
    void afterTheStepEverythingIsDone();
    void nothingIsEverUndone();
    void backwardsShowsTheSameAsForwards();
    void nothingActsBeforeWhatItNeedsIsThere();
    void everyPhaseBeginsWithItsWiresAndEndsComplete();
    void withoutAPredictionTheOutputLeavesInTheLastPhase();
    void stagesSayWhatIsUnderWay();
    void phaseAtNamesThePhaseUnderWay_data();
    void phaseAtNamesThePhaseUnderWay();
};

void TestChoreography::beforeTheStepOnlyTheEntriesAreThere()
{
    for (const CellPtr& cell : cells()) {
        const Wiring& wiring = cell->wiring();
        const Choreography all = choreograph(wiring, ownPhases(*cell) + 1);
        for (size_t i = 0; i < wiring.nodes.size(); ++i)
            QCOMPARE(all.nodes[i].done(0), wiring.nodes[i].phase < 0 ? 1.0 : 0.0);
        for (const Beat& beat : all.wires)
            QCOMPARE(beat.done(0), 0.0);
    }
}

void TestChoreography::afterTheStepEverythingIsDone()
{
    for (const CellPtr& cell : cells())
        for (const int head : {0, 1})
            for (const double done :
                doneAt(choreograph(cell->wiring(), ownPhases(*cell) + head), 1))
                QCOMPARE(done, 1.0);
}

void TestChoreography::nothingIsEverUndone()
{
    for (const CellPtr& cell : cells()) {
        const Choreography all = choreograph(cell->wiring(), ownPhases(*cell) + 1);
        std::vector<double> before = doneAt(all, 0);
        for (int i = 1; i <= 1000; ++i) {
            const std::vector<double> now = doneAt(all, i / 1000.0);
            for (size_t n = 0; n < now.size(); ++n)
                QVERIFY(now[n] >= before[n] && now[n] <= 1);
            QVERIFY2(i % 100 != 0 || now != before, "nothing moves");
            before = now;
        }
    }
}

void TestChoreography::backwardsShowsTheSameAsForwards()
{
    for (const CellPtr& cell : cells()) {
        const Choreography all = choreograph(cell->wiring(), ownPhases(*cell) + 1);
        std::vector<std::vector<double>> forwards;
        for (int i = 0; i <= 100; ++i)
            forwards.push_back(doneAt(all, i / 100.0));
        for (int i = 100; i >= 0; --i)
            QCOMPARE(doneAt(all, i / 100.0), forwards[static_cast<size_t>(i)]);
    }
}

void TestChoreography::nothingActsBeforeWhatItNeedsIsThere()
{
    for (const CellPtr& cell : cells())
        for (const int head : {0, 1}) {
            const Wiring& wiring = cell->wiring();
            const Choreography all = choreograph(wiring, ownPhases(*cell) + head);
            for (size_t i = 0; i < wiring.wires.size(); ++i) {
                const Beat& wire = all.wires[i];
                QVERIFY(
                    all.nodes[static_cast<size_t>(wiring.wires[i].from)].end <= wire.begin + 1e-9);
                QVERIFY(
                    wire.end <= all.nodes[static_cast<size_t>(wiring.wires[i].to)].begin + 1e-9);
            }
        }
}

void TestChoreography::everyPhaseBeginsWithItsWiresAndEndsComplete()
{
    for (const CellPtr& cell : cells()) {
        const Wiring& wiring = cell->wiring();
        const int phases = ownPhases(*cell) + 1;
        const Choreography all = choreograph(wiring, phases);
        for (size_t i = 0; i < wiring.nodes.size(); ++i) {
            const int phase = wiring.nodes[i].phase;
            QVERIFY(all.nodes[i].end <= static_cast<double>(phase + 1) / phases + 1e-9);
            if (phase >= 0)
                QVERIFY(all.nodes[i].begin > static_cast<double>(phase) / phases);
        }
    }
}

void TestChoreography::withoutAPredictionTheOutputLeavesInTheLastPhase()
{
    for (const CellPtr& cell : cells()) {
        const Wiring& wiring = cell->wiring();
        const Choreography all = choreograph(wiring, ownPhases(*cell));
        const Beat output = all.nodes[wiring.nodes.size() - 1];
        QVERIFY(output.begin > 1.0 - 1.0 / ownPhases(*cell));
        QCOMPARE(output.end, 1.0);
    }
}

void TestChoreography::stagesSayWhatIsUnderWay()
{
    for (const CellPtr& cell : cells()) {
        const Choreography all = choreograph(cell->wiring(), ownPhases(*cell) + 1);
        for (int i = 0; i <= 100; ++i) {
            const double phase = i / 100.0;
            const std::vector<int> stages = all.stages(phase);
            QCOMPARE(stages.size(), all.nodes.size());
            for (size_t n = 0; n < stages.size(); ++n)
                QCOMPARE(stages[n],
                    int(std::ceil(all.nodes[n].done(phase)))
                        + int(std::floor(all.nodes[n].done(phase))));
        }
    }
}

void TestChoreography::phaseAtNamesThePhaseUnderWay_data()
{
    QTest::addColumn<double>("phase");
    QTest::addColumn<int>("phases");
    QTest::addColumn<int>("expected");
    QTest::newRow("before the step") << 0.0 << 5 << -1;
    QTest::newRow("just begun") << 0.001 << 5 << 0;
    QTest::newRow("end of the first belongs to it") << 1.0 / 5 << 5 << 0;
    QTest::newRow("end of the third, inexact") << 3 * (1.0 / 5) << 5 << 2;
    QTest::newRow("amid the last") << 0.9 << 5 << 4;
    QTest::newRow("at rest") << 1.0 << 5 << 4;
}

void TestChoreography::phaseAtNamesThePhaseUnderWay()
{
    QFETCH(double, phase);
    QFETCH(int, phases);
    QTEST(phaseAt(phase, phases), "expected");
}

QTEST_APPLESS_MAIN(TestChoreography)
#include "tst_choreography.moc"
