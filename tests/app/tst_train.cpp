#include "core/load/open.h"
#include "core/load/verify.h"
#include "core/run/train.h"
#include "core/task/comparison.h"
#include "tests/support/program.h"

#include <QDir>
#include <QTemporaryDir>

#include <csignal>

using namespace rnnscope;

class TrainCommand : public QObject {
    Q_OBJECT

private slots:
    void severalCellsGetFilesOfTheirOwnAndMatch();
    void oneCellGetsTheUnitsAsked();
    void sameSeedGivesTheSameBytes();
    void fileSaysHowItWasMade();
    void progressIsSaidInTenLines();
    void interruptingStopsAndLeavesNoFile();
    void drillIsLearnedFromSeveralSeeds();
    void checkpointsAreFilesOfTheirOwn();
    void savedComparisonGivesTheSameBytes();
    void everySettingHasAnOption();
    void networkThatReadsNumbersOpens();

private:
    Outcome trainInto(const QString& file, const QStringList& more)
    {
        return runProgram(QStringList{"train", "poem", "--steps", "20", "-o", path(file)} + more);
    }
    Outcome latchInto(const QString& file, const QStringList& more)
    {
        return runProgram(
            QStringList{"train", "latch", "--units", "8", "--steps", "20", "-o", path(file)}
            + more);
    }
    QString path(const QString& file) const { return m_folder.filePath(file); }
    Model open(const QString& file) const
    {
        Watch watch;
        return openFile(path(file).toStdString(), watch)->model;
    }

    QTemporaryDir m_folder;
};

void TrainCommand::severalCellsGetFilesOfTheirOwnAndMatch()
{
    const Outcome outcome = trainInto("m.safetensors", {"--cell", "rnn,lstm,gru", "--units", "16"});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out.count(".safetensors: "), 3);
    QVERIFY(outcome.out.contains("held constant: parameters: RNN "));
    QVERIFY(outcome.out.contains("differs: units: RNN "));
    QVERIFY(!QFile::exists(path("m.safetensors")));
    const Model lstm = open("m-lstm.safetensors");
    QCOMPARE(lstm.layers.front().weights.units(), 16);
    for (const QString cell : {"rnn", "gru"}) {
        const Model model = open("m-" + cell + ".safetensors");
        QCOMPARE(QString(model.layers.front().cell->id().data()), cell);
        QVERIFY(50 * std::abs(model.parameters() - lstm.parameters()) < lstm.parameters());
    }
}

void TrainCommand::oneCellGetsTheUnitsAsked()
{
    QCOMPARE(trainInto("one.safetensors", {"--cell", "gru", "--units", "10"}).status, 0);
    QCOMPARE(open("one.safetensors").layers.front().weights.units(), 10);
}

void TrainCommand::sameSeedGivesTheSameBytes()
{
    for (const char* file : {"a.safetensors", "b.safetensors"})
        QCOMPARE(trainInto(file, {"--cell", "lstm", "--units", "8", "--seed", "7"}).status, 0);
    QCOMPARE(
        trainInto("c.safetensors", {"--cell", "lstm", "--units", "8", "--seed", "8"}).status, 0);
    QVERIFY(contentsOf(path("a.safetensors")).size() > 1000);
    QCOMPARE(contentsOf(path("a.safetensors")), contentsOf(path("b.safetensors")));
    QVERIFY(open("c.safetensors").head.w != open("a.safetensors").head.w);
}

void TrainCommand::fileSaysHowItWasMade()
{
    QCOMPARE(
        trainInto("said.safetensors", {"--cell", "rnn", "--units", "8", "--seed", "7"}).status, 0);
    const Model model = open("said.safetensors");
    QCOMPARE(model.metadata.at("rnnscope.task"), "poem");
    QCOMPARE(model.metadata.at("rnnscope.seed"), "7");
    QCOMPARE(model.metadata.at("rnnscope.steps"), "20");
    QVERIFY(model.metadata.at("rnnscope.training").starts_with("Adam, rate 0.01"));
    QVERIFY(QString::fromStdString(model.metadata.at("rnnscope.loss"))
                .contains(QRegularExpression("^poem-ko \\d\\.\\d{3}, poem-en \\d\\.\\d{3} nats")));
    Watch watch;
    QVERIFY(verify(model, watch).value() < 1e-6);
}

void TrainCommand::progressIsSaidInTenLines()
{
    const Outcome outcome = trainInto("p.safetensors", {"--cell", "rnn", "--units", "8"});
    QCOMPARE(outcome.err.count('\n'), 10);
    // At first every one of 143 characters is as likely: log 143 = 4.96.
    static const QRegularExpression first("^RNN: step 2 of 20 · loss (4\\.9|5\\.0)");
    QVERIFY2(outcome.err.contains(first), qPrintable(outcome.err));
    QVERIFY(outcome.err.contains("RNN: step 20 of 20 · loss "));
}

