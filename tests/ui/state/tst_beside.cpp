#include "ui/state/beside.h"

#include "tests/support/sample.h"
#include "ui/state/watched.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace rnnscope;

/// Models of several files on one sequence.
class TestBeside : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aSecondModelReadsTheSameStepByStep();
    void whatReadsAlikeSharesTheSequence();
    void whereTheFirstTextIsUnknownBothReadAnother();
    void whatCannotBeReadTogetherIsRefused_data();
    void whatCannotBeReadTogetherIsRefused();
    void tokensWithoutNamesAreReadByNumber();
    void aTextThatOneDoesNotKnowChangesNothing();
    void undoGoesBackForBoth();
    void otherChoicesAreForTheChosenOneAlone();
    void aChoiceThatPartsThemIsRefused();
    void anExampleLeavesItsChosenModel();
    void noMoreThanThreeStandSideBySide();
    void theNewestOfTwoFilesWins();
    void cancellingKeepsTheOneThatWas();
    void closingLeavesTheOthers();
    void anExampleCannotBeClosed();
    void namesAreToldApart();
    void filesSideBySideAreNotFollowed();

private:
    QString write(const QString& name, const Model& model);
    void open(const QString& path);
    void join(const QString& path);
    void settle(const std::function<void()>& act);
    Session& session() { return m_sample->session; }
    const Scene& scene() { return *session().scene(); }
    /// The sequence of a model, token by token.
    QStringList tokens(size_t place);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SampleDesk> m_sample;
};

namespace {

constexpr auto text = "rain and sun ";

Model modelOn(std::string_view characters, const char* cell = "lstm", Index units = 5)
{
    return sampleModel(findCell(cell), units, 1, characters);
}

/// Tokens that have no names.
Model unnamed(Index tokens)
{
    const std::string all = "abcdefghijklmnopqrstuvwxyz";
    Model model = modelOn(all.substr(0, static_cast<size_t>(tokens)));
    model.vocabulary = {};
    model.entry = Entry::Embedding;
    model.embedding = Matrix::Random(model.layers[0].weights.inputs(), tokens);
    return model;
}

Model ofNumbers()
{
    Model model = modelOn("abc");
    model.vocabulary = {};
    model.entry = Entry::Values;
    model.head = {};
    return model;
}

Model ofWords(const std::vector<std::string>& words)
{
    Model model = modelOn(std::string_view("abcdefghij").substr(0, words.size()));
    model.vocabulary = Vocabulary(words);
    return model;
}

}

void TestBeside::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_sample = std::make_unique<SampleDesk>(6);
}

void TestBeside::cleanup()
{
    m_sample.reset();
    m_folder.reset();
}

QString TestBeside::write(const QString& name, const Model& model)
{
    const QString path = m_folder->filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (file.open(QFile::WriteOnly))
        file.write(QByteArray::fromStdString(saveSafetensors(model, {0, 1})));
    return path;
}

void TestBeside::settle(const std::function<void()>& act)
{
    QSignalSpy busy(&session(), &Session::busyChanged);
    act();
    QTRY_VERIFY(!session().busy() && busy.count() > 0);
}

void TestBeside::open(const QString& path)
{
    settle([&] { session().open(path); });
    QCOMPARE(session().origin().path, path);
}

void TestBeside::join(const QString& path)
{
    settle([&] { session().openBeside(path); });
}

QStringList TestBeside::tokens(size_t place)
{
    QStringList all;
    for (const int id : scene().sequences[place]->ids)
        all += QString::fromStdString(scene().models[place]->vocabulary.token(id));
    return all;
}

