#include "ui/state/playback.h"

#include <QAbstractAnimation>
#include <QSignalSpy>
#include <QtTest>

using namespace rnnscope;

namespace {

/// A sequence of 48 steps, two steps a second, whose clock only the test moves.
struct Still : Playback {
    Still()
    {
        setSteps(48);
        setSpeed(2);
    }
    QAbstractAnimation& clock() { return *findChild<QAbstractAnimation*>(); }
    void wait(int milliseconds) { clock().setCurrentTime(clock().currentTime() + milliseconds); }
    void finish() { wait(clock().duration()); }
};

}

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

    void positionTellsStepAndPhase_data()
    {
        QTest::addColumn<double>("position");
        QTest::addColumn<int>("step");
        QTest::addColumn<double>("phase");
        QTest::newRow("nothing read yet") << 0.0 << 0 << 0.0;
        QTest::newRow("within the first step") << 0.25 << 0 << 0.25;
        QTest::newRow("at rest after the first") << 1.0 << 0 << 1.0;
        QTest::newRow("the second has begun") << 1.5 << 1 << 0.5;
        QTest::newRow("the end") << 48.0 << 47 << 1.0;
    }

    void positionTellsStepAndPhase()
    {
        QFETCH(double, position);
        Still playback;
        playback.setPosition(position);
        QTEST(playback.step(), "step");
        QTEST(playback.phase(), "phase");
    }

    void toStepRestsWithAllOfItDone()
    {
        Still playback;
        playback.toStep(13);
        QCOMPARE(playback.step(), 13);
        QCOMPARE(playback.phase(), 1.0);
    }

    void positionStaysWithinTheSequence()
    {
        Still playback;
        playback.setPosition(-3);
        QCOMPARE(playback.position(), 0.0);
        playback.setPosition(99);
        QCOMPARE(playback.position(), 48.0);
        playback.setSteps(10);
        QCOMPARE(playback.position(), 10.0);
        playback.setSteps(0);
        QCOMPARE(playback.step(), 0);
    }

    void movedIsSaidOnceAndOnlyWhenItMoved()
    {
        Still playback;
        QSignalSpy moved(&playback, &Playback::moved);
        playback.setPosition(3);
        playback.setPosition(3);
        QCOMPARE(moved.count(), 1);
    }

    void forwardRunsThroughOneStep()
    {
        Still playback;
        playback.toStep(4);
        playback.forward();
        QVERIFY(!playback.playing());
        QCOMPARE(playback.clock().duration(), 500);
        playback.wait(125);
        QCOMPARE(playback.position(), 5.25);
        playback.finish();
        QCOMPARE(playback.position(), 6.0);
    }

    void forwardFromWithinAStepCompletesIt()
    {
        Still playback;
        playback.setPosition(5.5);
        playback.forward();
        playback.finish();
        QCOMPARE(playback.position(), 6.0);
    }

    void forwardAgainCompletesTheStepAndGoesOn()
    {
        Still playback;
        playback.toStep(4);
        playback.forward();
        playback.wait(100);
        playback.forward();
        QCOMPARE(playback.position(), 6.0);
        playback.finish();
        QCOMPARE(playback.position(), 7.0);
    }

    void forwardThenBackReturns()
    {
        Still playback;
        playback.toStep(4);
        playback.forward();
        playback.finish();
        playback.back();
        playback.finish();
        QCOMPARE(playback.position(), 5.0);
    }

    void endsHoldStill()
    {
        Still playback;
        playback.back();
        QCOMPARE(playback.clock().state(), QAbstractAnimation::Stopped);
        playback.toEnd();
        playback.forward();
        QCOMPARE(playback.position(), 48.0);
        QCOMPARE(playback.clock().state(), QAbstractAnimation::Stopped);
    }

    void phasesLeadExactlyOntoWholeSteps_data()
    {
        QTest::addColumn<int>("phases");
        for (int phases = 1; phases <= 8; ++phases)
            QTest::addRow("%d phases", phases) << phases;
    }

    void phasesLeadExactlyOntoWholeSteps()
    {
        QFETCH(int, phases);
        Still playback;
        for (int step = 1; step <= 48; ++step) {
            for (int phase = 0; phase < phases; ++phase) {
                playback.forwardPhase(phases);
                playback.finish();
                QCOMPARE(playback.step(), step - 1);
                QCOMPARE(playback.phaseOf(phases), phase);
            }
            QVERIFY(playback.position() == step);
        }
        for (int step = 47; step >= 0; --step) {
            for (int phase = 0; phase < phases; ++phase) {
                playback.backPhase(phases);
                playback.finish();
            }
            QVERIFY(playback.position() == step);
        }
    }

    void playRunsToTheEndAndStops()
    {
        Still playback;
        playback.setPosition(46);
        playback.play();
        QVERIFY(playback.playing());
        playback.wait(500);
        QCOMPARE(playback.position(), 47.0);
        playback.finish();
        QCOMPARE(playback.position(), 48.0);
        QVERIFY(!playback.playing());
    }

    void playAtTheEndBeginsAgain()
    {
        Still playback;
        playback.toEnd();
        playback.play();
        QCOMPARE(playback.position(), 0.0);
        QVERIFY(playback.playing());
    }

    void playOfNothingDoesNothing()
    {
        Playback playback;
        playback.play();
        QVERIFY(!playback.playing());
    }

    void toggleStopsWhereItIs()
    {
        Still playback;
        playback.toggle();
        playback.wait(600);
        playback.toggle();
        QVERIFY(!playback.playing());
        QCOMPARE(playback.position(), 1.2);
    }

    void movingByHandStopsTheRun()
    {
        Still playback;
        playback.play();
        playback.setPosition(7);
        QVERIFY(!playback.playing());
        QCOMPARE(playback.position(), 7.0);
    }

    void speedChangesWhileItRunsWithoutAJump()
    {
        Still playback;
        playback.play();
        playback.wait(1000);
        const double before = playback.position();
        playback.setSpeed(8);
        QCOMPARE(playback.position(), before);
        QVERIFY(playback.playing());
        playback.wait(1000);
        QCOMPARE(playback.position(), before + 8);
    }

    void anotherSequenceStopsTheRun()
    {
        Still playback;
        playback.play();
        playback.setSteps(20);
        QVERIFY(!playback.playing());
        QCOMPARE(playback.steps(), 20);
    }
};

QTEST_GUILESS_MAIN(TestPlayback)
#include "tst_playback.moc"
