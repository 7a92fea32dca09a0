#include "core/cell/cells.h"
#include "core/load/open.h"
#include "core/task/subject.h"
#include "core/task/trained.h"
#include "ui/state/together.h"
#include "ui/state/training.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace rnnscope;

class TestTraining : public QObject {
    Q_OBJECT

private slots:
    void theNewestEpochIsOnTheDeskWithItsGradient();
    void anEpochIsAStepOfAllCells();
    void pausingRestsAndGoingOnEnds();
    void everyEpochCanBeShownAgain();
    void theSavedFilesAreThoseOfTheCommand();
    void whatIsOpenedMeanwhileStays();
    void theSequenceThatIsReadStaysThroughTheEpochs();
    void dialsCountFromTheNextStart();
    void impossibleSettingsAreBroughtIntoWhatIsPossible();

private:
    using State = Training::State;
    struct Bench {
        Bench()
        {
            keepTogether(session, playback, selection);
            Comparison setting = defaultComparison("latch");
            setting.distance = 6;
            setting.units = 8;
            setting.batch = 4;
            setting.updates = 20;
            setting.interval = 5;
            training.turn(setting);
        }
        void wait(State state)
        {
            while (training.state() != state)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        void train()
        {
            training.start();
            wait(State::Ended);
        }
        Session session;
        Playback playback;
        Selection selection;
        Training training{session, playback, selection};
    };
    static Learned expected(const Bench& bench, const char* cell)
    {
        Watch watch;
        return *learn(bench.training.comparison(), *findCell(cell), 1, watch, {});
    }
};

void TestTraining::theNewestEpochIsOnTheDeskWithItsGradient()
{
    Bench bench;
    QVERIFY(!bench.training.open());
    QCOMPARE(bench.training.epochs(), 0);
    bench.train();
    QVERIFY(bench.training.open());
    QCOMPARE(bench.training.epochs(), 5);
    QCOMPARE(bench.training.epoch(), 4);
    const Scene& scene = *bench.session.scene();
    QCOMPARE(scene.models.size(), size_t(3));
    for (size_t cell = 0; cell < 3; ++cell)
        QCOMPARE(scene.models[cell], bench.training.runs()[cell].learned.end().model);
    const Sequence sample = findSubject("latch", 6)->test(1).front();
    QCOMPARE(bench.session.sequence()->ids, sample.ids);
    QCOMPARE(bench.session.sequence()->targets, sample.targets);
    QTRY_VERIFY(bench.session.gradient());
    Watch watch;
    const auto flows = flow(*scene.models[1], *scene.sequences[1], *scene.traces[1],
        bench.session.gradient()->loss, watch);
    QCOMPARE(bench.session.gradient()->flows[1].front().norms, flows->front().norms);
}

void TestTraining::anEpochIsAStepOfAllCells()
{
    Bench bench;
    bench.training.stepEpoch();
    bench.wait(State::Resting);
    for (const CourseRun& run : bench.training.runs())
        QCOMPARE(run.learned.curve.size(), size_t(5));
    QCOMPARE(bench.training.epochs(), 2);
    bench.training.stepEpoch();
    bench.wait(State::Resting);
    QCOMPARE(bench.training.epochs(), 3);
    QCOMPARE(bench.training.epoch(), 2);
}

void TestTraining::pausingRestsAndGoingOnEnds()
{
    Bench bench;
    Comparison longer = bench.training.setting();
    longer.updates = 100'000;
    longer.interval = 0;
    bench.training.turn(longer);
    bench.training.start();
    QTRY_VERIFY(!bench.training.runs().front().learned.curve.empty());
    bench.training.pause();
    bench.wait(State::Resting);
    const size_t done = bench.training.runs().front().learned.curve.size();
    QVERIFY(done < 100'000);
    QTest::qWait(30);
    QCOMPARE(bench.training.runs().front().learned.curve.size(), done);
    bench.training.resume();
    QTRY_VERIFY(bench.training.runs().front().learned.curve.size() > done);
    bench.training.stop();
    bench.wait(State::Ended);
    QVERIFY(bench.training.epochs() > 0);
}

void TestTraining::everyEpochCanBeShownAgain()
{
    Bench bench;
    bench.train();
    bench.playback.toStep(3);
    for (int epoch = 4; epoch >= 0; --epoch) {
        bool bare = false;
        connect(&bench.session, &Session::sceneChanged, this,
            [&] { bare = bare || !bench.session.gradient(); });
        bench.training.showEpoch(epoch);
        disconnect(&bench.session, nullptr, this, nullptr);
        QVERIFY(!bare);
        QCOMPARE(bench.training.epoch(), epoch);
        QCOMPARE(bench.playback.step(), 3);
        const Learned run = expected(bench, "lstm");
        const Matrix& sought
            = run.checkpoints[static_cast<size_t>(epoch)].model->layers.front().weights.u;
        QVERIFY(bench.session.scene()->models[1]->layers.front().weights.u == sought);
    }
    QCOMPARE(bench.session.openings(), 1);
}

void TestTraining::theSavedFilesAreThoseOfTheCommand()
{
    Bench bench;
    bench.train();
    const QTemporaryDir folder;
    const QString path = folder.filePath("net.safetensors");
    QCOMPARE(bench.training.filesFor(path).at(1), folder.filePath("net-lstm.safetensors"));
    QVERIFY(!bench.training.save(path));
    Watch watch;
    const Comparison& comparison = bench.training.comparison();
    for (const char* cell : {"rnn", "lstm", "gru"}) {
        QFile file(folder.filePath(QStringLiteral("net-%1.safetensors").arg(cell)));
        QVERIFY(file.open(QFile::ReadOnly));
        const Model model = *trainedModel(comparison, expected(bench, cell).end(), watch);
        QVERIFY(
            file.readAll().toStdString() == saveSafetensors(model, sampleOf(comparison, model)));
    }
    QVERIFY(bench.training.save("/nowhere/net.safetensors"));
}

void TestTraining::whatIsOpenedMeanwhileStays()
{
    Bench bench;
    bench.training.stepEpoch();
    bench.wait(State::Resting);
    bench.session.openExample("poem-en");
    QTRY_VERIFY(!bench.session.busy() && !bench.training.open());
    const ScenePtr poem = bench.session.scene();
    bench.training.resume();
    bench.wait(State::Ended);
    QCOMPARE(bench.session.scene(), poem);
    bench.training.showEpoch(2);
    QVERIFY(bench.training.open());
}

void TestTraining::theSequenceThatIsReadStaysThroughTheEpochs()
{
    Bench bench;
    bench.train();
    bench.training.showSample(3);
    const Sequence sample = findSubject("latch", 6)->test(1)[3];
    QCOMPARE(bench.session.sequence()->ids, sample.ids);
    bench.training.showEpoch(1);
    QCOMPARE(bench.session.sequence()->ids, sample.ids);
    QCOMPARE(bench.session.sequence()->targets, sample.targets);
}

void TestTraining::dialsCountFromTheNextStart()
{
    Bench bench;
    bench.train();
    Comparison other = bench.training.setting();
    other.seeds = {7, 8};
    bench.training.turn(other);
    QCOMPARE(bench.training.comparison().seeds, std::vector<unsigned>{1});
    bench.train();
    QCOMPARE(bench.training.runs().size(), size_t(6));
    QCOMPARE(bench.training.runs()[3].learned.seed, 8u);
    QCOMPARE(bench.training.runs()[3].learned.curve.size(), size_t(20));
}

void TestTraining::impossibleSettingsAreBroughtIntoWhatIsPossible()
{
    Bench bench;
    Comparison wild = bench.training.setting();
    wild.distance = 1'000'000;
    wild.units = 0;
    wild.updates = -3;
    bench.training.turn(wild);
    QVERIFY(!misfit(bench.training.setting()));
    wild.units = 1000;
    wild.updates = 1'000'000;
    wild.interval = 1;
    bench.training.turn(wild);
    QVERIFY(bench.training.setting().interval >= 20'000); // so many checkpoints have room
    bench.training.reset();
    QVERIFY(bench.training.setting() == defaultComparison("latch"));
}

QTEST_MAIN(TestTraining)
#include "tst_training.moc"