void TestBeside::aSecondModelReadsTheSameStepByStep()
{
    open(write("a.safetensors", modelOn(text)));
    settle([&] { session().readText("sun and rain"); });
    m_sample->playback.toStep(7);
    join(write("b.safetensors", modelOn("nus dna niar", "gru", 7))); // the same in another order
    QCOMPARE(scene().models.size(), size_t(2));
    QCOMPARE(scene().title, QString("a.safetensors | b.safetensors"));
    QVERIFY(scene().sequences[0]->ids != scene().sequences[1]->ids);
    QCOMPARE(tokens(0), tokens(1));
    QCOMPARE(tokens(1).join(QString()), QString("sun and rain"));
    for (const TracePtr& trace : scene().traces)
        QCOMPARE(trace->steps(), Index(12));
    QCOMPARE(m_sample->playback.step(), 7); // where we are stays
    QCOMPARE(session().chosen(), 1);
    QCOMPARE(session().model()->layers[0].weights.units(), Index(7));
    QCOMPARE(session().sequence(), scene().sequences[1]);
    session().choose(0);
    QCOMPARE(session().sequence(), scene().sequences[0]);
    QCOMPARE(session().origin().title, QString("a.safetensors"));
}

void TestBeside::whatReadsAlikeSharesTheSequence()
{
    open(write("a.safetensors", modelOn(text)));
    join(write("b.safetensors", modelOn(text, "gru")));
    QCOMPARE(scene().sequences[0], scene().sequences[1]);
}

void TestBeside::whereTheFirstTextIsUnknownBothReadAnother()
{
    const std::string opening(findExample("poem-en")->opening);
    open(write("a.safetensors", modelOn(opening + "#")));
    settle([&] { session().readText("##"); });
    join(write("b.safetensors", modelOn(opening)));
    QCOMPARE(scene().models.size(), size_t(2));
    QCOMPARE(session().sequence()->text, opening);
    settle([&] { session().undo(); }); // the second does not know it
    QCOMPARE(session().sequence()->text, opening);
}

void TestBeside::whatCannotBeReadTogetherIsRefused_data()
{
    QTest::addColumn<Model>("first");
    QTest::addColumn<Model>("second");
    QTest::addColumn<QString>("found");
    QTest::newRow("numbers and tokens") << ofNumbers() << modelOn("abc") << "found one that reads";
    QTest::newRow("tokens and numbers") << modelOn("abc") << ofNumbers() << "found one that reads";
    QTest::newRow("other characters") << modelOn("abc") << modelOn("xyz") << "“";
    QTest::newRow("fewer steps") << modelOn("abc") << ofWords({"ab", "a", "b", "c", "abc"})
                                 << "found 6 and 2";
    QTest::newRow("one without names") << modelOn("abc") << unnamed(3) << "found none of";
    QTest::newRow("more tokens without names") << unnamed(3) << unnamed(4) << "found 3 and 4";
    Model two = ofNumbers();
    two.layers[0].weights.w = two.layers[0].weights.w.leftCols(2).eval();
    QTest::newRow("fewer numbers a step") << ofNumbers() << two << "expected 2 numbers a step";
}

void TestBeside::whatCannotBeReadTogetherIsRefused()
{
    QFETCH(Model, first);
    QFETCH(Model, second);
    QFETCH(QString, found);
    open(write("a.safetensors", first));
    if (!first.vocabulary.empty())
        settle([&] { session().readText("abcabc"); });
    const ScenePtr before = session().scene();
    QSignalSpy failed(&session(), &Session::failed);
    QSignalSpy unrecognised(&session(), &Session::unrecognised);
    join(write("b.safetensors", second));
    QCOMPARE(failed.count(), 1);
    const auto error = failed[0][0].value<Error>();
    QVERIFY(error.fault != Fault::Input); // of which only the editor speaks
    QVERIFY2(QString::fromStdString(error.found).contains(found), error.text().c_str());
    QVERIFY(error.where.find("a.safetensors") != std::string::npos);
    QVERIFY(error.where.find("b.safetensors") != std::string::npos);
    QVERIFY(!error.advice.empty());
    QCOMPARE(unrecognised.count(), 0);
    QCOMPARE(session().scene(), before);
}

