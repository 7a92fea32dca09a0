#include "tests/support/program.h"

#include <QTemporaryDir>

using namespace rnnscope;

/// Exit statuses and messages that all commands share.
class Usage : public QObject {
    Q_OBJECT

private slots:
    void everyCommandExplainsItself_data();
    void everyCommandExplainsItself();
    void versionIsSaid();
    void wrongUsageIsStatusTwo_data();
    void wrongUsageIsStatusTwo();
    void unusableInputIsStatusOne_data();
    void unusableInputIsStatusOne();
    void nothingIsWrittenOverWithoutForce_data();
    void nothingIsWrittenOverWithoutForce();

private:
    /// The words of a call; OUT stands for a file in a folder of its own.
    QStringList words(const QString& call) const
    {
        QStringList all = call.split(' ');
        for (QString& word : all)
            word.replace("OUT", m_folder.filePath("out"));
        return all;
    }

    QTemporaryDir m_folder;
};

void Usage::everyCommandExplainsItself_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("said");
    QTest::newRow("the program") << "--help"
                                 << "rnnscope trace FILE INPUT | --lab PRESET -o OUT";
    QTest::newRow("inspect") << "inspect --help"
                             << "--json";
    QTest::newRow("trace") << "trace --help"
                           << "--preactivation";
    QTest::newRow("flow") << "flow --help"
                          << "--measure";
    QTest::newRow("train") << "train -h"
                           << "--cell";
    QTest::newRow("formats") << "formats --help"
                             << "Lists the file formats";
    QTest::newRow("tasks") << "tasks --help"
                           << "Lists what can be trained";
    QTest::newRow("views") << "views --help"
                           << "Lists what can be rendered";
}

void Usage::everyCommandExplainsItself()
{
    QFETCH(QString, call);
    QFETCH(QString, said);
    const Outcome outcome = runProgram(words(call));
    QCOMPARE(outcome.status, 0);
    QVERIFY2(outcome.out.contains(said), qPrintable(outcome.out));
    QCOMPARE(outcome.err, QString());
}

void Usage::versionIsSaid()
{
    static const QRegularExpression version("^RNN Scope \\d+\\.\\d+\\.\\d+\n$");
    QVERIFY(runProgram({"--version"}).out.contains(version));
    QVERIFY(runProgram({"trace", "--version"}).out.contains(version));
}

