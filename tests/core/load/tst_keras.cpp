#include "core/cell/gru.h"
#include "core/load/formats.h"
#include "core/load/kerasfunction.h"
#include "core/load/open.h"
#include "core/pack/json.h"
#include "core/pack/zip.h"
#include "core/run/dense.h"
#include "core/run/forward.h"
#include "tests/support/files.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace rnnscope;
using namespace std::string_literals;

namespace {

const Choices numbers{{choice::input, "numbers"}};

Json jsonIn(const std::string& path)
{
    auto json = parseJson(contentOf(path), path);
    return json ? *json : Json();
}

/// Every file of a folder with an answer: its path and the case.
const std::vector<std::pair<std::string, Json>>& cases()
{
    static const auto all = [] {
        std::vector<std::pair<std::string, Json>> list;
        const std::string keras = dataPath("load/keras/"), tfjs = dataPath("load/tfjs/");
        const Json byKeras = jsonIn(keras + "expected.json");
        const Json byTfjs = jsonIn(tfjs + "expected.json");
        for (const auto& [name, expected] : byKeras.items())
            list.emplace_back(keras + name, expected);
        for (const auto& [name, expected] : byTfjs.items())
            list.emplace_back(tfjs + name + "/model.json", expected);
        return list;
    }();
    return all;
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

/// How far the model is from what is expected; infinite where it cannot be run.
Real difference(const Model& model, const Json& expected)
{
    const auto sequence = expected.contains("ids")
        ? sequenceFromIds(model, expected["ids"].get<std::vector<int>>())
        : sequenceFromValues(model, columnsOf(expected["values"]));
    if (!sequence)
        return std::numeric_limits<Real>::infinity();
    Watch watch;
    const auto trace = forward(model, *sequence, watch);
    Matrix answer = answerOf(model, *trace);
    if (expected["step"] != "all")
        answer = answer.col(expected["step"] == "last" ? answer.cols() - 1 : 0).eval();
    const Matrix output = columnsOf(expected["output"]);
    if (answer.rows() != output.rows() || answer.cols() != output.cols())
        return std::numeric_limits<Real>::infinity();
    return (answer - output).cwiseAbs().maxCoeff();
}

std::string noteOf(const Model& model, std::string_view what)
{
    std::string all;
    for (const Note& note : model.notes)
        if (note.what == what)
            all += (all.empty() ? "" : "; ") + (note.assumed ? "assumed: "s : "")
                + note.said.text();
    return all;
}

/// A TensorFlow.js model from texts, with the weights of another beside it.
Result<Opened> openTfjs(const std::string& model, const std::string& weights = "lstm")
{
    Input input = inputOf(model, "model.json");
    input.sibling = [weights](const std::string& name) -> Result<Input> {
        return inputOf(contentOf(dataPath("load/tfjs/") + weights + "/" + name), name);
    };
    Watch watch;
    return openInput(input, watch, numbers);
}

std::string tfjsModel(const char* name)
{
    return contentOf(dataPath("load/tfjs/") + name + "/model.json");
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    for (size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// What of a file is refused; empty where it opens.
std::string errorOf(const Result<Opened>& opened) { return opened ? "" : opened.error().text(); }

/// What any answer must hold.
void check(const Result<Opened>& result)
{
    if (!result) {
        QVERIFY(!result.error().where.empty());
        QVERIFY(!result.error().found.empty());
        QVERIFY(!result.error().advice.empty());
    } else {
        QVERIFY(!result->model.layers.empty());
    }
}

} // namespace

class KerasTest : public QObject {
    Q_OBJECT

private:
    static void rows();
    static void brokenFiles();

private slots:
    void answersAsItsMaker_data() { rows(); }
    void answersAsItsMaker();
    void wrongGateOrderIsFound_data() { rows(); }
    void wrongGateOrderIsFound();
    void sharedModelsAnswerAsTensorFlow_data();
    void sharedModelsAnswerAsTensorFlow();
    void weightsAloneSayWhatIsAssumed();
    void sharedWeightsAloneOpen();
    void configurationBesideIsUsed_data();
    void configurationBesideIsUsed();
    void foreignConfigurationBesideIsNot();
    void hardSigmoidIsOfItsVersion();
    void groupsAreFoundByTheirNames();
    void branchesAreNetworksOfTheirOwn();
    void aroundIsTold_data();
    void aroundIsTold();
    void refuses_data();
    void refuses();
    void wrongUnitsAreFound();
    void truncatedAnywhere_data() { brokenFiles(); }
    void truncatedAnywhere();
    void flippedBits_data() { brokenFiles(); }
    void flippedBits();
    void manyLayersTakeNoTime_data();
    void manyLayersTakeNoTime();
};

void KerasTest::rows()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("expected");
    for (const auto& [path, expected] : cases())
        QTest::newRow(path.substr(dataPath("load/").size()).c_str()) << path << writeJson(expected);
}

void KerasTest::answersAsItsMaker()
{
    QFETCH(std::string, path);
    QFETCH(std::string, expected);
    Watch watch;
    const auto file = openFile(path, watch, numbers);
    QVERIFY2(file, errorOf(file).c_str());
    const Json json = *parseJson(expected, "case");
    const Real off = difference(file->model, json);
    QVERIFY2(off < Real(json.value("within", 1e-5)), qPrintable(QString::number(double(off))));
}

/// The comparison above sees swapped gates: it would not if the gates did not matter.
void KerasTest::wrongGateOrderIsFound()
{
    QFETCH(std::string, path);
    QFETCH(std::string, expected);
    Watch watch;
    const auto contents = contentsOf(path, watch);
    QVERIFY(contents);
    const size_t gates = contents->networks[0].layers[0].blocks.size();
    for (size_t one = 0; one < gates; ++one)
        for (size_t other = one + 1; other < gates; ++other) {
            Contents swapped = *contents;
            for (StoredLayer& layer : swapped.networks[0].layers)
                if (layer.blocks.size() == gates)
                    std::swap(layer.blocks[one], layer.blocks[other]);
            const auto model = modelOf(swapped, numbers);
            QVERIFY(model);
            const Real off = difference(*model, *parseJson(expected, "case"));
            QVERIFY2(off > Real(1e-2), qPrintable(QString::number(double(off))));
        }
}

void KerasTest::sharedModelsAnswerAsTensorFlow_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("expected");
    QTest::addColumn<double>("within");
    const auto row = [](const char* name, const char* file, const char* expected, double within) {
        QTest::newRow(name) << sharedPath(file) << sharedPath(expected) << within;
    };
    row("Keras 2.0", "keras/predmaint_regression.h5", "keras/predmaint_regression.h5.expected.json",
        1e-4); // of an answer of 159
    row("Keras 3.9", "keras/emg_lstm.keras", "keras/emg_lstm.keras.expected.json", 1e-6);
    row("TensorFlow.js", "tfjs/exploRNN_sine/model.json", "tfjs/exploRNN_sine/expected.json", 1e-6);
}

void KerasTest::sharedModelsAnswerAsTensorFlow()
{
    QFETCH(std::string, path);
    QFETCH(std::string, expected);
    QFETCH(double, within);
    if (contentOf(path).empty())
        QSKIP("the shared models are not here");
    Watch watch;
    const auto file = openFile(path, watch, numbers);
    QVERIFY2(file, errorOf(file).c_str());
    const Json stored = jsonIn(expected);
    std::vector<double> flat;
    for (const Json& part : stored["input"])
        for (const Json& number : part.is_array() ? part : Json::array({part}))
            flat.push_back(number.get<double>());
    Json rows = Json::array();
    for (size_t at = 0; at < flat.size(); at += static_cast<size_t>(file->model.reads()))
        rows.push_back(std::vector<double>(flat.begin() + std::ptrdiff_t(at),
            flat.begin() + std::ptrdiff_t(at) + file->model.reads()));
    const Json last{
        {"values", rows}, {"output", Json::array({stored["output"]})}, {"step", "last"}};
    const Real off = difference(file->model, last);
    QVERIFY2(double(off) < within, qPrintable(QString::number(double(off))));
}

void KerasTest::weightsAloneSayWhatIsAssumed()
{
    Watch watch;
    const auto file = openFile(dataPath("load/keras/after_alone.h5"), watch, numbers);
    QVERIFY(file);
    QCOMPARE(noteOf(file->model, "nonlinearity"), "assumed: tanh"s);
    QCOMPARE(noteOf(file->model, "gate activation"), "assumed: sigmoid"s);
    QCOMPARE(noteOf(file->model, "reset gate"), ""s); // its bias says it
    QVERIFY(noteOf(file->model, "not reproduced").find("“dense”") != std::string::npos);
}

void KerasTest::sharedWeightsAloneOpen()
{
    const std::string path = sharedPath("keras/pincelate_decoder_weights_only.h5");
    if (contentOf(path).empty())
        QSKIP("the shared models are not here");
    Watch watch;
    const auto file = openFile(path, watch);
    QVERIFY(file);
    QCOMPARE(file->model.layers[0].weights.units(), Index(256));
    QCOMPARE(file->model.head.w.rows(), Index(31));
    // Keras 2.2.4: the hard sigmoid was its default, and the bias has no second row.
    QCOMPARE(noteOf(file->model, "gate activation"), "assumed: hard sigmoid, 0.2 x + 0.5"s);
    const auto* cell = dynamic_cast<const Gru*>(file->model.layers[0].cell.get());
    QVERIFY(cell && cell->kind().resetBefore);
}

void KerasTest::configurationBesideIsUsed_data()
{
    QTest::addColumn<QString>("weights");
    QTest::addColumn<QString>("beside");
    QTest::newRow("same stem") << "net.h5"
                               << "net.json";
    QTest::newRow("stem of weights") << "net.weights.h5"
                                     << "net.json";
    QTest::newRow("config.json") << "net.h5"
                                 << "config.json";
    QTest::newRow("model.json") << "net.h5"
                                << "model.json";
}

void KerasTest::configurationBesideIsUsed()
{
    QFETCH(QString, weights);
    QFETCH(QString, beside);
    Input input = inputOf(contentOf(dataPath("load/keras/beside/net.h5")), weights.toStdString());
    input.sibling = [name = beside.toStdString()](const std::string& asked) -> Result<Input> {
        if (asked != name)
            return Error{Fault::File, asked, "none", "none"};
        return inputOf(contentOf(dataPath("load/keras/beside/net.json")), asked);
    };
    Watch watch;
    const auto file = openInput(input, watch, numbers);
    QVERIFY(file);
    QVERIFY(file->model.head.softmax);
    QCOMPARE(noteOf(file->model, "gate activation"), ""s);
}

void KerasTest::foreignConfigurationBesideIsNot()
{
    Input input = inputOf(contentOf(dataPath("load/keras/beside/net.h5")), "net.h5");
    input.sibling = [](const std::string& asked) -> Result<Input> {
        return inputOf(R"({"class_name": "Sequential", "config": [{"class_name": "LSTM",
                           "config": {"name": "another"}}]})",
            asked);
    };
    Watch watch;
    const auto file = openInput(input, watch, numbers);
    QVERIFY(file);
    QCOMPARE(noteOf(file->model, "nonlinearity"), "assumed: tanh"s);
}

