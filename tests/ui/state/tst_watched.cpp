#include "ui/state/watched.h"

#include "tests/support/sample.h"

#include <QFile>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace rnnscope;

/// A file that others write while it is shown.
class TestWatched : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aFileThatTakesItsPlaceIsANewVersion();
    void aFileRewrittenInTwoHalvesIsOneNewVersion();
    void theSameBytesAreNoNewVersion();
    void otherFilesOfTheFolderAreNothing();
    void placeSelectionAndInputStay();
    void playingGoesOn();
    void olderVersionsAreShownAgain();
    void aNewVersionIsOnlyCountedWhileAnOlderOneIsShown();
    void anotherNetworkKeepsThePlaceWhereItCan();
    void anotherVocabularyReadsTheSameText();
    void aVocabularyWithoutTheTextReadsAnother();
    void rubbishIsToldOnceAndMends();
    void otherRubbishIsToldToo();
    void aDeletedFileIsToldAndComesBack();
    void aPipeInItsPlaceIsNotWaitedFor();
    void whatIsTypedMeanwhileIsKept();
    void choicesHoldForOtherVersions();
    void theOldestVersionsAreLetGo();
    void nothingIsFollowedWhenNotAskedTo();
    void anotherFileStartsAnew();
    void versionsStayWhileAnotherModelStandsBeside();
    void theOneThatIsLeftStartsAnew();

private:
    static QByteArray bytes(
        unsigned seed, Index units = 6, std::string_view text = "rain and sun ");
    QString path(const char* name = "model.safetensors") { return m_folder->filePath(name); }
    void replace(const QByteArray& bytes);
    void write(const QByteArray& bytes);
    void open(const QString& file);
    void openBeside(const char* name);
    /// The weights that are shown.
    const Matrix& weights() const { return m_sample->session.model()->layers[0].weights.w; }
    static Matrix weightsOf(unsigned seed, Index units = 6);
    int number() const { return m_watched->shown() ? m_watched->shown()->number : 0; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SampleDesk> m_sample;
    std::unique_ptr<Watched> m_watched;
};

QByteArray TestWatched::bytes(unsigned seed, Index units, std::string_view text)
{
    return QByteArray::fromStdString(
        saveSafetensors(sampleModel(findCell("gru"), units, 1, text, seed), {0, 1}));
}

Matrix TestWatched::weightsOf(unsigned seed, Index units)
{
    return sampleModel(findCell("gru"), units, 1, "rain and sun ", seed).layers[0].weights.w;
}

/// As careful writers do: another file, then renamed.
void TestWatched::replace(const QByteArray& bytes)
{
    QSaveFile file(path());
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(bytes);
    QVERIFY(file.commit());
}

/// As others do: into the file itself.
void TestWatched::write(const QByteArray& bytes)
{
    QFile file(path());
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(bytes);
}

void TestWatched::open(const QString& file)
{
    const int opening = m_sample->session.openings();
    m_sample->session.open(file);
    QTRY_COMPARE(m_sample->session.openings(), opening + 1);
}

/// A copy of the file.
void TestWatched::openBeside(const char* name)
{
    QVERIFY(QFile::copy(path(), path(name)));
    m_sample->session.openBeside(path(name));
    QTRY_COMPARE(m_sample->session.scene()->models.size(), size_t(2));
}

void TestWatched::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_sample = std::make_unique<SampleDesk>(6, 1, "rain and sun ");
    m_watched = std::make_unique<Watched>(m_sample->session, Watched::Limits{.patience = 100});
    write(bytes(1));
    open(path());
    QCOMPARE(weights(), weightsOf(1));
    QCOMPARE(m_watched->newest(), 1);
    QTRY_VERIFY(!m_watched->busy()); // it knows what the file holds
}

void TestWatched::cleanup()
{
    m_watched.reset();
    m_sample.reset();
}

void TestWatched::aFileThatTakesItsPlaceIsANewVersion()
{
    for (unsigned seed = 2; seed < 5; ++seed) {
        replace(bytes(seed));
        QTRY_COMPARE(weights(), weightsOf(seed));
        QCOMPARE(m_watched->newest(), static_cast<int>(seed));
    }
    write(bytes(5));
    QTRY_COMPARE(weights(), weightsOf(5));
    QCOMPARE(number(), 5);
}

