#include "ui/view/reading.h"

#include "core/pack/tensor.h"
#include "core/trace/memory.h"
#include "tests/support/gallery.h"
#include "tests/support/sample.h"
#include "ui/paint/text.h"
#include "ui/view/refresher.h"

#include <QHelpEvent>
#include <QToolTip>
#include <QtTest>

#include <ctime>

using namespace rnnscope;

namespace {

/// The view on a desk, shown and up to date.
struct Shown {
    explicit Shown(std::string_view text = SampleDesk::poem)
        : sample(16, 1, text)
        , view(sample.desk)
        , refresher(sample.desk)
    {
        refresher.add(&view);
        view.resize(420, 230);
        view.show();
        refresher.flush();
    }
    explicit Shown(Exhibit exhibit)
        : Shown()
    {
        Scene scene;
        scene.models = {std::make_shared<const Model>(std::move(exhibit.model))};
        Watch watch;
        sample.show(*runScene(std::move(scene), std::move(exhibit.sequence), watch));
        refresher.flush();
    }

    void moveTo(int step)
    {
        sample.playback.toStep(step);
        refresher.flush();
    }
    const Matrix& values() const
    {
        return sample.session.trace()
            ->layers[static_cast<size_t>(sample.selection.layer())]
            .tracks[static_cast<size_t>(sample.selection.track())];
    }
    QColor ground(int step) const
    {
        const Track& track = sample.session.model()
                                 ->layers[static_cast<size_t>(sample.selection.layer())]
                                 .cell->tracks()[static_cast<size_t>(sample.selection.track())];
        const double value = values()(sample.selection.unit(), step);
        return QColor::fromRgb(scaleOf(track, values()).colour(value, palette(Theme::Light)));
    }
    QColor painted(int step)
    {
        const QPointF corner = view.placeOf(step).topLeft();
        return view.grab().toImage().pixelColor((corner + QPointF(0, 1)).toPoint());
    }

    SampleDesk sample;
    TextByUnit view;
    Refresher refresher;
};

std::string longText(size_t size)
{
    std::string text;
    while (text.size() < size)
        text += "the rain is soft and the night is long ";
    return text.substr(0, size);
}

}

class TestReading : public QObject {
    Q_OBJECT

private slots:
    void tokensStandOnTheColourOfTheirValue();
    void theFutureIsPaler();
    void anotherUnitColoursAnew();
    void theHeadingNamesTrackUnitAndMemory();
    void aClickGoesToTheStep();
    void hoveringTellsStepTokenAndValue();
    void numbersAreTheUnitsTrace();
    void wordsAreNotBroken();
    void theCurrentTokenStaysInSight();
    void thePictureDependsOnThePositionAlone();
    void framesOfALongTextCostNoMore();
    void stepsAreNumberedWhereNoTokensAreRead();
    void backwardLayersSayThatTheyReadFromTheEnd();
    void everyNetworkIsShown_data();
    void everyNetworkIsShown();
    void printedPictureEqualsTheScreen();
};

void TestReading::tokensStandOnTheColourOfTheirValue()
{
    Shown shown;
    shown.sample.playback.toEnd();
    shown.refresher.flush();
    for (const int step : {0, 5, 20})
        QCOMPARE(shown.painted(step), shown.ground(step));
}

void TestReading::theFutureIsPaler()
{
    Shown shown;
    shown.moveTo(10);
    QCOMPARE(shown.painted(9), shown.ground(9));
    QVERIFY(qGray(shown.painted(20).rgb()) > qGray(shown.ground(20).rgb()));
}

void TestReading::anotherUnitColoursAnew()
{
    Shown shown;
    shown.moveTo(20);
    shown.sample.selection.setUnit(7);
    shown.refresher.flush();
    QCOMPARE(shown.painted(5), shown.ground(5));
    QVERIFY(shown.view.remark().contains("unit 7 of 16"));
}

void TestReading::theHeadingNamesTrackUnitAndMemory()
{
    Shown shown;
    shown.sample.selection.setUnit(3);
    shown.refresher.flush();
    const double life = memoryHalfLives(shown.values())[3];
    QCOMPARE(shown.view.remark(),
        "cell state c · unit 3 of 16 · memory half-life " + fixedNumber(life, 1) + " steps");
}

void TestReading::aClickGoesToTheStep()
{
    Shown shown;
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.view.placeOf(21).center().toPoint());
    QCOMPARE(shown.sample.playback.position(), 22.0);
}

void TestReading::hoveringTellsStepTokenAndValue()
{
    Shown shown;
    const QPoint place = shown.view.placeOf(1).center().toPoint();
    QHelpEvent event(QEvent::ToolTip, place, shown.view.mapToGlobal(place));
    QCoreApplication::sendEvent(&shown.view, &event);
    QCOMPARE(QToolTip::text(),
        "step 2 “비”: cell state c, unit 0: " + fixedNumber(shown.values()(0, 1), 3));
    QToolTip::hideText();
}