void KerasTest::hardSigmoidIsOfItsVersion()
{
    const auto slope = [](const char* version) {
        const KerasTerms terms{kerasVersion(version)};
        return functionIn(Json::object(), "activation", "hard_sigmoid", terms).activation->alpha;
    };
    for (const char* version : {"1.2.2", "2.2.4-tf", "2.15.0", "tfjs-layers 1.2.7", ""})
        QCOMPARE(slope(version), Real(0.2));
    for (const char* version : {"3.0.0", "3.9.2"})
        QCOMPARE(slope(version), Real(1) / 6);
    QVERIFY(kerasVersion("2.2.4").before(2, 3) && !kerasVersion("2.3.1").before(2, 3));
    QVERIFY(kerasVersion("2.2.4-tf").tensorFlow && !kerasVersion("").before(9, 9));
}

/// In a file whose layers are numbered otherwise than counted, the names of the groups decide.
void KerasTest::groupsAreFoundByTheirNames()
{
    const std::string whole = contentOf(dataPath("load/keras/lstm.keras"));
    auto zip = Zip::open(bytesOf(whole), "lstm.keras");
    const std::string config(textOf(*zip->read("config.json")));
    auto json = *parseJson(config, "config");
    auto& layers = json["config"]["layers"];
    Json other = layers[0]; // a layer of that class before the others moves their numbers
    other["config"]["name"] = "not in the file";
    layers.insert(layers.begin(), other);
    const auto entry = [&](const char* name) { return std::string(textOf(*zip->read(name))); };
    Watch watch;
    const auto file = openInput(inputOf(writeZip({{"metadata.json", entry("metadata.json")},
                                            {"config.json", writeJson(json)},
                                            {"model.weights.h5", entry("model.weights.h5")}}),
                                    "moved.keras"),
        watch, numbers);
    QVERIFY2(file, errorOf(file).c_str());
    QCOMPARE(file->contents.networks.size(), size_t(2));
    QCOMPARE(file->contents.networks[0].obstacle, "has no weights in the file"s);
    const Json expected = jsonIn(dataPath("load/keras/expected.json"))["lstm.keras"];
    QVERIFY(difference(file->model, expected) < Real(1e-5));
}