void TestBeside::tokensWithoutNamesAreReadByNumber()
{
    open(write("a.safetensors", unnamed(5)));
    join(write("b.safetensors", unnamed(5)));
    QCOMPARE(scene().models.size(), size_t(2));
    QCOMPARE(scene().sequences[0]->ids, scene().sequences[1]->ids);
}

void TestBeside::aTextThatOneDoesNotKnowChangesNothing()
{
    open(write("a.safetensors", modelOn("abcd")));
    settle([&] { session().readText("abc"); });
    join(write("b.safetensors", modelOn("cba")));
    const ScenePtr before = session().scene();
    session().choose(0);
    QSignalSpy failed(&session(), &Session::failed);
    settle([&] { session().readText("add"); });
    QCOMPARE(failed.count(), 1);
    const auto error = failed[0][0].value<Error>();
    QCOMPARE(error.fault, Fault::Input); // it was typed
    QVERIFY2(error.found.find("“d”") != std::string::npos, error.text().c_str());
    QCOMPARE(session().scene(), before);
}

void TestBeside::undoGoesBackForBoth()
{
    open(write("a.safetensors", modelOn("abc")));
    settle([&] { session().readText("abc"); });
    join(write("b.safetensors", modelOn("cba")));
    settle([&] { session().readText("cab"); });
    QCOMPARE(tokens(0), QStringList({"c", "a", "b"}));
    QCOMPARE(tokens(1), tokens(0));
    settle([&] { session().undo(); });
    QCOMPARE(tokens(0), QStringList({"a", "b", "c"}));
    QCOMPARE(tokens(1), tokens(0));
}

void TestBeside::otherChoicesAreForTheChosenOneAlone()
{
    open(write("a.safetensors", unnamed(3)));
    join(write("b.safetensors", unnamed(3)));
    const ModelPtr first = scene().models[0], second = scene().models[1];
    settle([&] { session().assume({{"gate order", "f i g o"}}); });
    QCOMPARE(session().chosen(), 1);
    QCOMPARE(scene().models[0], first);
    QVERIFY(scene().models[1] != second);
    QVERIFY(scene().origins[0].choices.empty());
    QCOMPARE(scene().origins[1].choices, (Choices{{"gate order", "f i g o"}}));
    session().choose(0);
    QVERIFY(session().origin().choices.empty());
}

void TestBeside::aChoiceThatPartsThemIsRefused()
{
    open(write("a.safetensors", unnamed(3)));
    join(write("b.safetensors", unnamed(3)));
    const ScenePtr before = session().scene();
    QSignalSpy failed(&session(), &Session::failed);
    settle([&] { session().assumeTokens({"x", "y", "z"}); });
    QCOMPARE(failed.count(), 1);
    const auto error = failed[0][0].value<Error>();
    QCOMPARE(error.fault, Fault::Model); // nothing was typed
    QVERIFY2(error.found.find("found none of") != std::string::npos, error.text().c_str());
    QCOMPARE(session().scene(), before);
}

void TestBeside::anExampleLeavesItsChosenModel()
{
    settle([&] { session().openExample("poem-en"); });
    QCOMPARE(scene().models.size(), size_t(3));
    session().choose(2);
    const ModelPtr gru = session().model();
    join(write("b.safetensors", modelOn(findExample("poem-en")->opening)));
    QCOMPARE(scene().models.size(), size_t(2));
    QCOMPARE(scene().models[0], gru);
    QCOMPARE(namesOf(scene()), QStringList({"poem-gru", "b"}));
    QVERIFY(!scene().adjustable(0));
    QVERIFY(scene().adjustable(1));
}

