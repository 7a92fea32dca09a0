#include "core/cell/cells.h"
#include "core/cell/lstm.h"
#include "core/load/open.h"
#include "core/pack/csv.h"
#include "core/pack/npy.h"
#include "core/run/flow.h"
#include "core/run/influence.h"
#include "core/task/tasks.h"
#include "tests/support/networks.h"
#include "tests/support/npz.h"
#include "tests/support/program.h"

#include <QTemporaryDir>

using namespace rnnscope;

/// The files that trace and flow write, against core.
class Arrays : public QObject {
    Q_OBJECT

private slots:
    void traceHoldsEveryTrack_data() { addCells(); }
    void traceHoldsEveryTrack();
    void preactivationsComeWithTheirGates();
    void csvHoldsTheSameNumbers();
    void everyInputIsRead_data();
    void everyInputIsRead();
    void aStretchOfAFileIsReadAlsoTransposed();
    void signalsAreMadeAsAsked();
    void aSoundIsReadWhereItIsHeard();
    void textIsComposed();
    void sameSeedSameRandomInput();
    void deeperLayerReadsRawNumbersAndKeepsItsName();
    void theOtherDirectionHasItsOwnName();
    void flowIsTheTotalDerivative_data() { addCells(); }
    void flowIsTheTotalDerivative();
    void flowOfOneLossIsARowOfTheTriangle();
    void everyMeasureIsWritten();
    void oneTokenHasMeasuresThatNeedNoLoss();
    void measuresOfUnequalLengthFitNoTable();

private:
    static void addCells();
    /// Writes a file into the folder of its own; its path.
    QString written(const QString& name, const std::string& content)
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QFile::WriteOnly))
            file.write(QByteArray::fromStdString(content));
        return file.fileName();
    }
    /// Runs a call with an output file appended, and reads that back: array → rows × columns.
    std::map<std::string, Matrix> arraysOf(QStringList call, const QString& file = "a.npz");

    QTemporaryDir m_folder;
};

namespace {

std::map<std::string, Matrix> readNpz(const QByteArray& file)
{
    std::map<std::string, Matrix> arrays;
    for (const auto& [name, bytes] : arraysIn(file))
        if (const auto matrix = readNpyMatrix(bytesOf(bytes), name))
            arrays[name] = *matrix;
    return arrays;
}

Model builtIn(const QString& cell)
{
    Watch watch;
    const QString path = RNNSCOPE_ROOT "/resources/models/poem-" + cell + ".safetensors";
    return openFile(path.toStdString(), watch)->model;
}

const QString poem = "봄비 내리는 골목";

Sequence poemFor(const Model& model) { return *sequenceFromText(model, poem.toStdString()); }

double difference(const Matrix& a, const Matrix& b)
{
    if (a.rows() != b.rows() || a.cols() != b.cols())
        return INFINITY;
    return (a - b).cwiseAbs().maxCoeff();
}

}

void Arrays::addCells()
{
    QTest::addColumn<QString>("cell");
    for (const CellPtr& cell : cells())
        QTest::newRow(cell->name().data()) << QString(cell->id().data());
}

std::map<std::string, Matrix> Arrays::arraysOf(QStringList call, const QString& file)
{
    const QString path = m_folder.filePath(file);
    const Outcome outcome = runProgram(call + QStringList{"--force", "-o", path});
    if (outcome.status != 0)
        qWarning("%s", qPrintable(outcome.err));
    return readNpz(contentsOf(path));
}

void Arrays::traceHoldsEveryTrack()
{
    QFETCH(QString, cell);
    const auto arrays = arraysOf({"trace", "poem-" + cell, "--text", poem});
    const Model model = builtIn(cell);
    Watch watch;
    const Trace trace = *forward(model, poemFor(model), watch);
    const std::span<const Track> tracks = model.layers.front().cell->tracks();
    QCOMPARE(arrays.size(), tracks.size() + 2);
    QCOMPARE(difference(arrays.at("x"), trace.x.transpose()), 0.0);
    QCOMPARE(difference(arrays.at("logits"), trace.logits.transpose()), 0.0);
    for (size_t i = 0; i < tracks.size(); ++i)
        QCOMPARE(difference(arrays.at("0/" + std::string(tracks[i].id)),
                     trace.layers.front().tracks[i].transpose()),
            0.0);
}

