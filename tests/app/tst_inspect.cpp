#include "core/cell/cells.h"
#include "core/load/reader.h"
#include "core/pack/csv.h"
#include "core/pack/npy.h"
#include "core/task/drills.h"
#include "core/task/tasks.h"
#include "tests/support/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <cmath>

using namespace rnnscope;

class Inspect : public QObject {
    Q_OBJECT

private slots:
    void saysWhatASavedModelHolds();
    void jsonHoldsEveryPart();
    void tensorsAreShownWhereNoNetworkIs();
    void tensorsAreListedWithoutTheModel();
    void oneTensorHasItsFigures();
    void aTensorIsWrittenAsItIsStored();
    void aTensorThatIsNotThereIsAnError();
    void formatsComeFromTheTable();
    void tasksComeFromTheTable();
};

void Inspect::saysWhatASavedModelHolds()
{
    const Outcome outcome = runProgram({"inspect", "poem-lstm"});
    QCOMPARE(outcome.status, 0);
    for (const char* said : {"layer 0: lstm, 24 inputs, 64 units", "gate order: i f g o",
             "parameters: 35767", "test vector: verified", "rnn.weight_hh_l0", "256 × 64",
             "rnnscope.seed", "\"봄\",\"비\""})
        QVERIFY2(outcome.out.contains(said), said);
}

void Inspect::jsonHoldsEveryPart()
{
    const Outcome outcome = runProgram({"inspect", "poem-gru", "--json"});
    QCOMPARE(outcome.status, 0);
    const QJsonObject all = QJsonDocument::fromJson(outcome.out.toUtf8()).object();
    QCOMPARE(all["format"].toString(), "safetensors");
    const QJsonObject layer = all["layers"].toArray().first().toObject();
    QCOMPARE(layer["cell"].toString(), "gru");
    QCOMPARE(layer["units"].toInt(), 73);
    QCOMPARE(all["vocabulary"].toArray().size(), all["outputs"].toInt());
    QCOMPARE(all["tensors"].toArray().size(), 7);
    QVERIFY(!all["notes"].toArray().isEmpty());
    QCOMPARE(all["metadata"].toObject()["rnnscope.task"].toString(), "poem");
}