void TestWatched::aFileRewrittenInTwoHalvesIsOneNewVersion()
{
    QSignalSpy troubled(m_watched.get(), &Watched::troubled);
    const QByteArray whole = bytes(2);
    QFile file(path());
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(whole.left(whole.size() / 2));
    file.flush();
    // Long enough for half a file to be read.
    auto* patience = m_watched->findChild<QTimer*>();
    QSignalSpy waited(patience, &QTimer::timeout);
    QTRY_VERIFY(waited.count() >= 2);
    file.write(whole.mid(whole.size() / 2));
    file.close();
    QTRY_COMPARE(weights(), weightsOf(2));
    QCOMPARE(m_watched->newest(), 2);
    QCOMPARE(troubled.count(), 0);
}

void TestWatched::theSameBytesAreNoNewVersion()
{
    QSignalSpy waited(m_watched->findChild<QTimer*>(), &QTimer::timeout);
    replace(bytes(1));
    QTRY_VERIFY(waited.count() > 0);
    replace(bytes(2));
    QTRY_COMPARE(weights(), weightsOf(2));
    QCOMPARE(m_watched->newest(), 2);
}

void TestWatched::otherFilesOfTheFolderAreNothing()
{
    QSignalSpy heard(
        m_watched->findChild<QFileSystemWatcher*>(), &QFileSystemWatcher::directoryChanged);
    QFile other(path("log.csv"));
    QVERIFY(other.open(QFile::WriteOnly));
    QTRY_VERIFY(heard.count() > 0);
    QVERIFY(!m_watched->findChild<QTimer*>()->isActive());
}

void TestWatched::placeSelectionAndInputStay()
{
    Session& session = m_sample->session;
    session.read(Source{Signal{.kind = "noise", .steps = 30, .seed = 7}});
    QTRY_COMPARE(m_sample->playback.steps(), 30);
    m_sample->playback.setPosition(4.5);
    m_sample->selection.setUnit(3);
    m_sample->selection.setTrack(1);
    const std::vector<int> ids = session.sequence()->ids;
    replace(bytes(2));
    QTRY_COMPARE(weights(), weightsOf(2));
    QCOMPARE(session.sequence()->ids, ids);
    QVERIFY(session.scene()->source.signal());
    QCOMPARE(session.scene()->source.signal()->seed, 7u);
    QCOMPARE(m_sample->playback.position(), 4.5);
    QCOMPARE(m_sample->selection.unit(), 3);
    QCOMPARE(m_sample->selection.track(), 1);
    QVERIFY(session.canUndo());
}

void TestWatched::playingGoesOn()
{
    m_sample->session.read(Source{Signal{.steps = 1000}});
    QTRY_COMPARE(m_sample->playback.steps(), 1000);
    m_sample->playback.play();
    replace(bytes(2));
    QTRY_COMPARE(weights(), weightsOf(2));
    QVERIFY(m_sample->playback.playing());
}

void TestWatched::olderVersionsAreShownAgain()
{
    for (const unsigned seed : {2u, 3u}) {
        replace(bytes(seed));
        QTRY_COMPARE(weights(), weightsOf(seed));
    }
    QVERIFY(m_watched->hasEarlier() && !m_watched->hasLater());
    m_watched->showEarlier();
    m_watched->showEarlier();
    QCOMPARE(number(), 1);
    QTRY_COMPARE(weights(), weightsOf(1));
    QVERIFY(!m_watched->hasEarlier());
    m_watched->showEarlier();
    m_watched->showLater();
    QTRY_COMPARE(weights(), weightsOf(2));
    QCOMPARE(number(), 2);
    QCOMPARE(m_watched->newest(), 3);
}