void Usage::wrongUsageIsStatusTwo_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("said");
    QTest::newRow("no file") << "inspect"
                             << "expected FILE [EXPECTED], found nothing";
    QTest::newRow("two files") << "inspect a b c"
                               << "found “a” “b” “c”";
    QTest::newRow("unknown option") << "inspect a --colour"
                                    << "Unknown option 'colour'";
    QTest::newRow("argument where none is") << "formats a"
                                            << "expected no argument, found “a”";
    QTest::newRow("no input") << "trace poem-rnn -o OUT.npz"
                              << "expected one of --text";
    QTest::newRow("two inputs") << "trace poem-rnn --text a --ids 3 -o OUT.npz"
                                << "found --text and --ids";
    QTest::newRow("no output") << "trace poem-rnn --text a"
                               << "expected --output, found none";
    QTest::newRow("output of another kind") << "trace poem-rnn --text a -o OUT.txt"
                                            << "ends in .npz or .csv";
    QTest::newRow("seed of nothing") << "trace poem-rnn --text a --seed 1 -o OUT.npz"
                                     << "expected --seed beside --random";
    QTest::newRow("unknown signal") << "trace poem-rnn --signal square -o OUT.npz"
                                    << "one of sine, impulse, step, sweep, noise, found “square”";
    QTest::newRow("steps of a text") << "trace poem-rnn --text a --steps 3 -o OUT.npz"
                                     << "--steps beside --signal or --values";
    QTest::newRow("period of a file") << "trace poem-rnn --values a.csv --period 3 -o OUT.npz"
                                      << "--period beside --signal";
    QTest::newRow("two sources") << "trace poem-rnn --random 3 --signal noise -o OUT.npz"
                                 << "found --random and --signal";
    QTest::newRow("no number") << "trace poem-rnn --random few -o OUT.npz"
                               << "found “few”";
    QTest::newRow("no steps") << "trace poem-rnn --random 0 -o OUT.npz"
                              << "from 1 to";
    QTest::newRow("unknown measure") << "flow poem-rnn --text a --measure M9 -o OUT.npz"
                                     << "M5, M6, found “M9”";
    QTest::newRow("loss that is no step") << "flow poem-rnn --text a --loss last -o OUT.npz"
                                          << "--loss expects “all” or a step";
    QTest::newRow("unknown palette") << "render --palette loud -o OUT.png"
                                     << "--palette expects one of standard, strong, found “loud”";
    QTest::newRow("unknown task") << "train prose --cell rnn -o OUT.safetensors"
                                  << "found no task named “prose”";
    QTest::newRow("unknown cell") << "train poem --cell rnn,cnn -o OUT.safetensors"
                                  << "rnn, lstm and gru, found “cnn”";
    QTest::newRow("a cell twice") << "train poem --cell rnn,rnn -o OUT.safetensors"
                                  << "different ones of rnn, lstm and gru, found “rnn”";
    QTest::newRow("no cell") << "train poem -o OUT.safetensors"
                             << "expected one of --cell, --comparison, found none";
    QTest::newRow("no task") << "train --cell rnn -o OUT.safetensors"
                             << "expected TASK, found nothing";
    QTest::newRow("distance out of range")
        << "train latch --cell rnn --distance 1000 -o OUT.safetensors"
        << "a distance from 1 to 200 for latch, found 1000";
    QTest::newRow("distance of a text") << "train poem --cell rnn --distance 3 -o OUT.safetensors"
                                        << "no distance with a text";
    QTest::newRow("unknown optimizer")
        << "train latch --cell rnn --optimizer best -o OUT.safetensors"
        << "--optimizer expects adam or sgd, found “best”";
    QTest::newRow("momentum of Adam") << "train latch --cell rnn --momentum 0.9 -o OUT.safetensors"
                                      << "--momentum beside --optimizer sgd";
    QTest::newRow("rate that is no number")
        << "train latch --cell rnn --rate fast -o OUT.safetensors"
        << "--rate expects a number from 0 to 100, found “fast”";
    QTest::newRow("two kinds of seeds")
        << "train latch --cell rnn --seed 1 --seeds 2,3 -o OUT.safetensors"
        << "expected --seed or --seeds, found both";
    QTest::newRow("seeds that are no numbers")
        << "train latch --cell rnn --seeds 1,two -o OUT.safetensors"
        << "found “1,two”";
    QTest::newRow("no units") << "train poem --cell rnn --units 0 -o OUT.safetensors"
                              << "from 1 to 4096, found “0”";
    QTest::newRow("model as an array") << "train poem --cell rnn -o OUT.npz"
                                       << "ends in .safetensors";
}

void Usage::wrongUsageIsStatusTwo()
{
    QFETCH(QString, call);
    QFETCH(QString, said);
    const Outcome outcome = runProgram(words(call));
    QCOMPARE(outcome.status, 2);
    QVERIFY2(isErrorLine(outcome.err) && outcome.err.contains(said), qPrintable(outcome.err));
    QVERIFY(outcome.err.startsWith("rnnscope " + words(call).first()));
    QCOMPARE(outcome.out, QString());
    QVERIFY(QDir(m_folder.path()).isEmpty());
}