void KerasTest::branchesAreNetworksOfTheirOwn()
{
    const auto file = openTfjs(tfjsModel("branching"), "branching");
    QVERIFY2(file, errorOf(file).c_str());
    const auto& networks = file->contents.networks;
    QCOMPARE(networks.size(), size_t(2));
    QCOMPARE(networks[0].name, "left"s);
    QCOMPARE(networks[0].around, std::vector{"Add “sum” after the layers"s});
    QCOMPARE(networks[1].name, "right"s);
    QCOMPARE(networks[1].around,
        (std::vector{"Conv1D “conv” before the layers"s, "Add “sum” after the layers"s}));
    const auto right = modelOf(file->contents, {{choice::network, "right"}});
    QVERIFY(right);
    QCOMPARE(right->inputs(), Index(3));
}

void KerasTest::aroundIsTold_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const char* model, const char* from, const char* to,
                         const char* said) { QTest::newRow(name) << model << from << to << said; };
    row("normalisation below", "lstm", R"("class_name":"Dropout")",
        R"("class_name":"LayerNormalization")", "LayerNormalization “dropout");
    row("a state that stays", "lstm", R"("stateful":false)", R"("stateful":true)",
        "keeps its state from one sequence to the next");
    row("masked tokens", "embedding", R"("mask_zero":null)", R"("mask_zero":true)",
        "masks token 0");
    row("a function that is not known", "gru", R"("units":2,"activation":"tanh")",
        R"("units":2,"activation":"gelu")", "Dense “");
    row("the last of both directions", "both", R"("return_sequences":true)",
        R"("return_sequences":false)", "hands on the last state of each direction");
}

