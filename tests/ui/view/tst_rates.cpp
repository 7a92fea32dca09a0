#include "core/run/lyapunov.h"
#include "tests/support/shownview.h"
#include "ui/paint/text.h"
#include "ui/view/rates.h"

#include <QTest>

#include <cmath>

using namespace rnnscope;

class TestRates : public QObject {
    Q_OBJECT

private slots:
    void theDotsAreCoresExponents();
    void aPlaceTellsTheRateAndWhatItMeans();
    void bothSidesOfZeroAreInSight();
    void movingMeasuresNothing();
    void everyNetworkIsShown();
};

void TestRates::theDotsAreCoresExponents()
{
    SampleDesk sample(24);
    const ShownView<GradientRates> shown(sample.desk);
    QTRY_VERIFY(!shown.view.busy());
    const Scene& scene = *sample.session.scene();
    const std::vector<Tensor> found = shown.view.numbers();
    QCOMPARE(found.size(), scene.models.size());
    Watch watch;
    for (size_t m = 0; m < scene.models.size(); ++m) {
        const auto expected = lyapunov(*scene.models[m], *scene.traces[m], 0, 32, watch);
        QCOMPARE(found[m].numbers(), expected->rates);
        const bool lstm = scene.models[m]->title == "LSTM"; // h and c: 48 states
        QCOMPARE(found[m].numbers().size(), size_t(lstm ? 32 : 24));
    }
}

void TestRates::aPlaceTellsTheRateAndWhatItMeans()
{
    SampleDesk sample(16);
    const ShownView<GradientRates> shown(sample.desk);
    QTRY_VERIFY(!shown.view.busy());
    QCOMPARE(shown.view.placeAt(shown.view.chart().at(2, 0)), 2);
    const QString said = shown.view.describe(shown.view.chart().at(2, 0));
    QVERIFY2(said.startsWith("λ2\n"), qPrintable(said));
    const double rate = shown.view.curves().front().numbers[1];
    const QString expected
        = "RNN: " + signedNumber(rate, 4) + ", × " + briefNumber(std::exp(rate), 3) + " a step";
    QVERIFY2(said.contains(expected), qPrintable(said));
}

void TestRates::bothSidesOfZeroAreInSight()
{
    SampleDesk sample(16);
    const ShownView<GradientRates> shown(sample.desk);
    QTRY_VERIFY(!shown.view.busy());
    QVERIFY(shown.view.chart().bottom < 0 && shown.view.chart().top > 0);
}

void TestRates::movingMeasuresNothing()
{
    SampleDesk sample(64);
    ShownView<GradientRates> shown(sample.desk);
    QTRY_VERIFY(!shown.view.busy());
    const QImage before = shown.view.grab().toImage();
    for (const int step : {0, 7, 30}) {
        sample.playback.toStep(step);
        shown.refresher.flush();
        QVERIFY(!shown.view.busy());
        QCOMPARE(shown.view.grab().toImage(), before);
    }
}

void TestRates::everyNetworkIsShown()
{
    SampleDesk sample(4);
    ShownView<GradientRates> shown(sample.desk, {365, 182});
    for (const Exhibit& exhibit : gallery()) {
        put(sample, exhibit);
        for (int layer = 0; layer < std::ssize(exhibit.model.layers); ++layer) {
            sample.selection.setLayer(layer);
            shown.refresher.flush();
            QTRY_VERIFY(!shown.view.busy());
            QVERIFY(shown.view.numbers().front().shape.front() > 0);
            QVERIFY(!shown.view.grab().isNull());
        }
    }
}

QTEST_MAIN(TestRates)
#include "tst_rates.moc"
