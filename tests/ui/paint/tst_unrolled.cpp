#include "ui/paint/unrolled.h"

#include "tests/support/networks.h"
#include "ui/paint/stepbars.h"
#include "ui/paint/steppaint.h"

#include <limits>

using namespace rnnscope;

namespace {

/// A network and what it computes.
Unrolled ran(const Build& build, Index steps)
{
    auto model = std::make_shared<const Model>(randomModel(build));
    auto sequence = std::make_shared<const Sequence>(randomInput(*model, steps));
    Watch watch;
    auto trace = forward(*model, *sequence, watch);
    return unrolled(model, std::make_shared<const Trace>(std::move(*trace)), sequence);
}

}

class TestUnrolled : public QObject {
    Q_OBJECT

private slots:
    void nothingOfTheFutureIsThere();
    void layersBelowComeBeforeThoseAboveAfter();
    void whatReadsFromTheEndIsThereFromTheBeginning();
    void rowsFillTheHeightWithoutOverlap_data();
    void rowsFillTheHeightWithoutOverlap();
    void aFoldedCellHasRoomForItsLoop();
    void theLoopIsClosedBelowTheBlock();
    void unfoldedTheWayRunsStraight();
    void pooledNumbersAreMeansOfTheirParts();
    void barsAreTheHiddenStateOfEveryLayer();
    void whatIsNotFiniteDoesNotSpoilTheHeightOfBars();
};

void TestUnrolled::nothingOfTheFutureIsThere()
{
    const Model model = randomModel({.cell = lstm({}), .depth = 3});
    const Presence there = presenceAt(model, 1, 0);
    QCOMPARE(there.input, 0.0);
    QCOMPARE(there.memory, (std::vector<double>{0, 0, 0}));
    QCOMPARE(there.output, 0.0);
}

void TestUnrolled::layersBelowComeBeforeThoseAboveAfter()
{
    const Model model = randomModel({.cell = lstm({}), .depth = 3});
    const Presence within = presenceAt(model, 1, 0.6);
    QCOMPARE(within.memory[0], 1.0);
    QVERIFY(within.memory[1] > 0 && within.memory[1] < 1);
    QCOMPARE(within.memory[2], 0.0);
    QCOMPARE(within.output, 0.0);
    QCOMPARE(presenceAt(model, 1, 1).memory, (std::vector<double>{1, 1, 1}));
    QCOMPARE(presenceAt(model, 1, 1).output, 1.0);
}

void TestUnrolled::whatReadsFromTheEndIsThereFromTheBeginning()
{
    const Model model = randomModel({.cell = gru({}), .depth = 2, .both = true});
    const Presence there = presenceAt(model, 0, 0);
    // What a backward layer above reads has to be there too.
    QCOMPARE(there.memory, (std::vector<double>{1, 1, 0, 1}));
    QCOMPARE(there.input, 1.0);
    QCOMPARE(there.output, 0.0);
}

void TestUnrolled::rowsFillTheHeightWithoutOverlap_data()
{
    QTest::addColumn<Build>("build");
    QTest::addColumn<double>("height");
    for (const double height : {90.0, 130.0, 400.0}) {
        QTest::addRow("one layer, %g", height) << Build{.cell = lstm({})} << height;
        QTest::addRow("seven layers, %g", height) << Build{.cell = gru({}), .depth = 7} << height;
        QTest::addRow("six layers in both directions, %g", height)
            << Build{.cell = gru({}), .depth = 6, .both = true} << height;
    }
}

void TestUnrolled::rowsFillTheHeightWithoutOverlap()
{
    QFETCH(Build, build);
    QFETCH(double, height);
    const Model model = randomModel(build);
    for (const double folding : {0.0, 0.5, 1.0}) {
        const StepRows rows = stepRows(model, {40, height}, 14, folding);
        QCOMPARE(rows.truth.top, 40.0);
        QVERIFY(qAbs(rows.input.bottom() - 40 - height) < 1e-9);
        double below = rows.input.top;
        for (const StepRow& row : rows.layers) {
            QVERIFY2(row.height >= 1, qPrintable(QString::number(row.height)));
            QVERIFY(row.bottom() < below);
            below = row.top;
        }
        QVERIFY(rows.output.bottom() < below);
        for (int layer = 0; layer < static_cast<int>(rows.layers.size()); ++layer)
            QCOMPARE(rows.layerAt(rows.layers[static_cast<size_t>(layer)].middle()), layer);
    }
}