void Arrays::preactivationsComeWithTheirGates()
{
    const auto arrays = arraysOf({"trace", "poem-lstm", "--text", poem, "--preactivation"});
    QVERIFY(!arrays.contains("0/cell.pre"));
    const Matrix gate = arrays.at("0/forget.pre").unaryExpr([](Real a) {
        return static_cast<Real>(1 / (1 + std::exp(-double(a))));
    });
    QVERIFY(difference(gate, arrays.at("0/forget")) < 1e-6);
    const Matrix candidate = arrays.at("0/candidate.pre").array().tanh();
    QVERIFY(difference(candidate, arrays.at("0/candidate")) < 1e-6);
}

void Arrays::csvHoldsTheSameNumbers()
{
    const auto arrays = arraysOf({"trace", "poem-rnn", "--text", poem});
    const QString path = m_folder.filePath("a.csv");
    QCOMPARE(runProgram({"trace", "poem-rnn", "--text", poem, "-o", path}).status, 0);
    const QByteArray text = contentsOf(path);
    QVERIFY(text.startsWith("step,x[0],x[1],"));
    const Matrix rows = *readCsv(text.toStdString(), "a.csv");
    const Index inputs = arrays.at("x").cols(), units = arrays.at("0/hidden").cols();
    QCOMPARE(difference(rows.middleCols(1, inputs), arrays.at("x")), 0.0);
    QCOMPARE(difference(rows.middleCols(1 + inputs, units), arrays.at("0/hidden")), 0.0);
}

void Arrays::everyInputIsRead_data()
{
    QTest::addColumn<QStringList>("input");
    QTest::addColumn<int>("steps");
    const auto length = QString::fromUtf8(findExample("poem-en")->text.data()).size();
    QTest::newRow("text") << QStringList{"--text", "rain"} << 4;
    QTest::newRow("token ids") << QStringList{"--ids", "3, 1,4"} << 3;
    QTest::newRow("example") << QStringList{"--example", "poem-en"} << int(length);
    QTest::newRow("random tokens") << QStringList{"--random", "70"} << 70;
    QTest::newRow("random numbers") << QStringList{"--random", "7", "--layer", "0"} << 7;
    QTest::newRow("noise of tokens") << QStringList{"--signal", "noise", "--steps", "70"} << 70;
    QTest::newRow("a signal") << QStringList{"--signal", "sweep", "--layer", "0"} << 48;
}

void Arrays::everyInputIsRead()
{
    QFETCH(QStringList, input);
    QFETCH(int, steps);
    const auto arrays = arraysOf(QStringList{"trace", "poem-gru"} + input);
    QCOMPARE(arrays.at("0/hidden").rows(), steps);
}

void Arrays::aStretchOfAFileIsReadAlsoTransposed()
{
    const QString file = RNNSCOPE_ROOT "/tests/data/saved/lstm_2.pt";
    const QString values = RNNSCOPE_ROOT "/tests/data/saved/values.csv";
    const Matrix all = arraysOf({"trace", file, "--values", values}).at("x");
    const Matrix part
        = arraysOf({"trace", file, "--values", values, "--from", "2", "--steps", "3"}).at("x");
    QCOMPARE(part, Matrix(all.middleRows(2, 3)));
    const QString turned = written("turned.npy", writeNpy(tensorOf("x", all.transpose())));
    QCOMPARE(arraysOf({"trace", file, "--values", turned, "--transpose"}).at("x"), all);
    const Outcome refused
        = runProgram({"trace", file, "--values", turned, "-o", m_folder.filePath("b.npz")});
    QCOMPARE(refused.status, 1);
    QVERIFY2(
        isErrorLine(refused.err) && refused.err.contains("Transpose"), qPrintable(refused.err));
}

