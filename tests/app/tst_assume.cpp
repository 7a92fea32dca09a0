#include "core/pack/npy.h"
#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/tensors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace rnnscope;

/// What a file leaves open, chosen on the command line; and a model held against what it should
/// answer.
class Assume : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void inspectListsWhatIsOpen();
    void choicesHold();
    void unknownChoicesListTheOptions_data();
    void unknownChoicesListTheOptions();
    void everyCommandTakesThem();
    void vocabularyOfAFileIsUsed();
    void vocabularyThatDoesNotFitIsExplained();
    void suspiciousNumbersAreCounted();
    void answersAreVerified();
    void otherAnswersAreNot();
    void lastStepAndTokensAreVerified();
    void wrongCallsAreTold();
    void realNetworksAreListed();
    void tensorsAreMappedByHand();
    void wrongMappingsAreTold();

private:
    QString write(const QString& name, const std::string& bytes);
    QString rows(const QString& name, const Matrix& rows);

    QTemporaryDir m_folder;
    QString m_file; ///< two networks, an embedding of five tokens
};

QString Assume::write(const QString& name, const std::string& bytes)
{
    QFile file(m_folder.filePath(name));
    if (file.open(QFile::WriteOnly))
        file.write(QByteArray::fromStdString(bytes));
    return file.fileName();
}

QString Assume::rows(const QString& name, const Matrix& rows)
{
    return write(name, writeNpy(tensorOf("rows", rows)));
}

void Assume::initTestCase()
{
    m_file = write("two.safetensors",
        safetensorsOf(
            {{"a.weight_ih_l0", {8, 3}}, {"a.weight_hh_l0", {8, 2}}, {"b.weight_ih_l0", {2, 3}},
                {"b.weight_hh_l0", {2, 2}}, {"emb.weight", {5, 3}}, {"fc.weight", {5, 2}}}));
}

void Assume::inspectListsWhatIsOpen()
{
    const Outcome outcome = runProgram({"inspect", m_file});
    QCOMPARE(outcome.status, 0);
    for (const char* said :
        {"network: a (assumed)", "* --assume \"network=a\"\n", "  --assume \"network=b\"\n",
            "* --assume \"gate order=i f g o\"\n", "  --assume \"input=one-hot tokens\"\n",
            "  --assume \"head=none\"\n", "memory: 344 bytes"})
        QVERIFY2(outcome.out.contains(said), qPrintable(outcome.out));
    const Outcome json = runProgram({"inspect", m_file, "--json"});
    const QJsonArray choices
        = QJsonDocument::fromJson(json.out.toUtf8()).object()["choices"].toArray();
    const QJsonObject network = choices.first().toObject();
    QCOMPARE(network["name"].toString(), "network");
    QCOMPARE(network["options"].toArray(), (QJsonArray{"a", "b"}));
    QCOMPARE(network["taken"].toString(), "a");
    QVERIFY(network["assumed"].toBool());
}

void Assume::choicesHold()
{
    const Outcome outcome = runProgram({"inspect", m_file, "--network", "b", "--assume",
        "nonlinearity=x", "--assume", "activation=relu"});
    QCOMPARE(outcome.status, 1); // the name is the one that inspect lists
    const Outcome right
        = runProgram({"inspect", m_file, "--network", "b", "--assume", "activation=relu"});
    QCOMPARE(right.status, 0);
    QVERIFY2(right.out.contains("network: b\n") && right.out.contains("nonlinearity: relu\n"),
        qPrintable(right.out));
}

void Assume::unknownChoicesListTheOptions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("no such option") << "network=c"
                                    << "expected one of “a”, “b”";
    QTest::newRow("no such name")
        << "colour=red"
        << "expected a name among “network”, “gate order”, “input”, “head”";
    QTest::newRow("not of this network") << "activation=relu"
                                         << "expected a name among “network”";
    QTest::newRow("no sign") << "network"
                             << "NAME=OPTION";
}

void Assume::unknownChoicesListTheOptions()
{
    QFETCH(QString, text);
    QFETCH(QString, said);
    const Outcome outcome = runProgram({"inspect", m_file, "--assume", text});
    QCOMPARE(outcome.status, 1);
    QVERIFY2(isErrorLine(outcome.err) && outcome.err.contains(said), qPrintable(outcome.err));
}

void Assume::everyCommandTakesThem()
{
    for (const QStringList& call : {QStringList{"trace", "-o", m_folder.filePath("t.npz")},
             QStringList{"flow", "-o", m_folder.filePath("f.npz")},
             QStringList{"render", "--view", "card", "-o", m_folder.filePath("c.png")}}) {
        const Outcome outcome = runProgram(call
            + QStringList{
                m_file, "--ids", "0,1,2", "--network", "b", "--assume", "head=none", "--force"});
        QVERIFY2(outcome.status == 0, qPrintable(call.first() + ": " + outcome.err));
    }
    const Outcome flow = runProgram(
        {"flow", m_file, "--ids", "0,1", "--assume", "head=x", "-o", m_folder.filePath("x.npz")});
    QCOMPARE(flow.status, 1);
    QVERIFY(flow.err.contains("expected one of “none”, “fc.weight”"));
}

