#include "ui/view/ribbon.h"

#include "tests/support/sample.h"

#include <QHelpEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <QtTest>

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

    void wheel(double notches)
    {
        QWheelEvent event({500, 80}, {500, 80}, {}, {0, qRound(notches * 120)}, Qt::NoButton,
            Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&ribbon, &event);
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
    for (int hundredths = 0; hundredths <= 2000000;
         hundredths += hundredths % 30000 < 200 ? 1 : 500) {
        shown.sample.playback.setPosition(hundredths / 100.0);
        const double x = shown.ribbon.placeOf(shown.sample.playback.step()).x();
        QVERIFY2(x > 70 && x < 990, qPrintable(QString::number(hundredths)));
        if (before >= 0 && hundredths % 30000 < 200 && hundredths % 30000 > 0)
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
