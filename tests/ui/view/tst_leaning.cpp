#include "core/run/leaning.h"
#include "tests/support/shownview.h"
#include "ui/paint/scale.h"
#include "ui/paint/text.h"
#include "ui/paint/unrolled.h"
#include "ui/view/leaning.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace rnnscope;

class TestLeaning : public QObject {
    Q_OBJECT

private slots:
    void theNumbersAreCores();
    void tokensStandOnTheirShareOfTheLargest();
    void whatComesLaterIsPale();
    void theHeadingNamesStepOutputAndPeak();
    void hoveringTellsTheExactNumber();
    void aClickGoesToTheStep();
    void anotherStepIsMadeAnewAndTheOldOneStaysUntilThen();
    void lookAndSelectionMeasureNothing();
    void withoutAHeadAllOutputsAreFollowed();
    void layersFromTheEndLetLaterTokensMatter();
    void everyNetworkIsShown();

private:
    using Shown = ShownView<InputLeaning>;

    static Leaning expected(const SampleDesk& sample, Index step)
    {
        Index best = 0;
        sample.session.trace()->logits.col(step).maxCoeff(&best);
        Watch watch;
        return *leaning(*sample.session.model(), *sample.session.trace(), step, best, watch);
    }
    static void moveTo(SampleDesk& sample, Shown& shown, int step)
    {
        sample.playback.toStep(step);
        shown.refresher.flush();
        QTRY_VERIFY(!shown.view.busy());
    }
    static QColor painted(Shown& shown, int step)
    {
        const QPointF corner = shown.view.placeOf(step).topLeft();
        return shown.view.grab().toImage().pixelColor((corner + QPointF(0, 1)).toPoint());
    }
};

void TestLeaning::theNumbersAreCores()
{
    SampleDesk sample(16, 2);
    Shown shown(sample.desk);
    for (const int step : {0, 5, 38, 20}) {
        moveTo(sample, shown, step);
        QCOMPARE(shown.view.numbers().front().numbers(), expected(sample, step).norms);
        QCOMPARE(shown.view.leaningStep(), step);
    }
}

void TestLeaning::tokensStandOnTheirShareOfTheLargest()
{
    SampleDesk sample(16);
    Shown shown(sample.desk);
    moveTo(sample, shown, 25);
    const Leaning found = expected(sample, 25);
    const double most = std::ranges::max(found.norms);
    const Palette& colours = palette(Theme::Light);
    for (const int step : {3, 20, 24})
        QCOMPARE(painted(shown, step),
            QColor::fromRgb(Scale{0, 1}.colour(found.norms[size_t(step)] / most, colours)));
}

void TestLeaning::whatComesLaterIsPale()
{
    SampleDesk sample(16);
    Shown shown(sample.desk);
    moveTo(sample, shown, 10);
    QCOMPARE(painted(shown, 12), palette(Theme::Light).card);
    QVERIFY(shown.view.describe(12).contains("cannot matter"));
}

void TestLeaning::theHeadingNamesStepOutputAndPeak()
{
    SampleDesk sample(16);
    Shown shown(sample.desk);
    moveTo(sample, shown, 13);
    const Leaning found = expected(sample, 13);
    const auto peak = std::ranges::max_element(found.norms);
    Index best = 0;
    sample.session.trace()->logits.col(13).maxCoeff(&best);
    const QString said = shown.view.remark();
    QVERIFY2(said.startsWith("step 14 “"), qPrintable(said));
    const QString token = shownToken(sample.session.model()->vocabulary, static_cast<int>(best));
    QVERIFY2(said.contains("most probable output “" + token + "”"), qPrintable(said));
    QVERIFY2(said.contains("largest " + briefNumber(*peak, 3) + " at step "
                 + QString::number(peak - found.norms.begin() + 1)),
        qPrintable(said));
}

void TestLeaning::hoveringTellsTheExactNumber()
{
    SampleDesk sample(16);
    Shown shown(sample.desk);
    moveTo(sample, shown, 13);
    const Leaning found = expected(sample, 13);
    const QString said = shown.view.describe(12);
    QVERIFY2(said.startsWith("step 13 “"), qPrintable(said));
    QVERIFY2(said.contains("||∂logit/∂x|| = " + briefNumber(found.norms[12], 3)), qPrintable(said));
}

void TestLeaning::aClickGoesToTheStep()
{
    SampleDesk sample(16);
    Shown shown(sample.desk);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.view.placeOf(21).center().toPoint());
    QCOMPARE(sample.playback.position(), 22.0);
}

void TestLeaning::anotherStepIsMadeAnewAndTheOldOneStaysUntilThen()
{
    SampleDesk sample(128);
    Shown shown(sample.desk);
    moveTo(sample, shown, 30);
    for (int step = 31; step < 38; ++step) { // never one that was passed meanwhile
        sample.playback.toStep(step);
        shown.refresher.flush();
        QVERIFY(shown.view.busy());
        QCOMPARE(shown.view.leaningStep(), 30);
        QVERIFY(shown.view.remark().startsWith("step 31 “"));
    }
    QTRY_VERIFY(!shown.view.busy());
    QCOMPARE(shown.view.leaningStep(), 37);
}

void TestLeaning::lookAndSelectionMeasureNothing()
{
    SampleDesk sample(128);
    Shown shown(sample.desk);
    moveTo(sample, shown, 30);
    sample.selection.setUnit(3);
    shown.view.refresh(Change::Look);
    sample.playback.setPosition(30.5); // still the same step
    shown.refresher.flush();
    QVERIFY(!shown.view.busy());
}

void TestLeaning::withoutAHeadAllOutputsAreFollowed()
{
    SampleDesk sample(4);
    Shown shown(sample.desk);
    put(sample, altered("", {.cell = gru({})}, [](Model& model) { model.head = {}; }));
    moveTo(sample, shown, 6);
    Watch watch;
    const auto found = leaning(*sample.session.model(), *sample.session.trace(), 6, {}, watch);
    QCOMPARE(shown.view.numbers().front().numbers(), found->norms);
    QVERIFY(shown.view.remark().contains("all outputs"));
}

void TestLeaning::layersFromTheEndLetLaterTokensMatter()
{
    SampleDesk sample(4);
    Shown shown(sample.desk);
    put(sample, exhibit("", {.cell = lstm({}), .both = true}));
    moveTo(sample, shown, 2);
    QVERIFY(shown.view.numbers().front().numbers()[7] > 0);
    QVERIFY(!shown.view.describe(7).contains("cannot matter"));
    QVERIFY(painted(shown, 3) != palette(Theme::Light).card);
}

void TestLeaning::everyNetworkIsShown()
{
    SampleDesk sample(4);
    Shown shown(sample.desk, {365, 182});
    for (const Exhibit& exhibit : gallery()) {
        put(sample, exhibit);
        const auto last = static_cast<int>(exhibit.sequence.steps()) - 1;
        for (const int step : {0, last}) {
            moveTo(sample, shown, step);
            QCOMPARE(shown.view.numbers().front().shape.front(), last + 1);
            QVERIFY(!shown.view.describe(step).isEmpty());
            QVERIFY(!shown.view.grab().isNull());
        }
    }
}

QTEST_MAIN(TestLeaning)
#include "tst_leaning.moc"
