#include "core/cell/cells.h"
#include "core/task/learn.h"

#include <QTest>

#include <set>

using namespace rnnscope;

class Learn : public QObject {
    Q_OBJECT

private slots:
    void lstmAndGruLearnTheLatch_data();
    void lstmAndGruLearnTheLatch();
    void lstmLearnsTemporalOrder();
    void everyCellAndSeedReadsTheSameData();
    void otherDataSeedGivesOtherData();
    void checkpointsBeginAndEndWithTraining();
    void sameComparisonGivesTheSameNumbers();
    void cancellingEndsTheComparison();
    void whoeverTakesCheckpointsCanEndIt();
    void textsAreLearnedToo();
    void impossibleComparisonIsAnError();
    void bandIsMedianBetweenExtremes();
};

namespace {

Comparison small()
{
    Comparison comparison = defaultComparison("latch");
    comparison.updates = 10;
    comparison.units = 8;
    comparison.batch = 4;
    comparison.seeds = {1, 2};
    comparison.interval = 4;
    return comparison;
}

std::vector<Learned> made(const Comparison& comparison)
{
    Watch watch;
    return *compare(comparison, watch, {});
}

}

void Learn::lstmAndGruLearnTheLatch_data()
{
    QTest::addColumn<QString>("cell");
    QTest::newRow("LSTM") << "lstm";
    QTest::newRow("GRU") << "gru";
}

void Learn::lstmAndGruLearnTheLatch()
{
    QFETCH(QString, cell);
    Comparison comparison = defaultComparison("latch");
    comparison.distance = 20;
    comparison.cells = {cell.toStdString()};
    const Learned learned = made(comparison).front();
    QVERIFY2(learned.end().score.accuracy >= 0.95,
        qPrintable(QString::number(learned.end().score.accuracy)));
    QVERIFY(learned.checkpoints.front().score.accuracy < 0.7);
}

void Learn::lstmLearnsTemporalOrder()
{
    Comparison comparison = defaultComparison("order");
    comparison.cells = {"lstm"};
    const Learned learned = made(comparison).front();
    QVERIFY2(learned.end().score.accuracy >= 0.95,
        qPrintable(QString::number(learned.end().score.accuracy)));
}

void Learn::everyCellAndSeedReadsTheSameData()
{
    const auto all = made(small());
    QCOMPARE(all.size(), 6u);
    std::set<std::uint64_t> data;
    std::set<double> losses;
    for (const Learned& learned : all) {
        data.insert(learned.data);
        losses.insert(learned.end().score.loss);
    }
    QCOMPARE(data.size(), 1u);
    QCOMPARE(losses.size(), 6u); // but each is a network of its own
}

void Learn::otherDataSeedGivesOtherData()
{
    Comparison other = small();
    other.dataSeed = 2;
    QVERIFY(made(other).front().data != made(small()).front().data);
}

void Learn::checkpointsBeginAndEndWithTraining()
{
    const Learned learned = made(small())[1];
    QCOMPARE(learned.cell, "lstm");
    QCOMPARE(learned.units, 8);
    std::vector<int> steps;
    for (const Checkpoint& checkpoint : learned.checkpoints) {
        steps.push_back(checkpoint.step);
        QCOMPARE(checkpoint.model->parameters(), learned.parameters);
        if (checkpoint.step > 0) {
            QCOMPARE(checkpoint.norm, learned.curve[size_t(checkpoint.step - 1)].norm);
            QVERIFY(checkpoint.clipped <= 1 && checkpoint.clipped <= checkpoint.norm);
        }
    }
    QCOMPARE(steps, (std::vector{0, 4, 8, 10}));
    QCOMPARE(learned.curve.size(), 10u);
    QCOMPARE(bytesOf(learned.checkpoints),
        4 * sizeof(Real) * static_cast<std::uint64_t>(learned.parameters));
    QVERIFY(learned.seconds > 0);
}

void Learn::sameComparisonGivesTheSameNumbers()
{
    const auto one = made(small()), two = made(small());
    for (size_t i = 0; i < one.size(); ++i) {
        QCOMPARE(one[i].end().score.loss, two[i].end().score.loss);
        QCOMPARE(one[i].end().model->head.w, two[i].end().model->head.w);
        for (size_t k = 0; k < one[i].curve.size(); ++k)
            QCOMPARE(one[i].curve[k].loss, two[i].curve[k].loss);
    }
}

void Learn::cancellingEndsTheComparison()
{
    Watch watch;
    int updates = 0;
    const auto result = compare(small(), watch, {.progress = [&](const auto&...) {
        if (++updates == 13) // in the second cell
            watch.cancel();
    }});
    QVERIFY(!result && result.error().fault == Fault::Cancelled);
    QCOMPARE(updates, 13);
}

/// As when a checkpoint cannot be written: nothing is trained for nothing.
void Learn::whoeverTakesCheckpointsCanEndIt()
{
    Watch watch;
    std::vector<int> kept;
    const auto result = compare(small(), watch, {.kept = [&](const Learned& soFar) {
        kept.push_back(soFar.end().step);
        return kept.size() == 3 ? std::optional(Error{Fault::File, "Cannot write", "", ""})
                                : std::nullopt;
    }});
    QVERIFY(!result && result.error().fault == Fault::File);
    QCOMPARE(kept, (std::vector{0, 4, 8}));
}

void Learn::textsAreLearnedToo()
{
    Comparison comparison = defaultComparison("poem");
    comparison.updates = 20;
    comparison.units = 16;
    comparison.cells = {"gru"};
    const Learned learned = made(comparison).front();
    QVERIFY(learned.end().score.loss < learned.checkpoints.front().score.loss);
    QVERIFY(learned.end().score.accuracy > learned.checkpoints.front().score.accuracy);
}

void Learn::impossibleComparisonIsAnError()
{
    Comparison comparison = small();
    comparison.distance = -1;
    Watch watch;
    QVERIFY(!compare(comparison, watch, {}));
    QVERIFY(!learn(comparison, *findCell("rnn"), 1, watch, {}));
}

void Learn::bandIsMedianBetweenExtremes()
{
    const Band odd = bandOf({3, 1, 2}), even = bandOf({4, 1, 2, 3});
    QCOMPARE(odd.low, 1.0);
    QCOMPARE(odd.median, 2.0);
    QCOMPARE(odd.high, 3.0);
    QCOMPARE(even.median, 2.5);
}

QTEST_APPLESS_MAIN(Learn)
#include "tst_learn.moc"
