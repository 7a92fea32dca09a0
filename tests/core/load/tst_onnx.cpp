#include "core/load/formats.h"
#include "core/load/open.h"
#include "core/pack/json.h"
#include "core/run/dense.h"
#include "core/run/forward.h"
#include "tests/support/files.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>
#include <sys/resource.h>

using namespace rnnscope;
using namespace std::string_literals;

namespace {

std::string onnxPath(const std::string& name) { return dataPath(("load/onnx/" + name).c_str()); }

Result<Contents> contentsIn(const std::string& path)
{
    Watch watch;
    return contentsOf(path, watch);
}

const Json& expectations()
{
    static const Json json = *parseJson(contentOf(onnxPath("expected.json")), "expected.json");
    return json;
}

/// Rows of JSON as the columns of a matrix.
Matrix columnsOf(const Json& rows)
{
    Matrix matrix(Index(rows.at(0).size()), Index(rows.size()));
    for (Index t = 0; t < matrix.cols(); ++t)
        for (Index i = 0; i < matrix.rows(); ++i)
            matrix(i, t) = rows.at(size_t(t)).at(size_t(i)).get<Real>();
    return matrix;
}

/// An array of the shared models' expectations: columns of its last dimension.
Matrix columnsIn(const Json& array)
{
    const auto sides = array.at("dims").get<std::vector<Index>>();
    const auto numbers = array.at("data").get<std::vector<Real>>();
    return Eigen::Map<const Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>>(
        numbers.data(), sides.back(), std::ssize(numbers) / sides.back());
}

/// The largest difference; infinite where there is something else than the same shape.
double differenceOf(const Matrix& a, const Matrix& b)
{
    if (a.rows() != b.rows() || a.cols() != b.cols() || !a.allFinite())
        return std::numeric_limits<double>::infinity();
    return static_cast<double>((a - b).cwiseAbs().maxCoeff());
}

Trace traceOf(const Model& model, const Sequence& sequence)
{
    Watch watch;
    return *forward(model, sequence, watch);
}

/// The largest difference of a model from what is expected of one sequence.
double differenceFrom(const Model& model, const Json& expected)
{
    const auto sequence = expected.contains("ids")
        ? sequenceFromIds(model, expected["ids"].get<std::vector<int>>())
        : sequenceFromValues(model, columnsOf(expected["values"]));
    if (!sequence)
        return std::numeric_limits<double>::infinity();
    const Trace trace = traceOf(model, *sequence);
    if (expected.contains("outputs"))
        return differenceOf(answerOf(model, trace), columnsOf(expected["outputs"]));
    if (expected.contains("last"))
        return differenceOf(answerOf(model, trace).rightCols(1), columnsOf(expected["last"]));
    const Matrix& hidden = inputOf(model, trace, int(model.layers.size()));
    return differenceOf(hidden.rightCols(1), columnsOf(expected["state"]));
}

double differenceFromAll(const Model& model, const Json& sequences)
{
    double largest = 0;
    for (const Json& expected : sequences)
        largest = std::max(largest, differenceFrom(model, expected));
    return largest;
}

std::string aroundIn(const StoredNetwork& network)
{
    std::string all;
    for (const std::string& around : network.around)
        all += around + '\n';
    return all;
}

std::string errorOf(const std::string& path)
{
    Watch watch;
    const auto file = openFile(path, watch);
    return file ? "it opened" : file.error().text();
}

/// Opens bytes as a model without a folder; whatever comes, it is an error in three parts or a
/// model whose parts fit.
void open(const std::string& file)
{
    Watch watch;
    const auto contents = readOnnx(inputOf(file, "hostile.onnx"), watch);
    const auto model = contents ? modelOf(*contents) : Result<Model>(contents.error());
    if (!model) {
        QVERIFY(!model.error().where.empty());
        QVERIFY(!model.error().found.empty());
        QVERIFY(!model.error().advice.empty());
        return;
    }
    QVERIFY(!model->layers.empty());
}

long peakKilobytes()
{
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

// Protobuf's wire format, to write models that no tool writes.
std::string varint(uint64_t number)
{
    std::string bytes;
    for (; number > 127; number >>= 7)
        bytes += static_cast<char>(number | 128);
    return bytes + static_cast<char>(number);
}
std::string whole(int field, uint64_t number)
{
    return varint(uint64_t(field) << 3) + varint(number);
}
std::string bytes(int field, const std::string& content)
{
    return varint(uint64_t(field) << 3 | 2) + varint(content.size()) + content;
}
std::string modelOfGraph(const std::string& graph)
{
    return whole(1, 8) + bytes(7, graph) + bytes(8, whole(2, 15));
}
std::string nodeOf(const std::string& op, const std::vector<std::string>& inputs,
    const std::string& output, const std::string& more = {})
{
    std::string node;
    for (const std::string& input : inputs)
        node += bytes(1, input);
    return bytes(1, node + bytes(2, output) + bytes(4, op) + more);
}
std::string tensorOf(
    const std::string& name, const std::vector<uint64_t>& sides, const std::string& raw)
{
    std::string tensor;
    for (const uint64_t side : sides)
        tensor += whole(1, side);
    return bytes(5, tensor + whole(2, 1) + bytes(8, name) + bytes(9, raw));
}
std::string times(int count, const std::string& text)
{
    std::string all;
    for (int i = 0; i < count; ++i)
        all += text;
    return all;
}

} // namespace

class OnnxTest : public QObject {
    Q_OBJECT

private slots:
    void answersAsExpected_data() { addRows(false); }
    void answersAsExpected();
    void wrongGateOrderIsFound_data();
    void wrongGateOrderIsFound();
    void refuses_data() { addRows(true); }
    void refuses();
    void sharedModelsAnswerAsOnnxRuntime_data();
    void sharedModelsAnswerAsOnnxRuntime();
    void sileroStepsAsOnnxRuntime();
    void sileroIsOneNetworkOfTwoLayers();
    void nodesAreNamedByTheirPlaceOrWeights();
    void whatIsAroundIsSaid();
    void readsOfficialModelsWithoutWeights();
    void detectsByContent();
    void truncatedAnywhere();
    void flippedBits();
    void hostile_data();
    void hostile();
    void manySmallThingsTakeLittleMemory();
    void cancelledReadingStops();
    void cleanupTestCase();

private:
    static void addRows(bool refused);

