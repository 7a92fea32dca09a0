#include "ui/view/ribbon.h"

#include "core/pack/tensor.h"
#include "tests/support/sample.h"

#include <QHelpEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <QtTest>

#include <ctime>

using namespace rnnscope;

namespace {

/// A ribbon that is refreshed as in the window.
struct Shown {
    explicit Shown(std::string_view text = SampleDesk::poem, Index units = 8, int depth = 1)
        : sample(units, depth, text)
        , ribbon(sample.desk)
    {
        ribbon.resize(1000, 172);
        QObject::connect(&sample.playback, &Playback::moved, &ribbon,
            [this] { ribbon.refresh(Change::Position); });
        ribbon.refresh(Change::All);
    }

    /// Replaces the models by a changed one.
    template <class Alter>
    void alter(Alter change)
    {
        Model model = *sample.session.model();
        change(model);
        Scene scene;
        scene.models.push_back(std::make_shared<const Model>(std::move(model)));
        auto sequence = scene.models[0]->entry == Entry::Values
            ? randomSequence(*scene.models[0], 30, 1)
            : Result<Sequence>(*sample.session.sequence());
        Watch watch;
        sample.show(*runScene(std::move(scene), std::move(sequence), watch));
        ribbon.refresh(Change::All);
    }

    void wheel(double notches, Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        QWheelEvent event({500, 80}, {500, 80}, {}, {0, qRound(notches * 120)}, Qt::NoButton, keys,
            Qt::NoScrollPhase, false);
        QApplication::sendEvent(&ribbon, &event);
    }
    void awaitBars()
    {
        while (ribbon.busy())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

    QImage picture()
    {
        QImage image(ribbon.size(), QImage::Format_RGB32);
        ribbon.render(&image);
        return image;
    }

    SampleDesk sample;
    Ribbon ribbon;
};

/// 20 000 characters.
std::string longText()
{
    std::string text;
    while (text.size() < 20000)
        text += "the rain is soft and the night is long ";
    return text.substr(0, 20000);
}

int count(const QImage& image, const QColor& colour, const QRect& area)
{
    int found = 0;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            found += image.pixelColor(x, y) == colour;
    return found;
}

}

class TestRibbon : public QObject {
    Q_OBJECT

private slots:
    void clickGoesToTheStepUnderTheMouse();
    void clickLeavesTheStripWhereItIs();
    void dragMovesThroughTheSteps();
    void dragBeyondTheEdgeKeepsTheStepInSight();
    void wheelScrollsWithoutMoving();
    void stripGlidesBackAfterTheWheel();
    void currentStepStaysInSightWithoutAJump();
    void wholeFutureIsPale();
    void predictionShowsWhetherItWasRight();
    void describesStepTokenPredictionAndTruth();
    void toolTipDescribesTheStepUnderTheMouse();
    void modelWithoutHeadDrawsNoOutput();
    void modelOfValuesShowsNumbersAndBars();
    void otherCellAndLayerChangeThePicture();
    void keyFoldsAndUnfolds();
    void foldedThereIsOneCellInTheMiddle();
    void aMomentOfFoldingDoesNotDependOnTheWayThere();
    void foldedAClickDoesNotMove();
    void clickOnARowSelectsItsLayer();
    void everyLayerHasItsRow();
    void wholeSequenceIsSeenAtOnce();
    void barsShowTheStepsThatAreInSight();
    void zoomKeepsWhatIsUnderTheMouse();
    void readTokensStandOnTheColourOfTheUnit();
    void numbersAreThoseOfTheTrace();
    void framesOfALongSequenceCostNoMore();
    void printedPictureEqualsTheScreen();
};

void TestRibbon::clickGoesToTheStepUnderTheMouse()
{
    Shown shown;
    QTest::mouseClick(
        &shown.ribbon, Qt::LeftButton, Qt::NoModifier, shown.ribbon.placeOf(5).toPoint());
    QCOMPARE(shown.sample.playback.position(), 6.0);
}

void TestRibbon::clickLeavesTheStripWhereItIs()
{
    Shown shown(longText());
    shown.sample.playback.toStep(500);
    const double before = shown.ribbon.scroll();
    QTest::mouseClick(
        &shown.ribbon, Qt::LeftButton, Qt::NoModifier, shown.ribbon.placeOf(508).toPoint());
    QCOMPARE(shown.sample.playback.step(), 508);
    QCOMPARE(shown.ribbon.scroll(), before);
}

void TestRibbon::dragMovesThroughTheSteps()
{
    Shown shown;
    shown.sample.playback.toStart();
    const QPoint from = shown.ribbon.placeOf(3).toPoint();
    const QPoint to = shown.ribbon.placeOf(8).toPoint();
    QTest::mousePress(&shown.ribbon, Qt::LeftButton, Qt::NoModifier, from);
    QTest::mouseMove(&shown.ribbon, to);
    QCOMPARE(shown.sample.playback.position(), 8.5);
    QTest::mouseMove(&shown.ribbon, from);
    QCOMPARE(shown.sample.playback.position(), 3.5);
    QTest::mouseRelease(&shown.ribbon, Qt::LeftButton, Qt::NoModifier, from);
    QTest::mouseMove(&shown.ribbon, to);
    QCOMPARE(shown.sample.playback.position(), 3.5);
}

void TestRibbon::dragBeyondTheEdgeKeepsTheStepInSight()
{
    Shown shown(longText());
    shown.sample.playback.toStart();
    QTest::mousePress(
        &shown.ribbon, Qt::LeftButton, Qt::NoModifier, shown.ribbon.placeOf(10).toPoint());
    QTest::mouseMove(&shown.ribbon, {1400, 90});
    QVERIFY(shown.sample.playback.step() > 25);
    QVERIFY(shown.ribbon.placeOf(shown.sample.playback.step()).x() < 1000);
}

void TestRibbon::wheelScrollsWithoutMoving()
{
    Shown shown(longText());
    const double before = shown.ribbon.scroll();
    shown.wheel(-10);
    QVERIFY(shown.ribbon.scroll() > before + 800);
    QCOMPARE(shown.sample.playback.step(), 13);
    shown.wheel(1000);
    QCOMPARE(shown.ribbon.scroll(), 0.0);
}

void TestRibbon::stripGlidesBackAfterTheWheel()
{
    Shown shown(longText());
    shown.sample.playback.toStep(500);
    Shown still(longText());
    still.sample.playback.toStep(510);
    shown.wheel(-10);
    double before = shown.ribbon.scroll();
    for (double position = 501; position < 511; position += 0.02) {
        shown.sample.playback.setPosition(position);
        QVERIFY(std::abs(shown.ribbon.scroll() - before) < 20);
        before = shown.ribbon.scroll();
    }
    shown.sample.playback.setPosition(511);
    QCOMPARE(shown.ribbon.scroll(), still.ribbon.scroll());
}

void TestRibbon::currentStepStaysInSightWithoutAJump()
{
    Shown shown(longText());
    const double pitch = shown.ribbon.placeOf(1).x() - shown.ribbon.placeOf(0).x();
    double before = -1;
    for (int fortyths = 0; fortyths <= 2000000; fortyths += fortyths % 30000 < 200 ? 1 : 500) {
        shown.sample.playback.setPosition(fortyths / 100.0);
        const double x = shown.ribbon.placeOf(shown.sample.playback.step()).x();
        QVERIFY2(x > 70 && x < 990, qPrintable(QString::number(fortyths)));
        if (before >= 0 && fortyths % 30000 < 200 && fortyths % 30000 > 0)
            QVERIFY(std::abs(shown.ribbon.scroll() - before) <= pitch / 100 + 1e-6);
        before = shown.ribbon.scroll();
    }
}

void TestRibbon::wholeFutureIsPale()
{
    Shown shown;
    const QColor memory = palette(Theme::Light).memory;
    const int frame = qRound(shown.ribbon.placeOf(13).x());
    const QImage image = shown.picture();
    QVERIFY(count(image, memory, {90, 40, frame - 90, 100}) > 100);
    QCOMPARE(count(image, memory, {frame + 22, 40, 940 - frame, 100}), 0);
    shown.sample.playback.toEnd();
    QVERIFY(count(shown.picture(), memory, {520, 40, 400, 100}) > 100);
}

/// A network that always predicts the token that is read at step 1.
void always(Model& model)
{
    model.head.w.setZero();
    model.head.b.setZero();
    model.head.b[1] = 10;
}

void TestRibbon::predictionShowsWhetherItWasRight()
{
    Shown shown("abcabcabc");
    shown.alter(always);
    shown.sample.playback.toEnd();
    const QImage image = shown.picture();
    const QColor output = palette(Theme::Light).output;
    const auto amount = [&](int step) {
        const int x = qRound(shown.ribbon.placeOf(step).x());
        return count(image, output, {x - 17, 36, 34, 60});
    };
    QVERIFY(amount(0) > 3 * amount(1)); // filled: b follows a
    QCOMPARE(amount(3), amount(0));
    QCOMPARE(amount(4), amount(1));
}

void TestRibbon::describesStepTokenPredictionAndTruth()
{
    Shown shown("ab abcabc");
    shown.alter(always);
    QCOMPARE(
        shown.ribbon.describe(0), "step 1 of 9 · reads “a” · predicts “b” (p = 1.00) · right ✓");
    QCOMPARE(shown.ribbon.describe(1),
        "step 2 of 9 · reads “b” · predicts “b” (p = 1.00) · wrong ✗, true: “␣”");
    QCOMPARE(shown.ribbon.describe(8), "step 9 of 9 · reads “c” · predicts “b” (p = 1.00)");
}

void TestRibbon::toolTipDescribesTheStepUnderTheMouse()
{
    Shown shown;
    shown.ribbon.show();
    QVERIFY(QTest::qWaitForWindowExposed(&shown.ribbon));
    const QPoint place = shown.ribbon.placeOf(4).toPoint();
    QHelpEvent event(QEvent::ToolTip, place, shown.ribbon.mapToGlobal(place));
    QApplication::sendEvent(&shown.ribbon, &event);
    QCOMPARE(QToolTip::text(), shown.ribbon.describe(4));
    QToolTip::hideText();
}

void TestRibbon::modelWithoutHeadDrawsNoOutput()
{
    Shown shown;
    const QColor output = palette(Theme::Light).output;
    QVERIFY(count(shown.picture(), output, shown.ribbon.rect()) > 0);
    shown.alter([](Model& model) { model.head = {}; });
    QCOMPARE(count(shown.picture(), output, shown.ribbon.rect()), 0);
    QVERIFY(!shown.ribbon.describe(3).contains("predicts"));
}

void TestRibbon::modelOfValuesShowsNumbersAndBars()
{
    Shown shown;
    shown.alter([](Model& model) {
        model.vocabulary = {};
        model.entry = Entry::Values;
        model.layers[0].weights.w = Matrix::Random(model.layers[0].weights.w.rows(), 2);
    });
    const Matrix& values = shown.sample.session.sequence()->values;
    QCOMPARE(shown.ribbon.describe(2),
        QString("step 3 of 30 · reads %1, %2")
            .arg(values(0, 2), 0, 'g', 3)
            .arg(values(1, 2), 0, 'g', 3));
    QVERIFY(count(shown.picture(), palette(Theme::Light).input, {90, 100, 400, 70}) > 200);
}

void TestRibbon::otherCellAndLayerChangeThePicture()
{
    Shown shown(SampleDesk::poem, 8, 2);
    const QImage lstm = shown.picture();
    shown.sample.selection.setLayer(1);
    shown.ribbon.refresh(Change::Selection);
    const QImage upper = shown.picture();
    QVERIFY(upper != lstm);
    shown.sample.session.choose(2);
    shown.ribbon.refresh(Change::Cell);
    QVERIFY(shown.picture() != upper);
}

void TestRibbon::keyFoldsAndUnfolds()
{
    Shown shown;
    const auto below = [&] { return shown.picture().copy(0, 40, 1000, 132); }; // the heading
    shown.ribbon.show();
    QVERIFY(QTest::qWaitForWindowActive(&shown.ribbon));
    const QImage open = below();
    shown.ribbon.setFolding(1);
    const QImage folded = below();
    shown.ribbon.setFolding(0);
    QTest::keyClick(&shown.ribbon, Qt::Key_C);
    QTRY_COMPARE(below(), folded);
    QTest::keyClick(&shown.ribbon, Qt::Key_C);
    QTRY_COMPARE(below(), open);
}

void TestRibbon::foldedThereIsOneCellInTheMiddle()
{
    Shown shown;
    shown.ribbon.setFolding(1);
    const QImage image = shown.picture();
    const Palette& colours = palette(Theme::Light);
    QCOMPARE(count(image, colours.input, {100, 40, 350, 130}), 0);
    QVERIFY(count(image, colours.input, {450, 40, 160, 130}) > 20);
    QCOMPARE(count(image, colours.input, {620, 40, 380, 130}), 0);
    const QRect below(450, qRound(shown.ribbon.rows().layers[0].bottom()) + 2, 160,
        qRound(shown.ribbon.rows().below(0)) - 4);
    QVERIFY(count(image, colours.card, below) < below.width() * below.height() - 100); // the loop
}

void TestRibbon::aMomentOfFoldingDoesNotDependOnTheWayThere()
{
    Shown shown;
    shown.ribbon.setFolding(0.4);
    const QImage onTheWayThere = shown.picture();
    shown.ribbon.setFolding(1);
    shown.picture();
    shown.ribbon.setFolding(0.4);
    QCOMPARE(shown.picture(), onTheWayThere);
    shown.sample.playback.setPosition(9.3);
    QVERIFY(shown.picture() != onTheWayThere);
    shown.sample.playback.toStep(13);
    QCOMPARE(shown.picture(), onTheWayThere);
}

void TestRibbon::foldedAClickDoesNotMove()
{
    Shown shown;
    shown.ribbon.setFolding(1);
    QTest::mouseClick(&shown.ribbon, Qt::LeftButton, Qt::NoModifier, {200, 100});
    QCOMPARE(shown.sample.playback.step(), 13);
}

void TestRibbon::clickOnARowSelectsItsLayer()
{
    Shown shown(SampleDesk::poem, 8, 3);
    const auto middle = [&](int layer) {
        return QPoint(qRound(shown.ribbon.placeOf(5).x()),
            qRound(shown.ribbon.rows().layers[static_cast<size_t>(layer)].middle()));
    };
    for (const int layer : {2, 0, 1}) {
        QTest::mouseClick(&shown.ribbon, Qt::LeftButton, Qt::NoModifier, middle(layer));
        QCOMPARE(shown.sample.selection.layer(), layer);
        QCOMPARE(shown.sample.playback.step(), 5);
    }
    const int reads = qRound(shown.ribbon.rows().input.middle());
    QTest::mouseClick(&shown.ribbon, Qt::LeftButton, Qt::NoModifier,
        {qRound(shown.ribbon.placeOf(7).x()), reads});
    QCOMPARE(shown.sample.selection.layer(), 1);
    QCOMPARE(shown.sample.playback.step(), 7);
}

void TestRibbon::everyLayerHasItsRow()
{
    Shown shown(SampleDesk::poem, 8, 3);
    shown.ribbon.resize(1000, 240);
    const QImage image = shown.picture();
    const int x = qRound(shown.ribbon.placeOf(9).x());
    for (const StepRow& row : shown.ribbon.rows().layers)
        QVERIFY(count(image, palette(Theme::Light).memory,
                    {x - 20, qRound(row.top), 40, qRound(row.height)})
            > 20);
    QVERIFY(shown.ribbon.sizeHint().height() > Shown().ribbon.sizeHint().height());
}

void TestRibbon::wholeSequenceIsSeenAtOnce()
{
    Shown shown(longText());
    shown.ribbon.setZoom(0);
    QCOMPARE(shown.ribbon.scroll(), 0.0);
    QVERIFY(shown.ribbon.placeOf(0).x() > 60);
    QVERIFY(shown.ribbon.placeOf(19999).x() < 1000);
    QTest::mouseClick(
        &shown.ribbon, Qt::LeftButton, Qt::NoModifier, shown.ribbon.placeOf(10000).toPoint());
    QVERIFY(qAbs(shown.sample.playback.step() - 10000) < 40);
}

/// The colour of a unit stands where its step does, and nowhere else.
void TestRibbon::barsShowTheStepsThatAreInSight()
{
    Shown shown(longText().substr(0, 3000), 1);
    shown.sample.playback.toEnd();
    shown.ribbon.setZoom(0.05);
    QCOMPARE(shown.ribbon.pitch(), 2.0);
    shown.awaitBars();
    const QImage image = shown.picture();
    const Matrix& hidden = shown.sample.session.trace()->layers[0].tracks[static_cast<size_t>(
        shown.sample.session.model()->layers[0].cell->hidden())];
    for (const int step : {2700, 2801, 2950}) {
        const QPointF place = shown.ribbon.placeOf(step);
        QCOMPARE(image.pixelColor(qRound(place.x()), qRound(place.y())),
            QColor::fromRgb(Scale{-1, 1}.colour(hidden(0, step), palette(Theme::Light))));
    }
}

void TestRibbon::zoomKeepsWhatIsUnderTheMouse()
{
    Shown shown(longText());
    shown.sample.playback.toStep(500);
    const auto stepAtMouse = [&] {
        const double pitch = shown.ribbon.pitch();
        return (500 - shown.ribbon.placeOf(500).x()) / pitch;
    };
    const double before = stepAtMouse(), wide = shown.ribbon.pitch();
    shown.wheel(-5, Qt::ControlModifier);
    QVERIFY(shown.ribbon.pitch() < 0.4 * wide);
    QVERIFY(qAbs(stepAtMouse() - before) < 0.1);
    shown.wheel(-100, Qt::ControlModifier);
    QVERIFY(qAbs(shown.ribbon.placeOf(19999).x() - (1000 - 16)) < 1); // no further than all
}

void TestRibbon::readTokensStandOnTheColourOfTheUnit()
{
    Shown shown;
    shown.sample.selection.setTrack(1); // a gate
    shown.sample.selection.setUnit(3);
    shown.ribbon.refresh(Change::Selection);
    shown.sample.playback.toEnd();
    shown.ribbon.setTinted(true);
    const auto found = [&](int step) {
        const double value = shown.sample.session.trace()->layers[0].tracks[1](3, step);
        const QColor ground = QColor::fromRgb(Scale{0, 1}.colour(value, palette(Theme::Light)));
        return count(shown.picture(), ground,
            QRectF(shown.ribbon.placeOf(step).x() - 18, shown.ribbon.rows().input.top, 36,
                shown.ribbon.rows().input.height)
                .toRect());
    };
    QVERIFY(found(30) > 30);
    QVERIFY(shown.ribbon.describe(30).contains("unit 3, forget gate: 0."));
    shown.ribbon.setTinted(false);
    QVERIFY(found(30) < 30);
}

void TestRibbon::numbersAreThoseOfTheTrace()
{
    Shown shown(SampleDesk::poem, 8, 2);
    const Trace& trace = *shown.sample.session.trace();
    const auto hidden = static_cast<size_t>(shown.sample.session.model()->layers[0].cell->hidden());
    std::vector<Tensor> numbers = shown.ribbon.numbers();
    QCOMPARE(numbers.size(), size_t(3));
    QCOMPARE(QString::fromStdString(numbers[1].name), "1/hidden");
    QCOMPARE(matrixOf(numbers[1]), Matrix(trace.layers[1].tracks[hidden].transpose()));
    QCOMPARE(QString::fromStdString(numbers[2].name), "logits");
    QCOMPARE(matrixOf(numbers[2]), Matrix(trace.logits.transpose()));
    shown.ribbon.setFolding(1);
    numbers = shown.ribbon.numbers();
    QCOMPARE(matrixOf(numbers[0]), Matrix(trace.layers[0].tracks[hidden].col(13).transpose()));
}

/// Processor time of frames in the middle of a sequence.
std::clock_t timeOfFrames(Shown& shown, double zoom)
{
    shown.ribbon.setZoom(zoom);
    const double middle = shown.sample.playback.steps() / 2.0;
    shown.sample.playback.setPosition(middle);
    shown.awaitBars();
    shown.picture();
    const std::clock_t start = std::clock();
    for (int frame = 0; frame < 60; ++frame) {
        shown.sample.playback.setPosition(middle + frame / 60.0);
        shown.picture();
    }
    return std::clock() - start;
}

void TestRibbon::framesOfALongSequenceCostNoMore()
{
    Shown one(longText().substr(0, 500)), forty(longText());
    for (const double zoom : {1.0, 0.3, 0.05, 0.0})
        QVERIFY2(timeOfFrames(forty, zoom) < 3 * timeOfFrames(one, zoom),
            qPrintable(QString::number(zoom)));
}

void TestRibbon::printedPictureEqualsTheScreen()
{
    Shown shown;
    const QImage screen = shown.picture();
    QImage printed(shown.ribbon.size(), QImage::Format_RGB32);
    QPainter painter(&printed);
    shown.ribbon.print(painter);
    int different = 0;
    for (int y = 0; y < screen.height(); ++y)
        for (int x = 0; x < screen.width(); ++x)
            different += qAbs(qGray(screen.pixel(x, y)) - qGray(printed.pixel(x, y))) > 64;
    QVERIFY(different < screen.width() * screen.height() / 500);
}

QTEST_MAIN(TestRibbon)
#include "tst_ribbon.moc"
