#include "tests/support/sample.h"

#include <QSignalSpy>
#include <QTest>

using namespace rnnscope;

class TestSession : public QObject {
    Q_OBJECT

private slots:
    void choosingAnotherCellChangesModelAndTraceTogether();
    void anotherTextReplacesSequenceAndAllTraces();
    void unknownCharactersAreNamedAndNothingChanges();
    void theNewestOfTwoTextsWins();
    void cancellingKeepsTheOldScene();
    void gradientFollowsTheStepWhenOneLossIsSelected();
    void selectionIsBroughtIntoTheChosenModel();
};

void TestSession::choosingAnotherCellChangesModelAndTraceTogether()
{
    SampleDesk sample(8);
    QCOMPARE(sample.session.model()->layers[0].cell->id(), std::string_view("lstm"));
    QSignalSpy chosen(&sample.session, &Session::chosenChanged);
    sample.session.choose(2);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(sample.session.model()->layers[0].cell->id(), std::string_view("gru"));
    QCOMPARE(sample.session.trace(), sample.session.scene()->traces[2]);
    sample.session.choose(3);
    QCOMPARE(sample.session.chosen(), 2);
}

void TestSession::anotherTextReplacesSequenceAndAllTraces()
{
    SampleDesk sample(8);
    const ScenePtr before = sample.session.scene();
    QSignalSpy changed(&sample.session, &Session::sceneChanged);
    sample.session.readText("봄비 봄비");
    QVERIFY(changed.wait());
    QCOMPARE(sample.session.scene()->sequence->steps(), 5);
    QCOMPARE(sample.playback.steps(), 5);
    for (const TracePtr& trace : sample.session.scene()->traces)
        QCOMPARE(trace->steps(), 5);
    QCOMPARE(before->traces[0]->steps(), before->sequence->steps());
}

void TestSession::unknownCharactersAreNamedAndNothingChanges()
{
    SampleDesk sample(8);
    const ScenePtr before = sample.session.scene();
    QSignalSpy failed(&sample.session, &Session::failed);
    sample.session.readText("봄q비?");
    QVERIFY(failed.wait());
    const auto error = failed[0][0].value<Error>();
    QVERIFY(error.found.find("“q” “?”") != std::string::npos);
    QCOMPARE(sample.session.scene(), before);
}

void TestSession::theNewestOfTwoTextsWins()
{
    SampleDesk sample(8);
    QSignalSpy changed(&sample.session, &Session::sceneChanged);
    sample.session.readText(QString("봄비").repeated(5000));
    sample.session.readText("비");
    QVERIFY(changed.wait());
    QTRY_VERIFY(!sample.session.busy());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(sample.session.scene()->sequence->text, std::string("비"));
}

void TestSession::cancellingKeepsTheOldScene()
{
    SampleDesk sample(64);
    const ScenePtr before = sample.session.scene();
    QSignalSpy busy(&sample.session, &Session::busyChanged);
    QSignalSpy failed(&sample.session, &Session::failed);
    sample.session.readText(QString("봄비").repeated(20000));
    QVERIFY(sample.session.busy());
    sample.session.cancel();
    QTRY_VERIFY(!sample.session.busy());
    QCOMPARE(sample.session.scene(), before);
    QCOMPARE(failed.count(), 0);
}

void TestSession::gradientFollowsTheStepWhenOneLossIsSelected()
{
    SampleDesk sample(8);
    QSignalSpy arrived(&sample.session, &Session::gradientChanged);
    sample.selection.setLosses(Losses::Current);
    QVERIFY(arrived.wait());
    QCOMPARE(sample.session.gradient()->loss, LossStep(13));
    sample.playback.toStep(5);
    QVERIFY(arrived.wait());
    QCOMPARE(sample.session.gradient()->loss, LossStep(5));
    const Flow& last = sample.session.gradient()->flows[1].back();
    QVERIFY(last.norms[5] > 0);
    QCOMPARE(last.norms[6], 0.0);
}

void TestSession::selectionIsBroughtIntoTheChosenModel()
{
    SampleDesk sample(8, 2);
    sample.selection.setLayer(1);
    sample.selection.setUnit(99);
    QCOMPARE(sample.selection.unit(), 7);
    sample.session.choose(0);
    QCOMPARE(sample.selection.track(), 0);
    QCOMPARE(sample.selection.layer(), 1);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