void TestWatched::aNewVersionIsOnlyCountedWhileAnOlderOneIsShown()
{
    replace(bytes(2));
    QTRY_COMPARE(weights(), weightsOf(2));
    m_watched->showEarlier();
    QTRY_COMPARE(weights(), weightsOf(1));
    replace(bytes(3));
    QTRY_COMPARE(m_watched->newest(), 3);
    QTRY_VERIFY(!m_sample->session.busy());
    QCOMPARE(weights(), weightsOf(1));
    QCOMPARE(number(), 1);
}

void TestWatched::anotherNetworkKeepsThePlaceWhereItCan()
{
    m_sample->playback.setPosition(6);
    m_sample->selection.setUnit(5);
    replace(bytes(2, 4));
    QTRY_COMPARE(weights(), weightsOf(2, 4));
    QCOMPARE(m_sample->playback.position(), 6.0);
    QCOMPARE(m_sample->selection.unit(), 3);
}

void TestWatched::anotherVocabularyReadsTheSameText()
{
    const std::string text = m_sample->session.sequence()->text;
    QVERIFY(!text.empty());
    replace(bytes(2, 6, "sun and rain "));
    QTRY_COMPARE(m_watched->newest(), 2);
    QTRY_VERIFY(!m_sample->session.busy());
    const Sequence& sequence = *m_sample->session.sequence();
    QCOMPARE(sequence.text, text);
    QCOMPARE(sequence.ids, *m_sample->session.model()->vocabulary.encode(text));
}

/// The numbers of its tokens would be other words.
void TestWatched::aVocabularyWithoutTheTextReadsAnother()
{
    replace(bytes(2, 6, "봄비 내리는"));
    QTRY_COMPARE(m_watched->newest(), 2);
    QTRY_VERIFY(!m_sample->session.busy());
    QCOMPARE(m_sample->session.model()->vocabulary.token(0), std::string("봄"));
    QVERIFY(m_sample->session.sequence()->text.empty());
    QVERIFY(m_sample->session.scene()->source.signal());
}

void TestWatched::rubbishIsToldOnceAndMends()
{
    QSignalSpy troubled(m_watched.get(), &Watched::troubled);
    QSignalSpy mended(m_watched.get(), &Watched::mended);
    write("rubbish");
    QTRY_COMPARE(troubled.count(), 1);
    const auto error = troubled[0][0].value<Error>();
    QVERIFY(error.where.find("model.safetensors") != std::string::npos);
    QVERIFY(error.advice.find("stays") != std::string::npos);
    QCOMPARE(weights(), weightsOf(1));
    QCOMPARE(m_watched->newest(), 1);
    write(bytes(2));
    QTRY_COMPARE(weights(), weightsOf(2));
    QCOMPARE(mended.count(), 1);
    QCOMPARE(troubled.count(), 1);
}

void TestWatched::otherRubbishIsToldToo()
{
    QSignalSpy troubled(m_watched.get(), &Watched::troubled);
    write("rubbish");
    QTRY_COMPARE(troubled.count(), 1);
    write("more of the rubbish");
    QTRY_COMPARE(troubled.count(), 2);
    QVERIFY(troubled[1][0].value<Error>().found != troubled[0][0].value<Error>().found);
}

void TestWatched::aDeletedFileIsToldAndComesBack()
{
    QSignalSpy troubled(m_watched.get(), &Watched::troubled);
    QVERIFY(QFile::remove(path()));
    QTRY_COMPARE(troubled.count(), 1);
    QCOMPARE(weights(), weightsOf(1));
    write(bytes(2));
    QTRY_COMPARE(weights(), weightsOf(2));
    write(bytes(3)); // it is watched again
    QTRY_COMPARE(weights(), weightsOf(3));
}

void TestWatched::aPipeInItsPlaceIsNotWaitedFor()
{
    QSignalSpy troubled(m_watched.get(), &Watched::troubled);
    QVERIFY(QFile::remove(path()));
    QCOMPARE(mkfifo(QFile::encodeName(path()).constData(), 0600), 0);
    QTRY_COMPARE(troubled.count(), 1);
    QCOMPARE(weights(), weightsOf(1));
    QVERIFY(QFile::remove(path()));
    replace(bytes(2));
    QTRY_COMPARE(weights(), weightsOf(2));
}