void KerasTest::aroundIsTold()
{
    QFETCH(QString, model);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, said);
    const std::string name = model.toStdString(), whole = tfjsModel(name.c_str());
    const std::string changed = replaced(whole, from.toStdString(), to.toStdString());
    QVERIFY(changed != whole);
    const auto file = openTfjs(changed, name);
    QVERIFY2(file, errorOf(file).c_str());
    const std::string told = noteOf(file->model, "not reproduced");
    QVERIFY2(QString::fromStdString(told).contains(said), told.c_str());
}

void KerasTest::refuses_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const char* model, const char* from, const char* to,
                         const char* said) { QTest::newRow(name) << model << from << to << said; };
    row("a function that is not known", "lstm", R"("activation":"tanh")",
        R"("activation":{"class_name":"function","config":"gelu"})",
        "uses the activation gelu, which is not known here");
    row("two outputs", "both", R"("merge_mode":"concat")", R"("merge_mode":null)",
        "hands on its two directions unmerged");
    row("a cell of its own kind", "stack", R"("class_name":"LSTMCell")",
        R"("class_name":"PeepholeLSTMCell")", "has cells of a kind that is not known here");
    row("a graph model", "lstm", R"("format":"layers-model")", R"("format":"graph-model")",
        "found a TensorFlow.js graph model");
    row("a kind of numbers that is none", "lstm", R"("dtype":"float32")", R"("dtype":"string")",
        "expected a name, a shape and a dtype of real numbers");
    row("a negative side", "lstm", R"("shape":[2,12])", R"("shape":[-2,12])",
        "expected a name, a shape and a dtype");
    row("a side without end", "lstm", R"("shape":[2,12])", R"("shape":[9223372036854775807,12])",
        "expected a shape of any size that can be");
    row("more than the files have", "lstm", R"("shape":[2,12])", R"("shape":[2000,12])",
        "bytes from byte");
    row("less than the files have", "lstm", R"("shape":[2,12])", R"("shape":[1,12])", "bytes");
    row("a scale that is none", "quantised", R"("scale":)", R"("scales":)",
        "expected a quantization to uint8 or uint16 with scale and min");
    row("no manifest", "lstm", R"("weightsManifest")", R"("weights")",
        "expected a weightsManifest");
}