void TrainCommand::interruptingStopsAndLeavesNoFile()
{
    QProcess process;
    process.start(RNNSCOPE_PROGRAM,
        {"train", "poem", "--cell", "rnn", "--units", "8", "--steps", "100000", "-o",
            path("stopped.safetensors")});
    QVERIFY(process.waitForReadyRead(100) || process.waitForStarted());
    process.setReadChannel(QProcess::StandardError);
    QVERIFY(process.waitForReadyRead(60'000)); // a first tenth is done
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    const QString last = QString::fromUtf8(process.readAllStandardError()).section('\n', -2);
    QVERIFY2(isErrorLine(last) && last.contains("stopped before the end"), qPrintable(last));
    QVERIFY(!QFile::exists(path("stopped.safetensors")));
}

void TrainCommand::drillIsLearnedFromSeveralSeeds()
{
    const Outcome outcome = latchInto("latch.safetensors",
        {"--cell", "rnn,lstm", "--distance", "12", "--seeds", "4,5", "--init", "orthogonal",
            "--forget-bias", "2", "--optimizer", "sgd", "--rate", "0.5", "--clip", "0.25"});
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.out.contains("LSTM: accuracy "));
    const Model model = open("latch-lstm-5.safetensors");
    QVERIFY(QFile::exists(path("latch-rnn-4.safetensors")));
    QCOMPARE(model.vocabulary.token(4), "X");
    QCOMPARE(model.metadata.at("rnnscope.distance"), "12");
    QCOMPARE(model.metadata.at("rnnscope.seed"), "5");
    QCOMPARE(model.metadata.at("rnnscope.start"), "orthogonal");
    QCOMPARE(model.metadata.at("rnnscope.forget_bias"), "2");
    QVERIFY(model.metadata.at("rnnscope.training")
                .starts_with("SGD, rate 0.5 falling to 0, gradient norm at most 0.25"));
    Watch watch;
    QVERIFY(verify(model, watch).value() < 1e-6);
}

void TrainCommand::checkpointsAreFilesOfTheirOwn()
{
    const QStringList options{"--cell", "lstm", "--checkpoints", path("all"), "--every", "8"};
    QCOMPARE(latchInto("kept.safetensors", options).status, 0);
    QCOMPARE(QDir(path("all")).entryList(QDir::Files),
        (QStringList{"lstm-1-000000.safetensors", "lstm-1-000008.safetensors",
            "lstm-1-000016.safetensors", "lstm-1-000020.safetensors"}));
    QVERIFY(open("all/lstm-1-000020.safetensors").head.w == open("kept.safetensors").head.w);
    QVERIFY(open("all/lstm-1-000016.safetensors").head.w != open("kept.safetensors").head.w);
    const Outcome again = latchInto("again.safetensors", options);
    QCOMPARE(again.status, 1);
    QVERIFY(again.err.contains("expected an empty folder"));
}

void TrainCommand::savedComparisonGivesTheSameBytes()
{
    QCOMPARE(latchInto("one.safetensors",
                 {"--cell", "lstm,gru", "--rate", "0.02", "--save-comparison", path("c.json"),
                     "--force"})
                 .status,
        0);
    const QStringList call{"train", "--comparison", path("c.json"), "-o", path("two.safetensors")};
    QCOMPARE(runProgram(call).status, 0);
    for (const QString cell : {"lstm", "gru"})
        QCOMPARE(contentsOf(path("two-" + cell + ".safetensors")),
            contentsOf(path("one-" + cell + ".safetensors")));
}

void TrainCommand::everySettingHasAnOption()
{
    const Comparison expected{.task = "latch",
        .distance = 7,
        .cells = {"gru", "rnn"},
        .match = Match::Units,
        .units = 9,
        .seeds = {3, 8},
        .dataSeed = 6,
        .updates = 12,
        .batch = 5,
        .chunk = 4,
        .method = Method::Sgd,
        .momentum = 0.5,
        .rate = 0.25,
        .clip = 2,
        .initial = Initial::Identity,
        .forgetBias = 1.5,
        .interval = 3};
    const QStringList options{"--distance", "7", "--match", "units", "--units", "9", "--seeds",
        "3,8", "--data-seed", "6", "--steps", "12", "--batch", "5", "--chunk", "4", "--optimizer",
        "sgd", "--momentum", "0.5", "--rate", "0.25", "--clip", "2", "--init", "identity",
        "--forget-bias", "1.5", "--every", "3"};
    const auto save = [&](const QString& call, const char* name) {
        return call.split(' ') + options
            + QStringList{"--save-comparison", path(name + QString(".json")), "-o",
                path(name + QString(".safetensors"))};
    };
    const Outcome first = runProgram(save("train latch --cell gru,rnn", "options"));
    QVERIFY2(first.status == 0, qPrintable(first.err));
    const QByteArray saved = contentsOf(path("options.json"));
    QVERIFY(*readComparison(saved.toStdString(), "options.json") == expected);

    Comparison all = defaultComparison("latch"); // of which the options leave cells alone
    all.cells = expected.cells;
    QFile other(path("other.json"));
    QVERIFY(other.open(QFile::WriteOnly));
    other.write(QByteArray::fromStdString(writeComparison(all)));
    other.close();
    QCOMPARE(runProgram(save("train --comparison " + other.fileName(), "again")).status, 0);
    QCOMPARE(contentsOf(path("again.json")), saved);
    for (const QString run : {"gru-3", "gru-8", "rnn-3", "rnn-8"})
        QCOMPARE(contentsOf(path("again-" + run + ".safetensors")),
            contentsOf(path("options-" + run + ".safetensors")));
}

void TrainCommand::networkThatReadsNumbersOpens()
{
    const QStringList call{
        "train", "adding", "--cell", "gru", "--units", "8", "--steps", "5", "-o"};
    QCOMPARE(runProgram(call + QStringList{path("adding.safetensors")}).status, 0);
    const Model model = open("adding.safetensors");
    QVERIFY(model.entry == Entry::Values);
    QCOMPARE(model.inputs(), 2);
    QCOMPARE(model.outputs(), 1);
    QVERIFY(model.metadata.at("rnnscope.loss").ends_with("half squared error"));
}

QTEST_GUILESS_MAIN(TrainCommand)
#include "tst_train.moc"