    double m_largest = 0; ///< difference of any answer
};

void OnnxTest::addRows(bool refused)
{
    QTest::addColumn<std::string>("name");
    for (const auto& [name, expected] : expectations().items())
        if (expected.contains("refused") == refused)
            QTest::newRow(name.c_str()) << name;
}

void OnnxTest::answersAsExpected()
{
    QFETCH(std::string, name);
    Watch watch;
    const auto file = openFile(onnxPath(name), watch);
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    const double difference = differenceFromAll(file->model, expectations()[name]);
    QVERIFY2(difference <= 1e-5, qPrintable(QString::number(difference)));
    m_largest = std::max(m_largest, difference);
}

void OnnxTest::wrongGateOrderIsFound_data()
{
    QTest::addColumn<std::string>("name");
    for (const char* name :
        {"lstm_forward", "lstm_bidirectional", "lstm_peepholes", "gru_forward", "gru_reset_before",
            "folded_blocks", "torch_lstm_13", "torch_gru_true_13", "classifier"})
        QTest::newRow(name) << std::string(name) + ".onnx";
}

/// Any two blocks of the description exchanged, and any two peepholes.
void OnnxTest::wrongGateOrderIsFound()
{
    QFETCH(std::string, name);
    const auto contents = contentsIn(onnxPath(name));
    QVERIFY(contents);
    const auto differs = [&](const Contents& wrong) {
        const auto model = modelOf(wrong);
        return model && differenceFromAll(*model, expectations()[name]) > 1e-2;
    };
    const StoredLayer& right = contents->networks[0].layers[0];
    for (size_t a = 0; a < right.blocks.size(); ++a)
        for (size_t b = a + 1; b < right.blocks.size(); ++b) {
            Contents wrong = *contents;
            std::swap(wrong.networks[0].layers[0].blocks[a], wrong.networks[0].layers[0].blocks[b]);
            QVERIFY2(differs(wrong), qPrintable(QString("blocks %1, %2").arg(a).arg(b)));
        }
    for (size_t a = 0; a < right.peeps.size(); ++a) {
        Contents wrong = *contents;
        std::swap(wrong.networks[0].layers[0].peeps[a],
            wrong.networks[0].layers[0].peeps[(a + 1) % right.peeps.size()]);
        QVERIFY(differs(wrong));
    }
}

void OnnxTest::refuses()
{
    QFETCH(std::string, name);
    const std::string error = errorOf(onnxPath(name));
    QVERIFY2(error.find(expectations()[name]["refused"].get<std::string>()) != error.npos,
        error.c_str());
    QVERIFY2(error.find(name) != error.npos, error.c_str());
}

void OnnxTest::sharedModelsAnswerAsOnnxRuntime_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("output"); // steps first, then sequences, then directions
    QTest::newRow("GRU") << "gru"
                         << "Y";
    QTest::newRow("LSTM in both directions") << "lstm_bidirectional"
                                             << "output";
    QTest::newRow("RNN from the end") << "rnn_reverse"
                                      << "output";
}

