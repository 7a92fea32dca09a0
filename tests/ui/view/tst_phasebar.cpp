#include "tests/support/sample.h"
#include "ui/view/phasebar.h"

#include <QHelpEvent>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

using namespace rnnscope;

namespace {

/// The phases of an LSTM on the sample desk, step 14 done.
struct Bar {
    Bar()
        : sample(8)
        , view(sample.desk, nullptr)
    {
        sample.session.choose(1);
        view.setPhases(phases(*sample.session.model(), 0));
        view.resize(view.sizeHint());
        view.show();
    }

    QPoint middle(int pill) const { return view.pills()[size_t(pill)].center().toPoint(); }
    /// A place that far across a pill.
    QPoint at(int pill, double part) const
    {
        const QRectF& rect = view.pills()[size_t(pill)];
        return QPointF(rect.left() + part * rect.width(), rect.center().y()).toPoint();
    }
    void press(QPoint place) { QTest::mousePress(&view, Qt::LeftButton, {}, place); }
    void release(QPoint place) { QTest::mouseRelease(&view, Qt::LeftButton, {}, place); }
    void move(QPoint place)
    {
        QMouseEvent event(
            QEvent::MouseMove, place, view.mapToGlobal(place), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&view, &event);
    }
    void wheel(int notches)
    {
        QWheelEvent event(middle(0), view.mapToGlobal(middle(0)), {}, {0, 120 * notches},
            Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&view, &event);
    }
    double position() const { return sample.playback.position(); }

    SampleDesk sample;
    PhaseBar view;
};

}

class TestPhaseBar : public QObject {
    Q_OBJECT

private slots:
    void aClickGoesToTheEndOfThePhase();
    void aDragMovesThroughTheStepInBothDirections();
    void aDragStaysWithinItsStep();
    void theFillSaysHowFarThePhaseIs();
    void theWheelGoesByPhases();
    void theTipNamesThePhaseAndItsKeys();
    void everyPillIsWithinTheBarAtAnyWidth();
};

void TestPhaseBar::aClickGoesToTheEndOfThePhase()
{
    Bar bar;
    QTest::mouseClick(&bar.view, Qt::LeftButton, {}, bar.middle(1));
    QCOMPARE(bar.position(), 13 + 2.0 / 5);
    QTest::mouseClick(&bar.view, Qt::LeftButton, {}, bar.middle(4));
    QCOMPARE(bar.position(), 14.0);
}

void TestPhaseBar::aDragMovesThroughTheStepInBothDirections()
{
    Bar bar;
    bar.press(bar.middle(4));
    for (const auto& [pill, part] : {std::pair(3, 0.5), {1, 0.25}, {2, 0.75}, {0, 0.5}}) {
        const QPoint place = bar.at(pill, part);
        bar.move(place);
        QVERIFY(std::abs(bar.position() - (13 + (pill + part) / 5)) < 0.01);
        QCOMPARE(bar.position(), 13 + bar.view.partAt(place.x()));
    }
    const double where = bar.position();
    bar.release(bar.at(0, 0.5));
    QCOMPARE(bar.position(), where);
}

void TestPhaseBar::aDragStaysWithinItsStep()
{
    Bar bar;
    bar.press(bar.middle(2));
    bar.move({-500, 5});
    QCOMPARE(bar.sample.playback.step(), 13);
    QVERIFY(bar.sample.playback.phase() < 0.001);
    bar.move({5000, 5});
    QCOMPARE(bar.position(), 14.0);
    bar.move(bar.at(0, 0.5));
    QCOMPARE(bar.sample.playback.step(), 13);
}

void TestPhaseBar::theFillSaysHowFarThePhaseIs()
{
    Bar bar;
    const auto filled = [&](double done) {
        bar.sample.playback.setPosition(13 + (1 + done) / 5);
        const QImage picture = bar.view.grab().toImage();
        const int y = bar.at(1, 0).y() - bar.view.height() / 2 + 4; // above the letters
        int count = 0;
        for (int x = bar.at(1, 0.1).x(); x < bar.at(1, 0.9).x(); ++x)
            count += picture.pixelColor(x, y) == bar.sample.desk.colours().accent;
        return count / (0.8 * bar.view.pills()[1].width());
    };
    QVERIFY(filled(0.1) < 0.05);
    QVERIFY(std::abs(filled(0.5) - 0.5) < 0.05);
    QVERIFY(filled(1) > 0.95);
}

void TestPhaseBar::theWheelGoesByPhases()
{
    Bar bar;
    bar.sample.playback.setSpeed(1e6); // a run ends with the next turn of its clock
    bar.wheel(2);
    QTRY_COMPARE(bar.position(), 13 + 3.0 / 5);
    bar.wheel(-1);
    QTRY_COMPARE(bar.position(), 13 + 4.0 / 5);
}

void TestPhaseBar::theTipNamesThePhaseAndItsKeys()
{
    Bar bar;
    QHelpEvent event(QEvent::ToolTip, bar.middle(1), bar.view.mapToGlobal(bar.middle(1)));
    QCoreApplication::sendEvent(&bar.view, &event);
    QVERIFY(QToolTip::text().startsWith("Input gate: what to store"));
    QVERIFY(QToolTip::text().contains("Shift+←"));
}

void TestPhaseBar::everyPillIsWithinTheBarAtAnyWidth()
{
    Bar bar;
    for (const int width : {120, 200, 300, 400, 900}) {
        bar.view.resize(width, bar.view.height());
        double last = 0;
        for (const QRectF& pill : bar.view.pills()) {
            QVERIFY(QRectF(bar.view.rect()).contains(pill));
            QVERIFY(pill.left() >= last && pill.width() > 10);
            last = pill.right();
        }
    }
}

QTEST_MAIN(TestPhaseBar)
#include "tst_phasebar.moc"
