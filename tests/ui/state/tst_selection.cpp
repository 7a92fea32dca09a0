#include "ui/state/selection.h"
#include "ui/state/trail.h"

#include <QSignalSpy>
#include <QTest>

using namespace rnnscope;

/// What is looked at, and the way that led there.
class TestSelection : public QObject {
    Q_OBJECT

private slots:
    void anotherChoiceClosesTheTerm()
    {
        Selection selection;
        const std::function<void()> choices[]{[&] { selection.setLayer(1); },
            [&] { selection.setTrack(2); }, [&] { selection.setUnit(3); },
            [&] { selection.choose(1, 2, 4); }, [&] { selection.closeTerm(); }};
        for (const auto& choose : choices) {
            selection.openTerm(1, false);
            choose();
            QCOMPARE(selection.term(), -1);
        }
    }

    void theSameChoiceKeepsTheTermAndIsTold()
    {
        Selection selection;
        selection.choose(0, 2, 5);
        selection.openTerm(1, true);
        const QSignalSpy told(&selection, &Selection::changed);
        selection.choose(0, 2, 5);
        QCOMPARE(told.size(), 1);
        QCOMPARE(selection.term(), 1);
        QVERIFY(selection.ofPrediction());
    }

    void aWalkForgetsWhatLayAhead()
    {
        Trail trail;
        const auto stop = [](int unit) {
            return Stop{{Origin::Value, 0, 0, unit, 0}, 0, 0, unit, 1};
        };
        trail.walk(stop(1), stop(2));
        trail.walk(stop(2), stop(3));
        QCOMPARE(trail.stops().size(), size_t(3));
        QVERIFY(trail.canGo(-2) && !trail.canGo(-3) && !trail.canGo(1));
        trail.goTo(0);
        QVERIFY(trail.canGo(2));
        trail.walk(stop(1), stop(9));
        QCOMPARE(trail.stops().size(), size_t(2));
        QCOMPARE(trail.here().unit, 9);
        QVERIFY(!trail.canGo(1));
    }
};

QTEST_GUILESS_MAIN(TestSelection)
#include "tst_selection.moc"