void Assume::vocabularyOfAFileIsUsed()
{
    const QString out = m_folder.filePath("v.npz");
    for (const auto& [name, text] : {std::pair("v.json", R"(["a", "b", "c", "d", "e"])"),
             std::pair("v.txt", "a\nb\nc\nd\ne\n"), std::pair("one.txt", "abcde")}) {
        const QString file = write(name, text);
        QCOMPARE(runProgram({"trace", m_file, "--text", "cab", "-o", out, "--force"}).status, 1);
        const Outcome outcome = runProgram(
            {"trace", m_file, "--text", "cab", "--vocabulary", file, "-o", out, "--force"});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.err));
    }
}

void Assume::vocabularyThatDoesNotFitIsExplained()
{
    const QString four = write("four.txt", "a\nb\nc\nd\n");
    const Outcome few = runProgram({"inspect", m_file, "--vocabulary", four});
    QCOMPARE(few.status, 1);
    QVERIFY2(isErrorLine(few.err) && few.err.contains("expected 5 tokens, found 4")
            && few.err.contains("vocabulary=given by hand"),
        qPrintable(few.err));
    const Outcome agreed = runProgram(
        {"inspect", m_file, "--vocabulary", four, "--assume", "vocabulary=given by hand"});
    QVERIFY2(agreed.out.contains(R"(["a","b","c","d","<4>"])"), qPrintable(agreed.out));
    const Outcome many
        = runProgram({"inspect", m_file, "--vocabulary", write("six.txt", "a\nb\nc\nd\ne\nf")});
    QVERIFY2(isErrorLine(many.err) && many.err.contains("expected 5 tokens, found 6"),
        qPrintable(many.err));
    const Outcome none = runProgram({"inspect", m_file, "--vocabulary", "none.txt"});
    QVERIFY(isErrorLine(none.err));
}

void Assume::suspiciousNumbersAreCounted()
{
    std::string bytes = safetensorsOf({{"weight_ih_l0", {8, 2}}, {"weight_hh_l0", {8, 2}}});
    bytes.replace(bytes.size() - 40, 40,
        std::string(36, '\0') + std::string("\0\0\xc0\x7f", 4)); // nine zeros and no number
    const QString file = write("odd.safetensors", bytes);
    const Outcome json = runProgram({"inspect", file, "--json"});
    const QJsonObject all = QJsonDocument::fromJson(json.out.toUtf8()).object();
    const QJsonObject tensor = all["tensors"].toArray().last().toObject();
    QCOMPARE(tensor["zeros"].toInt(), 9);
    QCOMPARE(tensor["wrong"].toInt(), 1);
    QVERIFY(std::abs(tensor["max"].toDouble() - 0.1) < 1e-6);
    QVERIFY(runProgram({"inspect", file}).out.contains("warning: weights: 1 of 16 numbers"));
}

/// The hidden states that the network of 0.1 has after zeros are known: h = (1 − z) n of a GRU with
/// no bias is zero.
void Assume::answersAreVerified()
{
    const QString file = write(
        "gru.safetensors", safetensorsOf({{"weight_ih_l0", {6, 3}}, {"weight_hh_l0", {6, 2}}}));
    const QString input = rows("in.npy", Matrix::Zero(4, 3));
    const Outcome outcome
        = runProgram({"inspect", file, "--verify", input, rows("out.npy", Matrix::Zero(4, 2))});
    QCOMPARE(outcome.status, 0);
    QVERIFY2(outcome.out.startsWith("verified: the top hidden states agree with the expected ones"),
        qPrintable(outcome.out));
    const QString csv = write("out.csv", "0,0\n0,0\n0,0\n0,0\n");
    QCOMPARE(runProgram({"inspect", file, "--verify", input, csv}).status, 0);
}

void Assume::otherAnswersAreNot()
{
    const QString file = m_folder.filePath("gru.safetensors");
    Matrix expected = Matrix::Zero(4, 2);
    expected(2, 1) = Real(0.5);
    const QStringList call{
        "inspect", file, "--verify", m_folder.filePath("in.npy"), rows("other.npy", expected)};
    const Outcome outcome = runProgram(call);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.out.contains("largest difference is 0.5, at step 2, output 1"),
        qPrintable(outcome.out));
    const Outcome json = runProgram(call + QStringList{"--json"});
    const QJsonObject all = QJsonDocument::fromJson(json.out.toUtf8()).object();
    QCOMPARE(all["difference"].toDouble(), 0.5);
    QCOMPARE(all["agrees"].toBool(), false);
    QCOMPARE(runProgram(call + QStringList{"--tolerance", "0.6"}).status, 0);
}

