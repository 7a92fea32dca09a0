#include "core/run/share.h"
#include "tests/support/shownview.h"
#include "ui/paint/text.h"
#include "ui/view/shares.h"

#include <QTest>

#include <numeric>

using namespace rnnscope;

class TestShares : public QObject {
    Q_OBJECT

private slots:
    void theCurvesAreCoresMeasure();
    void aPlaceTellsItsShareAndAllBeyondIt();
    void theAxisHoldsZero();
    void movingMeasuresNothing();
    void aSequenceThatTakesTooLongIsNotBegun();
    void everyNetworkIsShown();
};

void TestShares::theCurvesAreCoresMeasure()
{
    SampleDesk sample(16, 2);
    ShownView<GradientShares> shown(sample.desk);
    for (const int layer : {0, 1}) {
        sample.selection.setLayer(layer);
        shown.refresher.flush();
        QTRY_VERIFY(!shown.view.busy());
        const Scene& scene = *sample.session.scene();
        const std::vector<Tensor> found = shown.view.numbers();
        QCOMPARE(found.size(), scene.models.size());
        Watch watch;
        for (size_t m = 0; m < scene.models.size(); ++m) {
            const auto expected
                = lagShares(*scene.models[m], *scene.sequences[m], *scene.traces[m], watch);
            QCOMPARE(found[m].numbers(), (*expected)[static_cast<size_t>(layer)].parts);
            QCOMPARE(found[m].name, "M4/" + scene.models[m]->title);
        }
    }
}

void TestShares::aPlaceTellsItsShareAndAllBeyondIt()
{
    SampleDesk sample(16);
    ShownView<GradientShares> shown(sample.desk);
    QTRY_VERIFY(!shown.view.busy());
    const MeasuredCurve& first = shown.view.curves().front();
    const double beyond = std::accumulate(first.numbers.begin() + 1, first.numbers.end(), 0.0);
    const QString said = shown.view.describe(shown.view.chart().at(1, 0));
    QVERIFY2(said.startsWith("lag 1\nRNN: "), qPrintable(said));
    QVERIFY2(said.contains("with all beyond it " + fixedNumber(100 * beyond, 1)), qPrintable(said));
    const QString all = shown.view.describe(shown.view.chart().at(0, 0));
    QCOMPARE(all.count("with all beyond it 100.0 %"), 3);
}

void TestShares::theAxisHoldsZero()
{
    SampleDesk sample(16);
    ShownView<GradientShares> shown(sample.desk);
    QTRY_VERIFY(!shown.view.busy());
    QVERIFY(shown.view.chart().bottom <= 0);
    for (const MeasuredCurve& curve : shown.view.curves())
        QVERIFY(shown.view.chart().top > std::ranges::max(curve.numbers));
}

void TestShares::movingMeasuresNothing()
{
    SampleDesk sample(64);
    ShownView<GradientShares> shown(sample.desk);
    QTRY_VERIFY(!shown.view.busy());
    const QImage before = shown.view.grab().toImage();
    const double* const numbers = shown.view.curves().front().numbers.data();
    for (const int step : {0, 7, 30}) {
        sample.playback.toStep(step);
        shown.refresher.flush();
        QVERIFY(!shown.view.busy());
        QCOMPARE(shown.view.curves().front().numbers.data(), numbers);
        QCOMPARE(shown.view.grab().toImage(), before);
    }
}

void TestShares::aSequenceThatTakesTooLongIsNotBegun()
{
    SampleDesk sample(64, 1, [] {
        static std::string text;
        while (text.size() < 12000)
            text += "abcdefgh";
        return std::string_view(text);
    }());
    ShownView<GradientShares> shown(sample.desk);
    QVERIFY(!shown.view.busy());
    QVERIFY(shown.view.numbers().empty());
    QVERIFY(!shown.view.grab().isNull());
}

void TestShares::everyNetworkIsShown()
{
    SampleDesk sample(4);
    ShownView<GradientShares> shown(sample.desk, {365, 182});
    for (const Exhibit& exhibit : gallery()) {
        put(sample, exhibit);
        for (int layer = 0; layer < std::ssize(exhibit.model.layers); ++layer) {
            sample.selection.setLayer(layer);
            shown.refresher.flush();
            QTRY_VERIFY(!shown.view.busy());
            QCOMPARE(shown.view.numbers().front().shape.front(), exhibit.sequence.steps());
            QVERIFY(!shown.view.grab().isNull());
        }
    }
}

QTEST_MAIN(TestShares)
#include "tst_shares.moc"