void OnnxTest::sharedModelsAnswerAsOnnxRuntime()
{
    QFETCH(QString, name);
    QFETCH(QString, output);
    const std::string path = sharedPath(("onnx/" + name.toStdString()).c_str());
    const auto json = parseJson(contentOf(path + ".expected.json"), "expected");
    if (!json)
        QSKIP("The shared models are not there.");
    Watch watch;
    const auto file = openFile(path + ".onnx", watch);
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    const Matrix x = columnsIn(json->at("inputs").at("input"));
    const Matrix y = columnsIn(json->at("outputs").at(output.toStdString()));
    constexpr Index batch = 2;
    QCOMPARE(x.cols(), 5 * batch);
    for (Index sequence = 0; sequence < batch; ++sequence) {
        const auto every = Eigen::seq(sequence, Eigen::last, batch);
        const Matrix answer = answerOf(file->model,
            traceOf(file->model, *sequenceFromValues(file->model, x(Eigen::all, every))));
        const double difference = differenceOf(answer, y(Eigen::all, every));
        QVERIFY2(difference <= 1e-5, qPrintable(QString::number(difference)));
        m_largest = std::max(m_largest, difference);
    }
}

/// The convolutions below it are not ours: what leaves them is in silero.json.
void OnnxTest::sileroStepsAsOnnxRuntime()
{
    const std::string path = sharedPath("onnx/silero_vad_half_lstm_in_if");
    const auto json = parseJson(contentOf(path + ".expected.json"), "expected");
    if (!json)
        QSKIP("The shared models are not there.");
    Watch watch;
    const auto file = openFile(path + ".onnx", watch);
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    const auto given = parseJson(contentOf(onnxPath("silero.json")), "silero.json");
    const Matrix state = columnsIn(json->at("outputs").at("stateN"));
    const Model& model = file->model;
    const Trace trace = traceOf(model, *sequenceFromValues(model, columnsOf(given->at("x"))));
    const Cell& cell = *model.layers[0].cell;
    for (const auto& [role, place] : {std::pair{Role::Hidden, 0}, std::pair{Role::Cell, 1}}) {
        const Matrix& found = trace.layers[0].tracks[size_t(cell.indexOf(role))];
        const double difference = differenceOf(found, state.col(place));
        QVERIFY2(difference <= 1e-5, qPrintable(QString::number(difference)));
        m_largest = std::max(m_largest, difference);
    }
    QCOMPARE(file->contents.networks.size(), size_t(1)); // the same in both branches
    const std::string around = aroundIn(file->contents.networks[0]);
    QVERIFY(around.find("“decoder.rnn_1”") != around.npos);
    QVERIFY(around.find("before the layers: Add, Conv × 5") != around.npos);
}