void Arrays::signalsAreMadeAsAsked()
{
    const QString file = RNNSCOPE_ROOT "/tests/data/saved/lstm_2.pt";
    const auto x = [&](const QStringList& input) {
        return arraysOf(QStringList{"trace", file, "--signal"} + input).at("x");
    };
    const Matrix impulse = x({"impulse", "--steps", "9", "--at", "4"});
    QCOMPARE(impulse.rows(), 9);
    QCOMPARE(impulse.row(4).sum(), impulse.sum());
    QCOMPARE(impulse(4, 0), Real(1));
    const Matrix sine = x({"sine", "--period", "8"});
    QVERIFY(std::abs(sine(2, 0) - 1) < 1e-6);
    QCOMPARE(x({"noise", "--seed", "3"}), x({"noise", "--seed", "3"}));
    QVERIFY(x({"noise", "--seed", "3"}) != x({"noise"}));
}

void Arrays::aSoundIsReadWhereItIsHeard()
{
    std::mt19937 generator(1);
    Model model;
    const CellPtr cell = findCell("gru");
    model.layers.push_back({cell, randomWeights(*cell, 1, 3, generator)});
    const QString file = written("sound.safetensors", saveSafetensors(model, {}));
    const QString out = m_folder.filePath("sound.npz");
    const QStringList call{
        "trace", file, "--values", RNNSCOPE_ROOT "/tests/data/stereo.wav", "-o", out};
    const Outcome outcome = runProgram(call);
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.err,
        "stereo.wav: 150 of 200 samples from 50 on, at 16000 Hz, the mean of 2 channels\n");
    const Matrix x = readNpz(contentsOf(out)).at("x");
    QVERIFY(std::abs(x(10, 0) - 0.125 * std::sin(6.0)) < 1e-4);
    const Outcome part = runProgram(call + QStringList{"--from", "60", "--steps", "5", "--force"});
    QVERIFY2(part.err.startsWith("stereo.wav: 5 of 200 samples from 60 on"), qPrintable(part.err));
    QCOMPARE(readNpz(contentsOf(out)).at("x"), Matrix(x.middleRows(10, 5)));
}

void Arrays::textIsComposed()
{
    const QString decomposed = poem.normalized(QString::NormalizationForm_D);
    QVERIFY(decomposed != poem);
    QCOMPARE(arraysOf({"trace", "poem-gru", "--text", decomposed}),
        arraysOf({"trace", "poem-gru", "--text", poem}));
}

void Arrays::sameSeedSameRandomInput()
{
    const auto x = [&](const QString& seed) {
        return arraysOf({"trace", "poem-gru", "--random", "20", "--seed", seed}).at("x");
    };
    QCOMPARE(x("5"), x("5"));
    QVERIFY(x("5") != x("6"));
}

void Arrays::deeperLayerReadsRawNumbersAndKeepsItsName()
{
    const QString file = RNNSCOPE_ROOT "/tests/data/saved/lstm_2.pt";
    const QString values = RNNSCOPE_ROOT "/tests/data/saved/values.csv";
    const auto whole = arraysOf({"trace", file, "--values", values});
    const QString middle = m_folder.filePath("middle.npy");
    QFile out(middle);
    QVERIFY(out.open(QFile::WriteOnly));
    out.write(QByteArray::fromStdString(writeNpy(tensorOf("h", whole.at("0/hidden")))));
    out.close();
    const auto upper = arraysOf({"trace", file, "--values", middle, "--layer", "1"});
    QVERIFY(!upper.contains("0/hidden"));
    QCOMPARE(upper.at("x"), whole.at("0/hidden"));
    QCOMPARE(difference(upper.at("1/cell"), whole.at("1/cell")), 0.0);
}

void Arrays::theOtherDirectionHasItsOwnName()
{
    const QString file = RNNSCOPE_ROOT "/tests/data/load/bidirectional.pt";
    Watch watch;
    const auto opened = openFile(file.toStdString(), watch);
    QVERIFY(opened);
    const Sequence sequence = *randomSequence(opened->model, 7, 3);
    const Trace trace = *forward(opened->model, sequence, watch);
    const QStringList input{"--random", "7", "--seed", "3"};
    const auto arrays = arraysOf(QStringList{"trace", file} + input);
    QVERIFY(!arrays.contains("1/hidden"));
    const Lstm::Place hidden = Lstm::Hidden;
    QCOMPARE(difference(arrays.at("0/hidden").transpose(), trace.layers[0].tracks[hidden]), 0.0);
    QCOMPARE(
        difference(arrays.at("0.reverse/hidden").transpose(), trace.layers[1].tracks[hidden]), 0.0);
    const auto flows = arraysOf(QStringList{"flow", file} + input);
    QVERIFY(flows.contains("M1/0/cell") && flows.contains("M1/0.reverse/cell"));
}

