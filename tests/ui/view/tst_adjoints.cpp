#include "ui/view/adjoints.h"

#include "core/pack/tensor.h"
#include "core/run/flow.h"
#include "core/trace/memory.h"
#include "tests/support/shownview.h"

#include <QtTest>

using namespace rnnscope;

namespace {

/// The map of a desk, ready.
struct Ready : ShownView<AdjointMap> {
    explicit Ready(const Desk& desk, QSize size = {640, 300})
        : ShownView(desk, size)
    {
        settle();
    }
    void settle()
    {
        refresher.flush();
        while (view.busy())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    Chip* chip(const QString& text) const
    {
        for (Chip* chip : view.findChildren<Chip*>())
            if (chip->isVisible() && chip->text() == text)
                return chip;
        return nullptr;
    }
    /// The middle of a cell of the map.
    QPoint placeOf(int row, int step, Index units) const
    {
        const QRectF area = view.area();
        const double pitch = area.width() / static_cast<double>(view.axis().count);
        return QPointF(area.left() + (step + 0.5) * pitch,
            area.top() + (row + 0.5) * area.height() / static_cast<double>(units))
            .toPoint();
    }
};

/// Core's gradient of the chosen model, a row a step.
Matrix expectedOf(const SampleDesk& sample, LossStep loss, std::string_view track, int layer = 0)
{
    const Model& model = *sample.session.model();
    Watch watch;
    const auto gradient
        = backward(model, *sample.session.sequence(), *sample.session.trace(), loss, watch);
    const auto place = static_cast<size_t>(layer);
    return gradient->layers[place]
        .tracks[static_cast<size_t>(model.layers[place].cell->indexOf(track))]
        .transpose();
}

}

class TestAdjoints : public QObject {
    Q_OBJECT

private slots:
    void theNumbersAreCoresGradientForEveryChoiceOfLosses();
    void theirNormsAreThoseOfTheGradientPlot();
    void theChipsChooseTheState();
    void aSpotTellsTheSignedValue();
    void aPressChoosesUnitAndStep();
    void theRowsStandAsInTheHeatMap();
    void nothingIsComputedWhileThePositionMoves();
    void thisStepsLossFollowsThePositionAndTheLastOneStays();
    void aStepWithoutALossSaysSo();
    void everyLayerIsThereAtOnce();
    void anotherNetworkIsWaitedFor();
    void aDeskWithoutASceneSaysWhatWillBeHere();
    void theChipsFitEvenWhereTheViewIsNarrow();
};

void TestAdjoints::theNumbersAreCoresGradientForEveryChoiceOfLosses()
{
    SampleDesk sample(16);
    Ready shown(sample.desk);
    const Index last = lastLoss(*sample.session.model(), *sample.session.sequence());
    const std::vector<std::pair<Losses, LossStep>> all{
        {Losses::Last, last}, {Losses::Every, std::nullopt}, {Losses::Current, 13}};
    for (const auto& [losses, step] : all) {
        sample.selection.setLosses(losses);
        shown.settle();
        const auto numbers = shown.view.numbers();
        QCOMPARE(numbers.size(), size_t(1));
        QCOMPARE(numbers[0].name, "gradient/0/cell");
        QCOMPARE(matrixOf(numbers[0]), expectedOf(sample, step, "cell"));
    }
}

void TestAdjoints::theirNormsAreThoseOfTheGradientPlot()
{
    SampleDesk sample(16);
    Ready shown(sample.desk);
    const Flow& plotted = sample.session.gradient()->flows[1].front();
    const Matrix units = matrixOf(shown.view.numbers()[0]);
    for (Index step = 0; step < units.rows(); ++step) {
        const double norm = units.row(step).cast<double>().norm();
        QVERIFY(std::abs(norm - plotted.norms[static_cast<size_t>(step)]) <= 1e-12 * norm);
    }
}

void TestAdjoints::theChipsChooseTheState()
{
    SampleDesk sample(16);
    Ready shown(sample.desk);
    QVERIFY(shown.chip("cell state")->isChecked());
    QTest::mouseClick(shown.chip("hidden state"), Qt::LeftButton);
    QVERIFY(shown.chip("hidden state")->isChecked());
    const Index last = lastLoss(*sample.session.model(), *sample.session.sequence());
    QCOMPARE(matrixOf(shown.view.numbers()[0]), expectedOf(sample, last, "hidden"));
    sample.session.choose(2);
    shown.settle();
    QVERIFY(!shown.chip("hidden state"));
}

void TestAdjoints::aSpotTellsTheSignedValue()
{
    SampleDesk sample(16);
    Ready shown(sample.desk);
    const Matrix expected
        = expectedOf(sample, lastLoss(*sample.session.model(), *sample.session.sequence()), "cell");
    int negative = 0;
    while (expected(36, negative) >= 0)
        ++negative;
    const QString said = shown.view.describe(AdjointMap::Spot{negative, 36});
    QVERIFY2(said.startsWith(QString("unit %1, step 37 “").arg(negative)), qPrintable(said));
    QVERIFY2(said.contains("∂L₃₈/∂c₃₇ = −"), qPrintable(said));
    QVERIFY(shown.view.describe(QPointF(2, 2)).isEmpty());
}

void TestAdjoints::aPressChoosesUnitAndStep()
{
    SampleDesk sample(16);
    Ready shown(sample.desk);
    QTest::mouseClick(shown.chip("by index"), Qt::LeftButton);
    QTest::mousePress(&shown.view, Qt::LeftButton, {}, shown.placeOf(5, 20, 16));
    QCOMPARE(sample.selection.unit(), 5);
    QCOMPARE(sample.playback.position(), 21.0);
}

void TestAdjoints::theRowsStandAsInTheHeatMap()
{
    SampleDesk sample(16);
    Ready shown(sample.desk);
    const auto lives = memoryHalfLives(sample.session.trace()->layers[0].tracks[4]);
    for (int row = 1; row < 16; ++row) {
        const int above = shown.view.spotAt(shown.placeOf(row - 1, 0, 16)).unit;
        const int below = shown.view.spotAt(shown.placeOf(row, 0, 16)).unit;
        QVERIFY(lives[static_cast<size_t>(above)] >= lives[static_cast<size_t>(below)]);
    }
}

void TestAdjoints::nothingIsComputedWhileThePositionMoves()
{
    SampleDesk sample(256);
    Ready shown(sample.desk);
    for (int step = 0; step < sample.playback.steps(); ++step) {
        sample.playback.toStep(step);
        sample.selection.setUnit(step);
        shown.refresher.flush();
        shown.view.grab();
        QVERIFY(!shown.view.busy());
    }
}

void TestAdjoints::thisStepsLossFollowsThePositionAndTheLastOneStays()
{
    SampleDesk sample(256);
    sample.selection.setLosses(Losses::Current);
    Ready shown(sample.desk);
    const Matrix before = matrixOf(shown.view.numbers()[0]);
    QCOMPARE(before, expectedOf(sample, 13, "cell"));
    for (const int step : {20, 25, 30}) { // the newest wins
        sample.playback.toStep(step);
        shown.refresher.flush();
        QVERIFY(shown.view.busy());
        QCOMPARE(matrixOf(shown.view.numbers()[0]), before);
    }
    shown.settle();
    QCOMPARE(matrixOf(shown.view.numbers()[0]), expectedOf(sample, 30, "cell"));
    sample.playback.setPosition(30.5); // within the same step
    shown.refresher.flush();
    QVERIFY(!shown.view.busy());
}

void TestAdjoints::aStepWithoutALossSaysSo()
{
    SampleDesk sample(8);
    sample.selection.setLosses(Losses::Current);
    Ready shown(sample.desk);
    QVERIFY(shown.view.emptyText().isEmpty());
    sample.playback.toStep(sample.playback.steps() - 1);
    shown.settle();
    QVERIFY2(shown.view.emptyText().contains("has no loss"), qPrintable(shown.view.emptyText()));
    QVERIFY(!shown.view.grab().isNull());
    sample.playback.toStep(10);
    shown.settle();
    QVERIFY(shown.view.emptyText().isEmpty());
}

void TestAdjoints::everyLayerIsThereAtOnce()
{
    SampleDesk sample(4);
    put(sample, exhibit("both", {.cell = lstm({}), .depth = 2, .both = true}));
    Ready shown(sample.desk);
    const Index last = lastLoss(*sample.session.model(), *sample.session.sequence());
    for (const int layer : {0, 1, 2, 3}) {
        sample.selection.setLayer(layer);
        shown.refresher.flush();
        QVERIFY(!shown.view.busy());
        QCOMPARE(matrixOf(shown.view.numbers()[0]), expectedOf(sample, last, "cell", layer));
        QVERIFY(!shown.view.grab().isNull());
    }
}

void TestAdjoints::anotherNetworkIsWaitedFor()
{
    SampleDesk sample(256);
    Ready shown(sample.desk);
    sample.session.choose(2);
    shown.refresher.flush();
    QVERIFY(shown.view.busy());
    QVERIFY(shown.view.emptyText().startsWith("Following the loss back"));
    QTest::mousePress(&shown.view, Qt::LeftButton, {}, shown.view.area().center().toPoint());
    shown.settle();
    QVERIFY(shown.view.emptyText().isEmpty());
}

void TestAdjoints::aDeskWithoutASceneSaysWhatWillBeHere()
{
    Session session;
    Playback playback;
    Selection selection;
    const Desk desk{&session, &playback, &selection};
    Ready shown(desk);
    QVERIFY(shown.view.numbers().empty());
    QVERIFY(!shown.view.emptyText().isEmpty());
    QVERIFY(!shown.view.accessibleName().isEmpty());
}

void TestAdjoints::theChipsFitEvenWhereTheViewIsNarrow()
{
    SampleDesk sample(16);
    Ready shown(sample.desk);
    for (const int width : {320, 420, 640, 1040}) {
        shown.view.resize(width, 180);
        QVERIFY(shown.view.area().height() > 70);
        const auto chips = shown.view.findChildren<Chip*>();
        QCOMPARE(chips.size(), 5);
        for (const Chip* chip : chips) {
            QVERIFY(shown.view.rect().contains(chip->geometry()));
            for (const Chip* other : chips)
                QVERIFY(other == chip || !chip->geometry().intersects(other->geometry()));
        }
    }
}

QTEST_MAIN(TestAdjoints)
#include "tst_adjoints.moc"