void OnnxTest::sileroIsOneNetworkOfTwoLayers()
{
    const auto contents = contentsIn(sharedPath("onnx/silero_vad_v3.1.onnx"));
    if (!contents)
        QSKIP("The shared models are not there.");
    QCOMPARE(contents->networks.size(), size_t(1));
    const StoredNetwork& network = contents->networks[0];
    QCOMPARE(network.layers.size(), size_t(2));
    QVERIFY(aroundIn(network).find("“h0” is given when it runs") != std::string::npos);
    const auto model = modelOf(*contents);
    QVERIFY(model);
    QCOMPARE(model->layers[1].weights.inputs(), Index(64));
}

void OnnxTest::nodesAreNamedByTheirPlaceOrWeights()
{
    const auto nameOf
        = [](const char* file) { return contentsIn(onnxPath(file))->networks.at(0).name; };
    QCOMPARE(nameOf("torch_net_lstm_13.onnx"), "rnn");
    QCOMPARE(nameOf("folded_blocks.onnx"), "rnn");
    QCOMPARE(nameOf("lstm_forward.onnx"), "LSTM");
    QCOMPARE(nameOf("in_if.onnx"), "right.rnn");
}

void OnnxTest::whatIsAroundIsSaid()
{
    const auto around
        = [](const char* file) { return aroundIn(contentsIn(onnxPath(file))->networks.at(0)); };
    QCOMPARE(around("torch_net_lstm_16.onnx"), "");
    QCOMPARE(around("in_if.onnx"), "the same layers again: “left.rnn”\n");
    QCOMPARE(around("in_loop.onnx"), "before the layers: Loop\nafter the layers: Loop\n");
    QCOMPARE(around("mixed_both.onnx"), "after the layers: LSTM “LSTM”\n");
    QCOMPARE(around("official_rnn_seq_length.onnx"),
        "lengths of sequences in “RNN”: every step is taken\n");
}

/// ONNX's own tests as they are: their weights are inputs.
void OnnxTest::readsOfficialModelsWithoutWeights()
{
    const std::string path
        = "/usr/share/libonnx-testdata/data/node/test_lstm_with_peepholes/model.onnx";
    if (contentOf(path).empty())
        QSKIP("libonnx-testdata is not installed.");
    const std::string error = errorOf(path);
    QVERIFY2(error.find("“W” is given when it runs") != error.npos, error.c_str());
}

void OnnxTest::detectsByContent()
{
    const std::string file = contentOf(onnxPath("lstm_forward.onnx"));
    QVERIFY(sniffOnnx(bytesOf(file)));
    QVERIFY(sniffOnnx(bytesOf(file.substr(0, file.size() / 2))));
    QVERIFY(sniffOnnx(bytesOf(file.substr(2)))); // without the version of the format
    for (const std::string& other : {""s, "\x08\x08"s, "{\"a\": 1}"s, "PK\3\4"s,
             "\x89HDF\r\n\x1a\n"s, "\x08\x01\x12\x05saved"s, contentOf(dataPath("load/gru1.pt"))})
        QVERIFY(!sniffOnnx(bytesOf(other)));
}

void OnnxTest::truncatedAnywhere()
{
    for (const char* name :
        {"lstm_peepholes.onnx", "folded_blocks.onnx", "torch_net_lstm_16.onnx"}) {
        const std::string file = contentOf(onnxPath(name));
        QVERIFY(!file.empty());
        const size_t step = std::max<size_t>(1, file.size() / 500);
        for (size_t length = 0; length < file.size(); length += step)
            open(file.substr(0, length));
    }
    Watch watch;
    const std::string file = contentOf(onnxPath("lstm_forward.onnx"));
    const auto cut = readOnnx(inputOf(file.substr(0, 100), "cut.onnx"), watch);
    QVERIFY(!cut);
    const QString text = QString::fromStdString(cut.error().text());
    QVERIFY2(text.contains("Cannot read cut.onnx, at byte "), qPrintable(text));
    QVERIFY2(text.contains("to the end of what holds them"), qPrintable(text));
}