void Usage::unusableInputIsStatusOne_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("said");
    const QString root = RNNSCOPE_ROOT;
    QTest::newRow("no such file") << "inspect absent.pt"
                                  << "absent.pt";
    QTest::newRow("no such command or file") << "inspekt"
                                             << "expected a command or a file";
    QTest::newRow("no display") << root + "/README.md"
                                << "expected a display, found none";
    QTest::newRow("a file of no network") << "inspect " + root + "/README.md"
                                          << "README.md";
    QTest::newRow("unknown character") << "trace poem-rnn --text 봄7비 -o OUT.npz"
                                       << "“7”";
    QTest::newRow("unknown token") << "trace poem-rnn --ids 3,999 -o OUT.npz"
                                   << "found 999";
    QTest::newRow("words for tokens") << "trace poem-rnn --ids 3,x -o OUT.npz"
                                      << "found “x”";
    QTest::newRow("unknown example") << "trace poem-rnn --example prose -o OUT.npz"
                                     << "expected the name of an example, found “prose”";
    QTest::newRow("no such values") << "trace poem-rnn --values absent.csv -o OUT.npz"
                                    << "absent.csv";
    QTest::newRow("numbers for a model of tokens")
        << "trace poem-rnn --values " + root + "/tests/data/saved/values.csv -o OUT.npz"
        << "expected token numbers";
    QTest::newRow("period of noise") << "trace poem-rnn --signal noise --period 3 -o OUT.npz"
                                     << "no --period for noise";
    QTest::newRow("a text for values")
        << "trace poem-rnn --values " + root + "/README.md -o OUT.npz"
        << "found a text";
    QTest::newRow("a sound for a model of tokens")
        << "trace poem-rnn --values " + root + "/tests/data/stereo.wav -o OUT.npz"
        << "found a sound";
    QTest::newRow("no such layer") << "trace poem-rnn --random 3 --layer 1 -o OUT.npz"
                                   << "expected a layer from 0 to 0";
    QTest::newRow("no such folder") << "trace poem-rnn --random 3 -o OUT/absent/x.npz"
                                    << "expected a folder that exists";
    QTest::newRow("loss beyond the end") << "flow poem-rnn --text rain --loss 4 -o OUT.npz"
                                         << "loss at step 4";
    QTest::newRow("loss without a next token") << "flow poem-rnn --text rain --loss 3 -o OUT.npz"
                                               << "one that has a loss";
    QTest::newRow("no loss at all") << "flow poem-rnn --text r -o OUT.npz"
                                    << "a token that another one follows";
}

void Usage::unusableInputIsStatusOne()
{
    QFETCH(QString, call);
    QFETCH(QString, said);
    const Outcome outcome = runProgram(words(call));
    QCOMPARE(outcome.status, 1);
    QVERIFY2(isErrorLine(outcome.err) && outcome.err.contains(said), qPrintable(outcome.err));
    QVERIFY(QDir(m_folder.path()).isEmpty());
}

void Usage::nothingIsWrittenOverWithoutForce_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("file");
    QTest::newRow("trace") << "trace poem-rnn --random 3 -o OUT.npz"
                           << "out.npz";
    QTest::newRow("flow") << "flow poem-rnn --random 3 -o OUT.csv"
                          << "out.csv";
    QTest::newRow("train") << "train poem --cell rnn --units 4 --steps 2 -o OUT.safetensors"
                           << "out.safetensors";
    QTest::newRow("train several")
        << "train poem --cell rnn,gru --units 4 --steps 2 -o OUT.safetensors"
        << "out-gru.safetensors";
}

void Usage::nothingIsWrittenOverWithoutForce()
{
    QFETCH(QString, call);
    QFETCH(QString, file);
    const QString path = m_folder.filePath(file);
    QFile there(path);
    QVERIFY(there.open(QFile::WriteOnly) && there.write("mine") == 4);
    there.close();

    const Outcome refused = runProgram(words(call));
    QCOMPARE(refused.status, 1);
    QVERIFY2(isErrorLine(refused.err) && refused.err.contains("--force"), qPrintable(refused.err));
    QCOMPARE(contentsOf(path), QByteArray("mine"));

    QCOMPARE(runProgram(words(call) + QStringList{"--force"}).status, 0);
    QVERIFY(contentsOf(path).size() > 20);
}

QTEST_GUILESS_MAIN(Usage)
#include "tst_usage.moc"