void TestWatched::whatIsTypedMeanwhileIsKept()
{
    Session& session = m_sample->session;
    QSignalSpy changed(m_watched.get(), &Watched::changed);
    replace(bytes(2));
    QTRY_VERIFY(changed.count() > 0); // found; it is being run
    session.readText("sun");
    QTRY_COMPARE(weights(), weightsOf(2));
    QTRY_COMPARE(session.sequence()->text, std::string("sun"));
}

void TestWatched::choicesHoldForOtherVersions()
{
    replace(bytes(2));
    QTRY_COMPARE(weights(), weightsOf(2));
    const Choices choices{{"anything", "else"}};
    m_sample->session.assume(choices);
    QTRY_COMPARE(m_sample->session.origin().choices, choices);
    QCOMPARE(number(), 2);
    m_watched->showEarlier();
    QTRY_COMPARE(weights(), weightsOf(1));
    QCOMPARE(m_sample->session.origin().choices, choices);
    m_watched->showLater();
    QTRY_COMPARE(weights(), weightsOf(2));
    replace(bytes(3));
    QTRY_COMPARE(weights(), weightsOf(3));
    QCOMPARE(m_sample->session.origin().choices, choices);
}

void TestWatched::theOldestVersionsAreLetGo()
{
    m_watched = std::make_unique<Watched>(m_sample->session, Watched::Limits{2, 1'000'000, 100});
    open(path());
    for (const unsigned seed : {2u, 3u, 4u}) {
        replace(bytes(seed));
        QTRY_COMPARE(weights(), weightsOf(seed));
    }
    QTRY_COMPARE(m_watched->letGo(), 2);
    QCOMPARE(number(), 4);
    m_watched->showEarlier();
    QCOMPARE(number(), 3);
    QVERIFY(!m_watched->hasEarlier());
}

void TestWatched::nothingIsFollowedWhenNotAskedTo()
{
    m_watched->setFollowing(false);
    replace(bytes(2));
    QVERIFY(m_watched->findChild<QFileSystemWatcher*>()->files().isEmpty());
    QVERIFY(!m_watched->findChild<QTimer*>()->isActive());
    m_watched->setFollowing(true); // what was missed is seen now
    QTRY_COMPARE(weights(), weightsOf(2));
}

void TestWatched::anotherFileStartsAnew()
{
    replace(bytes(2));
    QTRY_COMPARE(m_watched->newest(), 2);
    QVERIFY(QFile::copy(path(), path("other.safetensors")));
    open(path("other.safetensors"));
    QCOMPARE(m_watched->newest(), 1);
    m_sample->session.openExample("poem-en");
    QTRY_COMPARE(m_watched->newest(), 0);
    QVERIFY(!m_watched->shown());
}

void TestWatched::versionsStayWhileAnotherModelStandsBeside()
{
    replace(bytes(2));
    QTRY_COMPARE(weights(), weightsOf(2));
    openBeside("other.safetensors");
    QVERIFY(!m_watched->shown() && !m_watched->hasEarlier() && !m_watched->hasLater());
    m_watched->showLater();
    m_watched->showEarlier();
    replace(bytes(3));
    QVERIFY(!m_watched->findChild<QTimer*>()->isActive());
    m_sample->session.close();
    QTRY_COMPARE(m_sample->session.scene()->models.size(), size_t(1));
    QTRY_COMPARE(weights(), weightsOf(3)); // what was missed
    QCOMPARE(number(), 3);
    m_watched->showEarlier();
    m_watched->showEarlier();
    QTRY_COMPARE(weights(), weightsOf(1));
}

void TestWatched::theOneThatIsLeftStartsAnew()
{
    replace(bytes(2));
    QTRY_COMPARE(weights(), weightsOf(2));
    openBeside("other.safetensors");
    m_sample->session.choose(0);
    m_sample->session.close();
    QTRY_COMPARE(m_sample->session.scene()->models.size(), size_t(1));
    QCOMPARE(m_sample->session.origin().path, path("other.safetensors"));
    QCOMPARE(number(), 1);
    QCOMPARE(m_watched->newest(), 1);
}

QTEST_GUILESS_MAIN(TestWatched)
#include "tst_watched.moc"
