#include "tests/support/sample.h"
#include "ui/state/lab.h"
#include "ui/view/refresher.h"

#include <QElapsedTimer>
#include <QTest>

using namespace rnnscope;

class TestRefresher : public QObject {
    Q_OBJECT

private slots:
    void whatComesFirstIsToldBeforeTheOthers();
    void theOthersWaitForItsAnswer();
    void theOthersDoNotWaitForLong();
    void aViewIsUpToDateWhenItIsPainted();
    void networksOfOtherSizesAreToldToAllAtOnce();
    void withoutOneThatComesFirstAllAreToldAtOnce();
};

namespace {

/// Counts the scenes that it hears of.
class Listener : public View {
public:
    using View::View;
    void refresh(Changes changes) override
    {
        scenes += changes.testFlag(Change::Scene);
        update();
    }
    bool busy() const override { return measuring; }

    int scenes = 0;
    bool measuring = false;
};

struct Shown {
    explicit Shown(bool gradient = true)
    {
        lab.begin();
        while (!sample.session.gradient() || lab.busy())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        refresher.add(&first, gradient);
        refresher.add(&other);
        window.resize(200, 200);
        first.setGeometry(0, 0, 100, 200);
        other.setGeometry(100, 0, 100, 200);
        window.show();
        if (!QTest::qWaitForWindowExposed(&window))
            qFatal("no window");
        turn(0.5); // its sizes are known from here on
        QTRY_COMPARE(other.scenes, first.scenes);
        QCoreApplication::processEvents(); // and all is painted
        first.scenes = other.scenes = 0;
    }
    void turn(double scale, Index units = 8)
    {
        LabSetting setting = lab.setting();
        setting.scale = scale;
        setting.units = units;
        lab.turn(setting);
    }

    SampleDesk sample{16};
    Lab lab{sample.session, sample.playback, sample.selection};
    Desk desk{
        &sample.session, &sample.playback, &sample.selection, Theme::Light, Scheme::Standard, &lab};
    QWidget window;
    Listener first{desk, &window}, other{desk, &window};
    Refresher refresher{desk};
};

}

void TestRefresher::whatComesFirstIsToldBeforeTheOthers()
{
    Shown shown;
    shown.turn(0.7);
    QCOMPARE(shown.first.scenes, 1);
    QCOMPARE(shown.other.scenes, 0);
    QTRY_COMPARE(shown.other.scenes, 1);
    QCOMPARE(shown.first.scenes, 1);
}

void TestRefresher::theOthersWaitForItsAnswer()
{
    Shown shown;
    shown.first.measuring = true;
    shown.turn(0.7);
    for (int turns = 0; turns < 5; ++turns)
        QCoreApplication::processEvents();
    QCOMPARE(shown.other.scenes, 0);
    shown.first.measuring = false;
    QTRY_COMPARE(shown.other.scenes, 1);
}

void TestRefresher::theOthersDoNotWaitForLong()
{
    Shown shown;
    shown.first.measuring = true;
    shown.turn(0.7);
    shown.turn(0.8); // nor longer because of that
    QTRY_COMPARE(shown.other.scenes, 1);
    QVERIFY(shown.first.measuring);
}

void TestRefresher::aViewIsUpToDateWhenItIsPainted()
{
    Shown shown;
    shown.first.measuring = true;
    shown.turn(0.7);
    shown.other.repaint();
    QCOMPARE(shown.other.scenes, 1);
}

void TestRefresher::networksOfOtherSizesAreToldToAllAtOnce()
{
    Shown shown;
    shown.turn(0.7, 9);
    QCOMPARE(shown.first.scenes, 1);
    QCOMPARE(shown.other.scenes, 1);
}

void TestRefresher::withoutOneThatComesFirstAllAreToldAtOnce()
{
    Shown shown(false);
    shown.turn(0.7);
    QCOMPARE(shown.other.scenes, 1);
}

QTEST_MAIN(TestRefresher)
#include "tst_refresher.moc"