void KerasTest::refuses()
{
    QFETCH(QString, model);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, said);
    const std::string name = model.toStdString(), whole = tfjsModel(name.c_str());
    const std::string changed = replaced(whole, from.toStdString(), to.toStdString());
    QVERIFY(changed != whole);
    const std::string error = errorOf(openTfjs(changed, name));
    QVERIFY2(QString::fromStdString(error).contains(said), error.c_str());
}

void KerasTest::wrongUnitsAreFound()
{
    const std::string error
        = errorOf(openTfjs(replaced(tfjsModel("rnn"), R"("units":3)", R"("units":5)"), "rnn"));
    QVERIFY2(error.find("expected 5 units, as its configuration says, found 3") != error.npos,
        error.c_str());
}

void KerasTest::brokenFiles()
{
    QTest::addColumn<std::string>("bytes");
    const auto row = [](const char* name, const std::string& path) {
        QTest::newRow(name) << contentOf(dataPath("load/") + path);
    };
    row("Keras 2", "keras/lstm.h5");
    row("Keras 1", "keras/keras1_gru.h5");
    row("Keras 3", "keras/functional.keras");
    row("weights of Keras 3", "keras/after.weights.h5");
    row("TensorFlow.js", "tfjs/functional/model.json");
}

namespace {

/// Opens bytes as a file that has the weights of a TensorFlow.js model beside it.
void openBroken(const std::string& bytes)
{
    QElapsedTimer timer;
    timer.start();
    check(openTfjs(bytes, "functional"));
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
}

} // namespace

void KerasTest::truncatedAnywhere()
{
    QFETCH(std::string, bytes);
    QVERIFY(!bytes.empty());
    for (size_t length = 0; length < bytes.size(); length += 1 + bytes.size() / 1000)
        openBroken(bytes.substr(0, length));
}

void KerasTest::flippedBits()
{
    QFETCH(std::string, bytes);
    std::mt19937 random(4);
    for (int round = 0; round < 500; ++round) {
        std::string broken = bytes;
        for (unsigned flips = 1 + random() % 4; flips > 0; --flips)
            broken[random() % broken.size()] ^= static_cast<char>(1u << random() % 8);
        openBroken(broken);
    }
}

void KerasTest::manyLayersTakeNoTime_data()
{
    QTest::addColumn<std::string>("layers");
    const auto repeat = [](int count, const auto& layer) {
        std::string all;
        for (int i = 0; i < count; ++i)
            all += (i ? "," : "") + layer(i);
        return all;
    };
    const auto linked = [](int from, const char* kind, int i) {
        const std::string name = std::to_string(i);
        return R"({"class_name":")"s + kind + R"(","name":")" + name + R"(","config":{"name":")"
            + name + R"("},"inbound_nodes":[[[")" + std::to_string(from) + R"(",0,0]]]})";
    };
    QTest::newRow("a line of LSTMs")
        << repeat(9'000, [&](int i) { return linked(i - 1, "LSTM", i); });
    QTest::newRow("the same, last first")
        << repeat(9'000, [&](int i) { return linked(i + 1, "LSTM", i); });
    QTest::newRow("a line of dense layers")
        << repeat(9'000, [&](int i) { return linked(i - 1, i % 100 ? "Dense" : "GRU", i); });
    QTest::newRow("all read one") << repeat(9'000, [&](int i) { return linked(0, "LSTM", i); });
    QTest::newRow("each reads itself")
        << repeat(9'000, [&](int i) { return linked(i, "LSTM", i); });
    QTest::newRow("too many") << repeat(50'000, [&](int i) { return linked(0, "LSTM", i); });
}

void KerasTest::manyLayersTakeNoTime()
{
    QFETCH(std::string, layers);
    const std::string model = R"({"format":"layers-model","weightsManifest":[],"modelTopology":{
        "class_name":"Model","config":{"input_layers":[["0",0,0]],"output_layers":[["1",0,0]],
        "layers":[)"
        + layers + "]}}}";
    QElapsedTimer timer;
    timer.start();
    check(openTfjs(model));
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_APPLESS_MAIN(KerasTest)
#include "tst_keras.moc"
