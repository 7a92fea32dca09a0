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
    void aModelBeginsWithATextThatItKnows();
    void theNewestOfTwoTextsWins();
    void cancellingKeepsTheOldScene();
    void gradientFollowsTheStepWhenOneLossIsSelected();
    void selectionIsBroughtIntoTheChosenModel();
    void undoGoesBackThroughWhatWasReadAndRedoForward();
    void readingAfterUndoForgetsWhatLayAhead();
    void anotherModelForgetsWhatWasRead();
    void undoHoldsForOtherChoices();
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
    QCOMPARE(sample.session.sequence()->steps(), 5);
    QCOMPARE(sample.playback.steps(), 5);
    for (const TracePtr& trace : sample.session.scene()->traces)
        QCOMPARE(trace->steps(), 5);
    QCOMPARE(before->traces[0]->steps(), before->sequences[0]->steps());
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
    QCOMPARE(sample.session.sequence()->text, std::string("비"));
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

namespace {

void settle(const Session& session)
{
    while (session.busy())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

}

void TestSession::undoGoesBackThroughWhatWasReadAndRedoForward()
{
    SampleDesk sample(8);
    Session& session = sample.session;
    QVERIFY(!session.canUndo());
    for (const char* text : {"봄비", "골목", "등"}) {
        session.readText(text);
        settle(session);
    }
    session.undo();
    session.undo(); // before the first is done
    settle(session);
    QCOMPARE(session.sequence()->text, std::string("봄비"));
    session.redo();
    settle(session);
    QCOMPARE(session.sequence()->text, std::string("골목"));
    QVERIFY(session.canUndo() && session.canRedo());
    for (int i = 0; i < 5; ++i)
        session.undo();
    settle(session);
    QCOMPARE(session.sequence()->text, std::string(SampleDesk::poem));
}

void TestSession::readingAfterUndoForgetsWhatLayAhead()
{
    SampleDesk sample(8);
    Session& session = sample.session;
    for (const char* text : {"봄비", "골목"}) {
        session.readText(text);
        settle(session);
    }
    session.undo();
    settle(session);
    session.readText("등");
    settle(session);
    QVERIFY(!session.canRedo());
    session.undo();
    settle(session);
    QCOMPARE(session.sequence()->text, std::string("봄비"));
}

void TestSession::anotherModelForgetsWhatWasRead()
{
    SampleDesk sample(8);
    Session& session = sample.session;
    session.readText("봄비");
    settle(session);
    session.openExample("poem-en");
    settle(session);
    QVERIFY(!session.canUndo() && !session.canRedo());
}

void TestSession::undoHoldsForOtherChoices()
{
    SampleDesk sample(8);
    Session& session = sample.session;
    Scene scene;
    scene.models = {std::make_shared<const Model>(sampleModel(findCell("gru"), 4, 1, "ab"))};
    Watch watch;
    sample.show(*runScene(scene, sequenceFromText(*scene.models[0], "ab"), watch));
    session.readText("ba");
    settle(session);
    const auto other = std::make_shared<const Model>(sampleModel(findCell("gru"), 5, 1, "bac"));
    session.remake([other](const Scene& shown, Watch& w) {
        return versionScene(shown, 0, nullptr, other, {}, w);
    });
    settle(session);
    QCOMPARE(session.model(), other);
    session.undo();
    settle(session);
    QCOMPARE(session.model(), other);
    QCOMPARE(session.sequence()->ids, (std::vector<int>{1, 0}));
}

/// The openings are poems, of which these words know nothing.
void TestSession::aModelBeginsWithATextThatItKnows()
{
    Model words = sampleModel(findCell("gru"), 6, 1, "abcd");
    words.vocabulary = Vocabulary({"<unk>", "the", "cat", "sat"});
    QVERIFY(sequenceFromText(words, "rain and sun"));
    const auto sequence = defaultSequence(words, "rain and sun");
    QVERIFY(sequence && sequence->text.empty() && sequence->steps() > 1);
    QCOMPARE(defaultSequence(words, "the cat sat")->ids, (std::vector{1, 2, 3}));
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