void OnnxTest::flippedBits()
{
    std::mt19937 random(7);
    for (const char* name : {"lstm_peepholes.onnx", "folded_blocks.onnx", "folded_old.onnx",
             "folded_bytes.onnx", "torch_net_lstm_16.onnx", "torch_lstm_true_2_true_13.onnx",
             "in_function.onnx", "in_loop.onnx", "stored_outside.onnx", "classifier.onnx"}) {
        const std::string file = contentOf(onnxPath(name));
        QVERIFY(!file.empty());
        for (int round = 0; round < 150; ++round) {
            std::string flipped = file;
            for (unsigned flips = 1 + random() % 4; flips > 0; --flips)
                flipped[random() % flipped.size()] ^= static_cast<char>(1u << random() % 8);
            QElapsedTimer timer;
            timer.start();
            open(flipped);
            QVERIFY(timer.elapsed() < 5000);
        }
    }
}

void OnnxTest::hostile_data()
{
    QTest::addColumn<std::string>("file");
    const std::string lstm = nodeOf("LSTM", {"X", "W", "R"}, "Y");
    const std::string w = tensorOf("W", {1, 4, 1}, std::string(16, '\0'));
    const std::string r = tensorOf("R", {1, 4, 1}, std::string(16, '\0'));
    const auto row = [](const char* name, const std::string& graph) {
        QTest::newRow(name) << modelOfGraph(graph);
    };
    const uint64_t huge = uint64_t(1) << 62;
    row("nothing", "");
    row("sound", lstm + w + r);
    row("a tensor of no side", lstm + tensorOf("W", {}, std::string(4, '\0')) + r);
    row("an empty tensor", lstm + tensorOf("W", {1, 0, 1}, "") + tensorOf("R", {1, 0, 0}, ""));
    row("sides that overflow", lstm + tensorOf("W", {huge, huge, huge}, "") + r);
    row("a negative side", lstm + tensorOf("W", {1, ~uint64_t(0), 4}, "") + r);
    row("sides that overflow beside zero", lstm + tensorOf("W", {huge, 0, huge}, "") + r);
    row("a hundred sides", lstm + tensorOf("W", std::vector<uint64_t>(100, 1), "0000") + r);
    row("the same name twice", lstm + w + w + r + r);
    row("a node that reads itself", nodeOf("LSTM", {"Y", "W", "R"}, "Y") + w + r);
    row("a hidden size of its own",
        nodeOf("LSTM", {"X", "W", "R"}, "Y",
            bytes(5, bytes(1, "hidden_size") + whole(3, ~uint64_t(0)) + whole(20, 2)))
            + w + r);
    const auto shape = [](const std::vector<uint64_t>& sides) {
        std::string numbers;
        for (const uint64_t side : sides)
            numbers += std::string(reinterpret_cast<const char*>(&side), sizeof side);
        return bytes(5, whole(1, sides.size()) + whole(2, 7) + bytes(8, "S") + bytes(9, numbers));
    };
    for (const char* op : {"Expand", "Reshape", "Unsqueeze", "Squeeze", "Gather", "Slice"})
        for (const auto& sides : {std::vector<uint64_t>{1, huge, huge}, {~uint64_t(0), huge},
                 {uint64_t(1) << 63, 1, 1}, {0, 0, 0}, {1, 40'000, 40'000}, {}})
            QTest::addRow("%s of %d sides, the first %llu", op, int(sides.size()),
                sides.empty() ? 0ull : static_cast<unsigned long long>(sides[0]))
                << modelOfGraph(w + r + shape(sides) + nodeOf(op, {"W", "S", "S", "S", "S"}, "V")
                       + nodeOf("LSTM", {"X", "V", "R"}, "Y"));
    row("zeros of a huge shape",
        r + shape({1, 1 << 20, 1 << 20}) + nodeOf("ConstantOfShape", {"S"}, "V")
            + nodeOf("LSTM", {"X", "V", "R"}, "Y"));
    // What is made of it doubles, again and again.
    std::string doubling = w;
    for (int i = 0; i < 60; ++i)
        doubling += nodeOf("Concat",
            {i ? "D" + std::to_string(i) : "W", i ? "D" + std::to_string(i) : "W"},
            "D" + std::to_string(i + 1), bytes(5, bytes(1, "axis") + whole(3, 2) + whole(20, 2)));
    row("weights that double", doubling + r + nodeOf("LSTM", {"X", "D60", "R"}, "Y"));
    // A long way to the weights, for many nodes.
    std::string chain = w + r + nodeOf("Identity", {"W"}, "I0");
    for (int i = 0; i < 2000; ++i)
        chain += nodeOf("Identity", {"I" + std::to_string(i)}, "I" + std::to_string(i + 1));
    for (int i = 0; i < 1000; ++i)
        chain
            += nodeOf("LSTM", {"X", "I" + std::to_string(1000 + i), "R"}, "Y" + std::to_string(i));
    row("a long way for many", chain);
    // Each reads the outputs of all before it through one long way.
    std::string wide = w + r;
    for (int i = 0; i < 1500; ++i)
        wide += nodeOf("Identity", {"X"}, "X") + nodeOf("LSTM", {"X", "W", "R"}, "X")
            + nodeOf("Relu", {"X"}, "X");
    row("many in a line", wide);
    std::string deep = lstm;
    for (int i = 0; i < 200; ++i)
        deep = nodeOf(
            "If", {"c"}, "o", bytes(5, bytes(1, "then_branch") + bytes(6, deep) + whole(20, 5)));
    row("graphs in graphs", deep);
    QTest::newRow("messages in messages") << [] {
        std::string inside;
        for (int i = 0; i < 100'000 && inside.size() < 300'000; ++i)
            inside = bytes(i % 3 == 0 ? 6 : i % 3 == 1 ? 5 : 1, inside);
        return whole(1, 8) + bytes(7, inside);
    }();
    QTest::newRow("a length of 2^63")
        << whole(1, 8) + varint(7 << 3 | 2) + varint(uint64_t(1) << 63);
    QTest::newRow("a varint without an end") << whole(1, 8) + "\x3a" + std::string(30, '\xff');
}