void Inspect::tensorsAreShownWhereNoNetworkIs()
{
    QTemporaryDir folder;
    // One tensor of no network: 1, 2, 3, 6.
    QByteArray header = R"({"weights":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}})";
    const quint64 length = static_cast<quint64>(header.size());
    const float numbers[]{1, 2, 3, 6};
    QFile file(folder.filePath("four.safetensors"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(reinterpret_cast<const char*>(&length), sizeof length);
    file.write(header);
    file.write(reinterpret_cast<const char*>(numbers), sizeof numbers);
    file.close();

    const Outcome outcome = runProgram({"inspect", file.fileName(), "--json"});
    const QJsonObject all = QJsonDocument::fromJson(outcome.out.toUtf8()).object();
    const QJsonObject tensor = all["tensors"].toArray().first().toObject();
    QCOMPARE(tensor["name"].toString(), "weights");
    QCOMPARE(tensor["shape"].toArray(), (QJsonArray{2, 2}));
    QCOMPARE(tensor["min"].toDouble(), 1.0);
    QCOMPARE(tensor["mean"].toDouble(), 3.0);
    QCOMPARE(tensor["max"].toDouble(), 6.0);
    QCOMPARE(tensor["std"].toDouble(), std::sqrt(3.5));
    // The tensors are shown, and still it is said that no network is there.
    QCOMPARE(outcome.status, 1);
    QVERIFY(isErrorLine(outcome.err));
    QVERIFY(!all.contains("layers"));
}

void Inspect::tensorsAreListedWithoutTheModel()
{
    const Outcome outcome = runProgram({"inspect", "poem-lstm", "--tensors"});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out.count('\n'), 1 + 7);
    QVERIFY(outcome.out.contains("256 × 64"));
    QVERIFY(outcome.out.contains("65536")); // bytes
    QVERIFY(!outcome.out.contains("layer 0"));
    const Outcome json = runProgram({"inspect", "poem-lstm", "--tensors", "--json"});
    const QJsonArray list = QJsonDocument::fromJson(json.out.toUtf8()).array();
    QCOMPARE(list.size(), 7);
    QVERIFY(!list.first().toObject().contains("mean"));
}

void Inspect::oneTensorHasItsFigures()
{
    const Outcome outcome = runProgram({"inspect", "poem-lstm", "--tensor", "head.bias", "--json"});
    QCOMPARE(outcome.status, 0);
    const QJsonObject tensor = QJsonDocument::fromJson(outcome.out.toUtf8()).object();
    QCOMPARE(tensor["name"].toString(), "head.bias");
    QVERIFY(tensor["min"].toDouble() < tensor["mean"].toDouble());
    QVERIFY(tensor["mean"].toDouble() < tensor["max"].toDouble());
}

void Inspect::aTensorIsWrittenAsItIsStored()
{
    QTemporaryDir folder;
    const QString npy = folder.filePath("u.npy"), csv = folder.filePath("u.csv");
    for (const QString& path : {npy, csv}) {
        const Outcome outcome
            = runProgram({"inspect", "poem-lstm", "--tensor", "rnn.weight_hh_l0", "-o", path});
        QCOMPARE(outcome.status, 0);
    }
    const QByteArray stored = contentsOf(npy);
    const auto tensor = readNpy(std::as_bytes(std::span(stored.data(), stored.size())), "u");
    QVERIFY(tensor);
    QCOMPARE(tensor->type, Type::F32);
    QCOMPARE(tensor->shape, (std::vector<int64_t>{256, 64}));
    const auto rows = readCsv(contentsOf(csv).toStdString(), "u");
    QVERIFY(rows);
    QCOMPARE(*rows, matrixOf(*tensor));
    // It is not written over unasked, and only as what is known.
    QCOMPARE(runProgram({"inspect", "poem-lstm", "--tensor", "head.bias", "-o", npy}).status, 1);
    QCOMPARE(contentsOf(npy), stored);
    const QString other = folder.filePath("u.mat");
    QCOMPARE(runProgram({"inspect", "poem-lstm", "--tensor", "head.bias", "-o", other}).status, 2);
    QCOMPARE(runProgram({"inspect", "poem-lstm", "-o", folder.filePath("v.npy")}).status, 2);
}

void Inspect::aTensorThatIsNotThereIsAnError()
{
    const Outcome outcome = runProgram({"inspect", "poem-lstm", "--tensor", "nothing"});
    QCOMPARE(outcome.status, 1);
    QVERIFY(isErrorLine(outcome.err));
    QVERIFY(outcome.err.contains("“nothing”"));
}

void Inspect::formatsComeFromTheTable()
{
    const Outcome outcome = runProgram({"formats"});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(static_cast<size_t>(outcome.out.count('\n')), readers().size());
    for (const Reader& reader : readers())
        QVERIFY(outcome.out.contains(reader.suffixes.data()));
}

void Inspect::tasksComeFromTheTable()
{
    const Outcome outcome = runProgram({"tasks"});
    QCOMPARE(outcome.status, 0);
    for (const Task& task : tasks()) {
        QVERIFY(outcome.out.contains(task.title));
        for (const Example& example : task.examples)
            QVERIFY(outcome.out.contains(example.id.data()));
    }
    for (const Drill& drill : drills())
        QVERIFY(outcome.out.contains(QString("%1\t%2\t%3: %4 to %5\n")
                                         .arg(drill.id.data(), drill.title, drill.dial)
                                         .arg(drill.low)
                                         .arg(drill.high)));
}

QTEST_GUILESS_MAIN(Inspect)
#include "tst_inspect.moc"