void TestBeside::noMoreThanThreeStandSideBySide()
{
    open(write("a.safetensors", modelOn("abc")));
    join(write("b.safetensors", modelOn("abc")));
    join(write("c.safetensors", modelOn("abc")));
    const ScenePtr before = session().scene();
    QCOMPARE(before->models.size(), mostBeside);
    QSignalSpy failed(&session(), &Session::failed);
    join(write("d.safetensors", modelOn("abc")));
    QCOMPARE(failed.count(), 1);
    QCOMPARE(session().scene(), before);
}

void TestBeside::theNewestOfTwoFilesWins()
{
    open(write("a.safetensors", modelOn("abc")));
    const QString b = write("b.safetensors", modelOn("abc"));
    const QString c = write("c.safetensors", modelOn("abc"));
    settle([&] {
        session().openBeside(b);
        session().openBeside(c);
    });
    QCOMPARE(namesOf(scene()), QStringList({"a", "c"}));
}

void TestBeside::cancellingKeepsTheOneThatWas()
{
    open(write("a.safetensors", modelOn("abc")));
    const ScenePtr before = session().scene();
    const QString b = write("b.safetensors", modelOn("abc"));
    QSignalSpy failed(&session(), &Session::failed);
    settle([&] {
        session().openBeside(b);
        session().cancel();
    });
    QCOMPARE(session().scene(), before);
    QCOMPARE(failed.count(), 0);
}

void TestBeside::closingLeavesTheOthers()
{
    const QString a = write("a.safetensors", modelOn("abc"));
    open(a);
    QVERIFY(!session().canClose());
    join(write("b.safetensors", modelOn("abc", "gru")));
    QVERIFY(session().canClose());
    const TracePtr kept = scene().traces[0];
    settle([&] { session().close(); });
    QCOMPARE(scene().models.size(), size_t(1));
    QCOMPARE(session().origin().path, a);
    QCOMPARE(session().trace(), kept); // nothing was computed again
    QCOMPARE(scene().title, QString("a.safetensors"));
    QVERIFY(!session().canClose());
}

void TestBeside::anExampleCannotBeClosed()
{
    QVERIFY(!session().canClose());
    const ScenePtr before = session().scene();
    session().close();
    QVERIFY(!session().busy());
    QCOMPARE(session().scene(), before);
}

void TestBeside::namesAreToldApart()
{
    QCOMPARE(namesOf(scene()), QStringList({"RNN", "LSTM", "GRU"}));
    const QString one = write("one/model.safetensors", modelOn("abc"));
    open(one);
    QCOMPARE(namesOf(scene()), QStringList({"LSTM"}));
    join(write("two/model.safetensors", modelOn("abc")));
    QCOMPARE(namesOf(scene()), QStringList({"one/model.safetensors", "two/model.safetensors"}));
    join(one);
    QCOMPARE(namesOf(scene()),
        QStringList(
            {"one/model.safetensors (1)", "two/model.safetensors", "one/model.safetensors (3)"}));
    open(write("model.bin", modelOn("abc")));
    join(write("model.safetensors", modelOn("abc")));
    join(write("other.model.safetensors", modelOn("abc")));
    QCOMPARE(namesOf(scene()), QStringList({"model.bin", "model.safetensors", "other.model"}));
    QCOMPARE(shortened("model.safetensors"), QString("model.safetensors"));
    QCOMPARE(shortened("one/model.safetensors"), QString("one/model…afetensors"));
}

void TestBeside::filesSideBySideAreNotFollowed()
{
    Watched watched(session(), {.patience = 1});
    open(write("a.safetensors", modelOn("abc")));
    QVERIFY(watched.shown());
    join(write("b.safetensors", modelOn("abc", "gru")));
    QVERIFY(!watched.shown());
    settle([&] { session().close(); });
    QVERIFY(watched.shown());
    QSignalSpy changed(&session(), &Session::sceneChanged);
    write("a.safetensors", modelOn("abc", "gru", 9));
    QTRY_COMPARE(session().model()->layers[0].weights.units(), Index(9));
}

QTEST_GUILESS_MAIN(TestBeside)
#include "tst_beside.moc"