void OnnxTest::hostile()
{
    QFETCH(std::string, file);
    QElapsedTimer timer;
    timer.start();
    const long before = peakKilobytes();
    open(file);
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(peakKilobytes() - before < 300'000, qPrintable(QString::number(peakKilobytes())));
}

/// Two bytes make a node or a name of hundreds: then the file is refused before they are made.
void OnnxTest::manySmallThingsTakeLittleMemory()
{
    const long before = peakKilobytes();
    for (const std::string& small :
        {bytes(1, ""), bytes(5, ""), bytes(11, ""), bytes(1, bytes(5, "")), bytes(1, bytes(1, "")),
            bytes(1, bytes(5, bytes(8, std::string(50, '\1'))))}) {
        const std::string file = modelOfGraph(times(int(4'000'000 / small.size()), small));
        Watch watch;
        const auto contents = readOnnx(inputOf(file, "small.onnx"), watch);
        QVERIFY(!contents);
        QVERIFY(contents.error().found.find("of nodes and numbers") != std::string::npos);
    }
    QVERIFY2(
        peakKilobytes() - before < 100'000, qPrintable(QString::number(peakKilobytes() - before)));
}

void OnnxTest::cancelledReadingStops()
{
    Watch watch;
    watch.cancel();
    const auto contents
        = readOnnx(inputOf(contentOf(onnxPath("lstm_forward.onnx")), "a.onnx"), watch);
    QVERIFY(!contents);
    QCOMPARE(contents.error().fault, Fault::Cancelled);
}

void OnnxTest::cleanupTestCase() { qInfo("largest difference %.1e", m_largest); }

QTEST_GUILESS_MAIN(OnnxTest)
#include "tst_onnx.moc"
