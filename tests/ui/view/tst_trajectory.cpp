#include "ui/view/trajectory.h"

#include "core/pack/tensor.h"
#include "tests/support/shownview.h"

#include <QtTest>

using namespace rnnscope;

namespace {

using Shown = ShownView<Trajectory>;

double distance(QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

}

class TestTrajectory : public QObject {
    Q_OBJECT

private slots:
    void theNumbersAreTheTraceInItsPlane()
    {
        SampleDesk sample(16);
        sample.selection.setTrack(Lstm::CellState);
        const Shown shown(sample.desk);
        const std::vector<Tensor> numbers = shown.view.numbers();
        QCOMPARE(numbers.size(), size_t(1));
        QCOMPARE(numbers[0].name, std::string("0/cell.pc"));
        const auto plane
            = principalPlane(sample.session.trace()->layers[0].tracks[Lstm::CellState]);
        QVERIFY((matrixOf(numbers[0]) - plane->places.transpose().cast<Real>()).norm() < 1e-5);
    }

    void aGateIsNoStateSoTheHiddenOneIsShown()
    {
        SampleDesk sample(8);
        sample.selection.setTrack(Lstm::Forget);
        QCOMPARE(Shown(sample.desk).view.numbers()[0].name, std::string("0/hidden.pc"));
    }

    void aUnitIsAsLongAcrossAsUp()
    {
        SampleDesk sample(16);
        const Shown shown(sample.desk, {1040, 400});
        const Matrix places = matrixOf(shown.view.numbers()[0]);
        const auto scaleOf = [&](int a, int b) {
            return distance(shown.view.placeOf(a + 1), shown.view.placeOf(b + 1))
                / static_cast<double>((places.row(a) - places.row(b)).norm());
        };
        for (const int step : {2, 9, 20})
            QVERIFY(std::abs(scaleOf(step, step + 3) / scaleOf(0, 7) - 1) < 1e-4);
    }

    void theMarkerMovesAlongTheLine()
    {
        SampleDesk sample(8);
        const Shown shown(sample.desk);
        const QPointF from = shown.view.placeOf(5), to = shown.view.placeOf(6);
        QVERIFY(distance(shown.view.placeOf(5.25), from + (to - from) * 0.25) < 1e-9);
        QVERIFY(distance(shown.view.placeOf(5.0001), from) < 0.1);
    }

    void aLayerThatReadsForwardSetsOutFromItsStart()
    {
        SampleDesk sample(4);
        put(sample, exhibit("", {.cell = gru({}), .started = true}));
        const Shown shown(sample.desk);
        QVERIFY(distance(shown.view.placeOf(0), shown.view.placeOf(1)) > 1);
        QVERIFY(QRectF(shown.view.rect()).contains(shown.view.placeOf(0)));
    }

    void aLayerThatReadsFromTheEndDoesNot()
    {
        SampleDesk sample(4);
        put(sample, exhibit("", {.cell = gru({}), .backward = true, .started = true}));
        const Shown shown(sample.desk);
        QCOMPARE(shown.view.placeOf(0), shown.view.placeOf(1));
    }

    void aClickGoesToTheStep()
    {
        SampleDesk sample(8);
        Shown shown(sample.desk);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.view.placeOf(22).toPoint());
        QCOMPARE(shown.view.placeOf(sample.playback.position()), shown.view.placeOf(22));
    }

    void hoveringTellsTheStep()
    {
        SampleDesk sample(8);
        const Shown shown(sample.desk);
        const QString text = shown.view.describe(shown.view.placeOf(1));
        QVERIFY2(text.contains("step 1 “봄”"), qPrintable(text));
        QVERIFY(shown.view.describe(QPointF(1, 1)).isEmpty());
    }

    void allOfItLiesInTheView_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("small") << QSize(320, 180);
        QTest::newRow("wide") << QSize(1040, 400);
        QTest::newRow("high") << QSize(400, 900);
    }
    void allOfItLiesInTheView()
    {
        QFETCH(QSize, size);
        SampleDesk sample(16);
        const Shown shown(sample.desk, size);
        for (int step = 0; step <= sample.playback.steps(); ++step)
            QVERIFY(QRectF(QPointF(), size)
                        .adjusted(20, 30, -16, -30)
                        .contains(shown.view.placeOf(step)));
    }

    void oneStepIsNoWay()
    {
        SampleDesk sample(4);
        put(sample, exhibit("", {.cell = lstm({})}, 1));
        const Shown shown(sample.desk);
        QVERIFY(shown.view.numbers().empty());
        QVERIFY(!shown.view.busy());
    }

    void aLargePlaneIsFoundInTheBackground()
    {
        SampleDesk sample(4);
        put(sample, exhibit("", {.cell = elman({}), .units = 512}, 60));
        Shown shown(sample.desk);
        QVERIFY(shown.view.busy());
        QTRY_VERIFY_WITH_TIMEOUT(!shown.view.busy(), 60'000);
        QCOMPARE(matrixOf(shown.view.numbers()[0]).rows(), Index(60));
    }
};

QTEST_MAIN(TestTrajectory)
#include "tst_trajectory.moc"