void TestReading::numbersAreTheUnitsTrace()
{
    Shown shown;
    shown.sample.selection.setUnit(5);
    shown.refresher.flush();
    const std::vector<Tensor> numbers = shown.view.numbers();
    QCOMPARE(numbers.size(), size_t(1));
    QCOMPARE(QString::fromStdString(numbers[0].name), "0/cell[:,5]");
    QCOMPARE(matrixOf(numbers[0]), Matrix(shown.values().row(5).transpose()));
}

void TestReading::wordsAreNotBroken()
{
    const std::string text = longText(400);
    Shown shown(text);
    for (int step = 1; step < 200; ++step)
        if (text[static_cast<size_t>(step)] != ' ' && text[static_cast<size_t>(step) - 1] != ' ')
            QCOMPARE(shown.view.placeOf(step).top(), shown.view.placeOf(step - 1).top());
}

void TestReading::theCurrentTokenStaysInSight()
{
    Shown shown(longText(20000));
    for (const int step : {0, 5000, 19999, 300, 0}) {
        shown.moveTo(step);
        QVERIFY2(!shown.view.placeOf(step).isNull(), qPrintable(QString::number(step)));
    }
    QVERIFY(shown.view.placeOf(19999).isNull());
}

void TestReading::thePictureDependsOnThePositionAlone()
{
    Shown shown(longText(20000));
    for (const int step : {0, 700, 19000}) {
        shown.moveTo(step);
        const QImage before = shown.view.grab().toImage();
        shown.moveTo(step + 90);
        shown.view.grab();
        shown.moveTo(step + 1);
        shown.view.grab();
        shown.moveTo(step);
        QCOMPARE(shown.view.grab().toImage(), before);
    }
}

/// Processor time of frames.
std::clock_t timeOfFrames(Shown& shown)
{
    const std::clock_t start = std::clock();
    for (int frame = 0; frame < 60; ++frame) {
        shown.sample.playback.setPosition(100 + frame / 60.0);
        shown.refresher.flush();
        shown.view.grab();
    }
    return std::clock() - start;
}

void TestReading::framesOfALongTextCostNoMore()
{
    Shown one(longText(500)), forty(longText(20000));
    QVERIFY(timeOfFrames(forty) < 3 * timeOfFrames(one));
}

void TestReading::stepsAreNumberedWhereNoTokensAreRead()
{
    Shown shown(exhibit("", {.cell = lstm({})}, 30));
    QVERIFY(!shown.view.placeOf(29).isNull());
    QVERIFY(shown.view.describe(4).startsWith("step 5: "));
    shown.sample.playback.toEnd();
    shown.refresher.flush();
    QCOMPARE(shown.painted(12), shown.ground(12));
}

void TestReading::backwardLayersSayThatTheyReadFromTheEnd()
{
    Shown shown(exhibit("", {.cell = lstm({}), .both = true}));
    QVERIFY(!shown.view.remark().contains("backward"));
    shown.sample.selection.setLayer(1);
    shown.moveTo(0);
    QVERIFY(shown.view.remark().startsWith("layer 1, backward"));
    QCOMPARE(shown.painted(7), shown.ground(7)); // it was there before
}

void TestReading::everyNetworkIsShown_data()
{
    QTest::addColumn<int>("place");
    const auto all = gallery();
    for (size_t i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name.c_str()) << static_cast<int>(i);
}

void TestReading::everyNetworkIsShown()
{
    QFETCH(int, place);
    Shown shown(std::move(gallery()[static_cast<size_t>(place)]));
    const auto layers = static_cast<int>(shown.sample.session.model()->layers.size());
    for (int layer = 0; layer < layers; ++layer) {
        shown.sample.selection.setLayer(layer);
        shown.sample.playback.toEnd();
        shown.refresher.flush();
        QCOMPARE(shown.painted(0), shown.ground(0));
        QCOMPARE(shown.view.numbers().front().shape.front(), shown.sample.session.trace()->steps());
    }
}

void TestReading::printedPictureEqualsTheScreen()
{
    Shown shown;
    const QImage screen = shown.view.grab().toImage();
    QImage printed(shown.view.size(), QImage::Format_RGB32);
    QPainter painter(&printed);
    shown.view.print(painter);
    int different = 0;
    for (int y = 0; y < screen.height(); ++y)
        for (int x = 0; x < screen.width(); ++x)
            different += qAbs(qGray(screen.pixel(x, y)) - qGray(printed.pixel(x, y))) > 64;
    QVERIFY2(different < 100, qPrintable(QString::number(different)));
}

QTEST_MAIN(TestReading)
#include "tst_reading.moc"