void Assume::lastStepAndTokensAreVerified()
{
    const Outcome logits = runProgram({"inspect", "poem-lstm", "--json"});
    const QJsonObject metadata
        = QJsonDocument::fromJson(logits.out.toUtf8()).object()["metadata"].toObject();
    const QJsonObject test
        = QJsonDocument::fromJson(metadata["rnnscope.test"].toString().toUtf8()).object();
    QString ids, answers;
    for (const auto& id : test["ids"].toArray())
        ids += QString::number(id.toInt()) + "\n";
    for (const auto& number : test["logits"].toArray())
        answers += (answers.isEmpty() ? "" : ",") + QString::number(number.toDouble(), 'g', 9);
    const Outcome outcome = runProgram({"inspect", "poem-lstm", "--verify",
        write("ids.csv", ids.toStdString()), write("last.csv", answers.toStdString())});
    QVERIFY2(outcome.status == 0 && outcome.out.startsWith("verified: the answers agree"),
        qPrintable(outcome.out + outcome.err));
}

void Assume::wrongCallsAreTold()
{
    const QString in = m_folder.filePath("in.npy");
    for (const QStringList& more : {QStringList{"--verify", in}, QStringList{in},
             QStringList{"--tolerance", "1"}, QStringList{"--verify"}}) {
        const Outcome outcome = runProgram(QStringList{"inspect", m_file} + more);
        QCOMPARE(outcome.status, 2);
        QVERIFY2(isErrorLine(outcome.err), qPrintable(outcome.err));
    }
    const Outcome missing = runProgram({"inspect", m_file, "--verify", in, "none.npy"});
    QCOMPARE(missing.status, 1);
    const Outcome shape
        = runProgram({"inspect", m_file, "--verify", in, rows("odd.npy", Matrix::Zero(4, 7))});
    QCOMPARE(shape.status, 1);
    QVERIFY2(isErrorLine(shape.err), qPrintable(shape.err));
}

void Assume::realNetworksAreListed()
{
    const QString file = QString::fromStdString(sharedPath("pytorch/gtcrn_checkpoint.tar"));
    if (!QFile::exists(file))
        QSKIP("the models beside the project are not here");
    const Outcome outcome = runProgram({"inspect", file, "--json"});
    const QJsonObject all = QJsonDocument::fromJson(outcome.out.toUtf8()).object();
    const QJsonArray names = all["choices"].toArray().first().toObject()["options"].toArray();
    QVERIFY2(names.size() > 10, qPrintable(outcome.err));
    const Outcome last = runProgram({"inspect", file, "--network", names.last().toString()});
    QCOMPARE(last.status, 0);
    QVERIFY(last.out.contains("network: " + names.last().toString() + "\n"));
}

void Assume::tensorsAreMappedByHand()
{
    const QString odd = write("odd.safetensors",
        safetensorsOf({{"k", {8, 3}}, {"r", {8, 2}}, {"z", {8}}, {"y", {5, 2}}}));
    const Outcome before = runProgram({"inspect", odd});
    QCOMPARE(before.status, 1);
    QVERIFY2(before.err.contains("Map its tensors by hand"), qPrintable(before.err));
    QVERIFY2(before.out.contains("8 × 3") && before.out.contains("--map FILE.json"),
        qPrintable(before.out));
    const QString suggested = before.out.trimmed().split('\n').last();
    const QString map = write("odd.json", suggested.toStdString());
    const Outcome after = runProgram({"inspect", odd, "--map", map});
    QVERIFY2(after.status == 0, qPrintable(after.err));
    for (const char* said : {"layer 0: lstm, 3 inputs, 2 units",
             "mapped by hand: k (8 × 3), r (8 × 2), z (8) (assumed)", "head: y",
             "--assume \"gate order=i o f g\""})
        QVERIFY2(after.out.contains(said), qPrintable(after.out));
    const QString out = m_folder.filePath("mapped.npz");
    const Outcome trace = runProgram(
        {"trace", odd, "--map", map, "--assume", "gate order=i o f g", "--random", "4", "-o", out});
    QVERIFY2(trace.status == 0, qPrintable(trace.err));
    QVERIFY(QFile::exists(out));
}

void Assume::wrongMappingsAreTold()
{
    for (const auto& [text, said] :
        {std::pair(R"({"layers": [{"cell": "gru", "U": "a.weight_hh_l0"}]})",
             "expected 3 × units rows and units columns, found 8 × 2"),
            {R"({"layers": 3})", "expected “layers”, an array of layers"},
            {"[", "a syntax error"}}) {
        const Outcome outcome = runProgram({"inspect", m_file, "--map", write("wrong.json", text)});
        QCOMPARE(outcome.status, 1);
        QVERIFY2(isErrorLine(outcome.err) && outcome.err.contains(said), qPrintable(outcome.err));
    }
    const Outcome none = runProgram({"inspect", m_file, "--map", "/nowhere.json"});
    QCOMPARE(none.status, 1);
    QVERIFY(isErrorLine(none.err));
}

QTEST_GUILESS_MAIN(Assume)
#include "tst_assume.moc"
