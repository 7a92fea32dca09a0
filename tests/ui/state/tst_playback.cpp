#include "ui/state/playback.h"

#include <QtTest>

using namespace rnnscope;

class TestPlayback : public QObject {
    Q_OBJECT

private slots:
    void phaseOfAStepEndsWithItsPart_data()
    {
        QTest::addColumn<double>("position");
        QTest::addColumn<int>("phase");
        QTest::newRow("nothing read yet") << 0.0 << 0;
        QTest::newRow("within the first part") << 7.1 << 0;
        QTest::newRow("at rest after the first part") << 7.2 << 0;
        QTest::newRow("just after") << 7.21 << 1;
        QTest::newRow("at rest after the third part") << 7.6 << 2;
        QTest::newRow("a finished step") << 8.0 << 4;
    }

    void phaseOfAStepEndsWithItsPart()
    {
        QFETCH(double, position);
        Playback playback;
        playback.setSteps(10);
        playback.setPosition(position);
        QTEST(playback.phaseOf(5), "phase");
    }
};

QTEST_GUILESS_MAIN(TestPlayback)
#include "tst_playback.moc"
