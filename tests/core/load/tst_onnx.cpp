#include "core/load/formats.h"
#include "tests/support/opened.h"

#include <QTest>

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

/// An array of the shared models' expectations: columns of its last dimension.
Matrix columnsIn(const Json& array)
{
    const auto sides = array.at("dims").get<std::vector<Index>>();
    const auto numbers = array.at("data").get<std::vector<Real>>();
    return Eigen::Map<const Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>>(
        numbers.data(), sides.back(), std::ssize(numbers) / sides.back());
}

/// The largest difference, of numbers beyond 1 in proportion to them; infinite where there is
/// something else than the same shape.
double differenceOf(const Matrix& a, const Matrix& b)
{
    if (a.rows() != b.rows() || a.cols() != b.cols() || !a.allFinite())
        return std::numeric_limits<double>::infinity();
    return static_cast<double>(((a - b).array().abs() / b.array().abs().max(Real(1))).maxCoeff());
}

Trace traceOf(const Model& model, const Sequence& sequence)
{
    Watch watch;
    return *forward(model, sequence, watch);
}

/// The largest difference of a model from what is expected of one sequence.
double differenceFromOne(const Model& model, const Json& expected)
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
        largest = std::max(largest, differenceFromOne(model, expected));
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
    for (const char* name : {"lstm_forward", "lstm_bidirectional", "lstm_peepholes", "gru_forward",
             "gru_reset_before", "folded_blocks", "torch_lstm_13", "torch_gru_true_13", "dense"})
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
    QCOMPARE(around("official_lstm_with_peepholes.onnx"),
        "lengths of sequences in “LSTM”: every step is taken\n");
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