void TestUnrolled::aFoldedCellHasRoomForItsLoop()
{
    const Model model = randomModel({.cell = lstm({})});
    QVERIFY(stepRows(model, {0, 110}, 14, 1).below(0) > 13);
    QVERIFY(stepRows(model, {0, 110}, 14, 0).below(0) < 10);
}

void TestUnrolled::theLoopIsClosedBelowTheBlock()
{
    const QPolygonF way = wayOut({100, 50, 80, 30}, 5, 8, 1);
    QCOMPARE(way.first(), QPointF(180, 65));
    QCOMPARE(way.last(), QPointF(140, 88)); // where its mirror image ends too
    for (const QPointF& point : way)
        QVERIFY(point.x() >= 140 && point.y() >= 65 - 1e-9 && point.y() <= 88 + 1e-9);
}

void TestUnrolled::unfoldedTheWayRunsStraight()
{
    const QPolygonF way = wayOut({100, 50, 80, 30}, 5, 8, 0);
    QCOMPARE(way.last(), QPointF(185, 65));
    for (const QPointF& point : way)
        QCOMPARE(point.y(), 65.0);
}

void TestUnrolled::pooledNumbersAreMeansOfTheirParts()
{
    Matrix values(2, 6);
    values << 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60;
    const Watch watch;
    Matrix both(1, 2), apart(2, 2);
    both << 13.75F, 24.75F;
    apart << 2.5F, 4.5F, 25, 45;
    QCOMPARE(pooled(values, 1, 4, 1, 2, watch), both);
    QCOMPARE(pooled(values, 1, 4, 2, 2, watch), apart);
    QCOMPARE(pooled(values, 0, 6, 10, 10, watch), values); // no more parts than numbers
}

void TestUnrolled::barsAreTheHiddenStateOfEveryLayer()
{
    const Unrolled all = ran({.cell = lstm({}), .depth = 2, .both = true}, 40);
    const StepRows rows = stepRows(*all.model, {0, 300}, 14, 0);
    const Palette& colours = palette(Theme::Light);
    const StepBars bars = barsOf(all, 5, 20, 100, rows, 1, colours, Watch());
    QVERIFY(bars.covers(5, 25) && !bars.covers(4, 25) && !bars.covers(5, 26));
    QCOMPARE(bars.layers.size(), size_t(4));
    for (int layer = 0; layer < 4; ++layer) {
        const QImage& image = bars.layers[static_cast<size_t>(layer)];
        QCOMPARE(image.size(), QSize(20, 3));
        for (int step = 0; step < 20; ++step)
            for (int unit = 0; unit < 3; ++unit)
                QCOMPARE(image.pixel(step, unit),
                    all.scale.colour(all.hidden(layer)(unit, 5 + step), colours));
    }
}

void TestUnrolled::whatIsNotFiniteDoesNotSpoilTheHeightOfBars()
{
    const Unrolled all = ran({.cell = lstm({})}, 6);
    Sequence sequence = *all.sequence;
    sequence.values.col(1) << 3, std::numeric_limits<Real>::quiet_NaN(), -50, 0;
    Trace trace = *all.trace;
    trace.logits.col(4) << 70, 0, std::numeric_limits<Real>::infinity(), 0, 1;
    const Unrolled measured = unrolled(all.model, std::make_shared<const Trace>(std::move(trace)),
        std::make_shared<const Sequence>(std::move(sequence)));
    QCOMPARE(measured.inputRange, 50.0);
    QCOMPARE(measured.outputRange, 70.0);
}

QTEST_GUILESS_MAIN(TestUnrolled)
#include "tst_unrolled.moc"