void Arrays::flowIsTheTotalDerivative()
{
    QFETCH(QString, cell);
    const auto arrays = arraysOf({"flow", "poem-" + cell, "--text", poem});
    const Model model = builtIn(cell);
    const Sequence sequence = poemFor(model);
    Watch watch;
    const Trace trace = *forward(model, sequence, watch);
    const auto flows = *flow(model, sequence, trace, std::nullopt, watch);
    QCOMPARE(arrays.size(), flows.size());
    for (const Flow& expected : flows) {
        const Track& track = model.layers.front().cell->tracks()[size_t(expected.track)];
        const Matrix norms = arrays.at("M1/0/" + std::string(track.id));
        QCOMPARE(norms.size(), sequence.steps());
        for (Index k = 0; k < norms.size(); ++k)
            QCOMPARE(norms(k), static_cast<Real>(expected.norms[size_t(k)]));
    }
}

void Arrays::flowOfOneLossIsARowOfTheTriangle()
{
    const auto arrays = arraysOf(
        {"flow", "poem-lstm", "--text", poem, "--measure", "M1,M1.triangle", "--loss", "5"});
    QCOMPARE(arrays.size(), 4u);
    for (const std::string track : {"hidden", "cell"}) {
        const Matrix triangle = arrays.at("M1.triangle/0/" + track);
        QCOMPARE(triangle.rows(), poem.size());
        QCOMPARE(triangle.cols(), poem.size());
        QVERIFY(difference(triangle.row(5).transpose(), arrays.at("M1/0/" + track)) < 1e-6);
        QVERIFY(triangle(5, 5) > 0 && triangle(5, 0) > 0);
        QCOMPARE(triangle(5, 6), Real(0));
    }
}

void Arrays::everyMeasureIsWritten()
{
    const auto arrays = arraysOf({"flow", "poem-lstm", "--text", poem, "--measure",
        "M2,M2.line,M2.least,M3,M4,M5,M6", "--step", "6", "--exponents", "5"});
    const Model model = builtIn("lstm");
    Watch watch;
    const Trace trace = *forward(model, poemFor(model), watch);
    const auto reach = influence(model, trace, 0, watch, {}, 6)->values();
    const Matrix& found = arrays.at("M2/0");
    QCOMPARE(found.size(), 7);
    for (Index lag = 0; lag < 7; ++lag)
        QCOMPARE(found(lag), static_cast<Real>(reach[size_t(lag)]));
    QVERIFY(arrays.at("M2.line/0")(6) <= found(6) && arrays.at("M2.least/0")(6) <= found(6));
    QCOMPARE(arrays.at("M3").size(), poem.size());
    QVERIFY(arrays.at("M3")(6) > 0 && arrays.at("M3")(7) == 0);
    QVERIFY(std::abs(arrays.at("M4/0").sum() - 1) < 1e-5);
    QCOMPARE(arrays.at("M5/0").size(), 5);
    const Index units = model.layers[0].weights.units();
    QCOMPARE(arrays.at("M6/0/forget/eigenvalues").rows(), units);
    QCOMPARE(arrays.at("M6/0/forget/eigenvalues").cols(), 2);
    for (const char* name : {"forget/singular", "forget/mean", "forget/slope", "forget/low",
             "candidate/high", "cell/mean", "hidden/high", "memory"})
        QCOMPARE(arrays.at(std::string("M6/0/") + name).size(), units);
}

void Arrays::oneTokenHasMeasuresThatNeedNoLoss()
{
    const auto arrays = arraysOf({"flow", "poem-lstm", "--text", "봄", "--measure", "M2,M3,M5,M6"});
    QCOMPARE(arrays.at("M2/0").size(), 1);
}

void Arrays::measuresOfUnequalLengthFitNoTable()
{
    const Outcome outcome = runProgram({"flow", "poem-rnn", "--text", poem, "--measure", "M1,M6",
        "-o", m_folder.filePath("b.csv")});
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.err.contains("Write to an .npz file"), qPrintable(outcome.err));
}

QTEST_GUILESS_MAIN(Arrays)
#include "tst_arrays.moc"
