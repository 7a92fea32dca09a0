#include "tests/support/program.h"

#include <QTemporaryDir>

using namespace rnnscope;

/// What is said when a network of the gradient lab or a task cannot be followed.
class FlowUsage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void wrongUsageIsStatusTwo_data();
    void wrongUsageIsStatusTwo();
    void unusableInputIsStatusOne_data();
    void unusableInputIsStatusOne();

private:
    QString path(const QString& file) const { return m_folder.filePath(file); }
    /// The words of a call; DIR stands for a folder of its own.
    QStringList words(const QString& call) const
    {
        return QString(call).replace("DIR", m_folder.path()).split(' ');
    }

    QTemporaryDir m_folder;
};

void FlowUsage::initTestCase()
{
    for (const QString task : {"latch", "poem"})
        QCOMPARE(runProgram(words("train " + task + " --cell rnn --units 4 --steps 2 -o DIR/" + task
                                + ".safetensors"))
                     .status,
            0);
}

void FlowUsage::wrongUsageIsStatusTwo_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const char* call, const char* said) {
        QTest::newRow(name) << QString(call) << QString(said);
    };
    row("file and lab", "poem-rnn --lab vanishing", "FILE or --lab, found “poem-rnn” and --lab");
    row("neither", "--text a", "expected FILE or --lab, found nothing");
    row("lab and input", "--lab vanishing --text a", "found --text and --lab");
    row("choice of a file", "--lab vanishing --layer 0", "no --layer beside --lab");
    row("dial alone", "poem-rnn --text a --units 3", "--units beside --lab");
    row("cell alone", "poem-rnn --text a --cell rnn", "--cell beside --lab");
    row("steps alone", "poem-rnn --text a --steps 3", "--signal or --values or --lab");
    row("unknown preset", "--lab fading", "found “fading”");
    row("unknown cell", "--lab vanishing --cell cnn", "rnn, lstm, gru, found “cnn”");
    row("unknown start", "--lab vanishing --init zero", "identity, found “zero”");
    row("unknown spread", "--lab vanishing --spread norm", "factor, radius, found “norm”");
    row("unknown activation", "--lab vanishing --activation elu", "linear, found “elu”");
    row("unknown match", "--lab vanishing --match all", "parameters, units, found “all”");
    row("bias that is no number", "--lab default --forget-bias open", "found “open”");
    row("bias out of range", "--lab default --forget-bias 101", "forget bias, found 101");
    row("bias of nothing", "--lab default --forget-bias nan", "forget bias, found nan");
    row("too many units", "--lab default --units 513", "1 to 512 units, found 513");
    row("scale out of range", "--lab default --scale -1", "--scale expects a number from 0 to 100");
    row("one step", "--lab default --steps 1", "2 to 2000 steps, found 1");
    row("distance too far", "--lab default --steps 40", "1 to 39 steps of distance, found 50");
    row("sample of nothing", "poem-rnn --text a --sample 1", "--sample beside --task");
    row("sample below 0", "poem-rnn --task --sample -1", "found “-1”");
    row("task and text", "poem-rnn --task --text a", "found --text and --task");
}

void FlowUsage::wrongUsageIsStatusTwo()
{
    QFETCH(QString, call);
    QFETCH(QString, said);
    for (const QString command : {"flow ", "trace "}) {
        const Outcome outcome = runProgram(words(command + call + " -o DIR/b.npz"));
        QCOMPARE(outcome.status, 2);
        QVERIFY2(isErrorLine(outcome.err) && outcome.err.contains(said), qPrintable(outcome.err));
        QVERIFY(!QFile::exists(path("b.npz")));
    }
}

void FlowUsage::unusableInputIsStatusOne_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const char* call, const char* said) {
        QTest::newRow(name) << QString(call) << QString(said);
    };
    const char* expected = "a file that names a drill and its distance, found ";
    const std::string text = std::string(expected) + "“poem”",
                      none = std::string(expected) + "neither";
    row("no task", RNNSCOPE_ROOT "/tests/data/saved/lstm_2.pt --task", none.c_str());
    row("a text", "DIR/poem.safetensors --task", text.c_str());
    row("sample too large", "DIR/latch.safetensors --task --sample 256", "0 to 255, found 256");
    row("no such loss", "--lab vanishing --loss 200", "the loss at step 200");
}

void FlowUsage::unusableInputIsStatusOne()
{
    QFETCH(QString, call);
    QFETCH(QString, said);
    const Outcome outcome = runProgram(words("flow " + call + " -o DIR/b.npz"));
    QCOMPARE(outcome.status, 1);
    QVERIFY2(isErrorLine(outcome.err) && outcome.err.contains(said), qPrintable(outcome.err));
    QVERIFY(!QFile::exists(path("b.npz")));
}

QTEST_GUILESS_MAIN(FlowUsage)
#include "tst_flowusage.moc"
