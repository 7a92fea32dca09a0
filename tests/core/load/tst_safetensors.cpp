#include "core/cell/cells.h"
#include "core/load/open.h"
#include "core/load/verify.h"
#include "tests/support/files.h"
#include "tests/support/tensors.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace rnnscope;

namespace {

Result<Opened> opened(const std::string& file)
{
    Watch watch;
    return openInput(inputOf(file, "sentiment.safetensors"), watch);
}

std::string errorOf(const std::string& file)
{
    const auto result = opened(file);
    return result ? "it opened" : result.error().text();
}

std::string noteOf(const Model& model, std::string_view what)
{
    for (const Note& note : model.notes)
        if (note.what == what)
            return (note.assumed ? "assumed: " : "") + note.said.text();
    return {};
}

/// A network with distinct weights: vocabulary of four, two layers.
Model sample(const CellPtr& cell)
{
    Model model;
    model.entry = Entry::Embedding;
    model.embedding = Matrix::Random(3, 4);
    for (Index inputs : {3, 5}) {
        const Index rows = cell->blocks() * 5;
        model.layers.push_back({cell,
            {Matrix::Random(rows, inputs), Matrix::Random(rows, 5), Vector::Random(rows),
                Vector::Random(rows)}});
    }
    model.head = {Matrix::Random(4, 5), Vector::Random(4)};
    model.vocabulary = Vocabulary({"가", "\n", "\"", "ab"});
    model.metadata = {{"rnnscope.task", "poem"}, {"rnnscope.seed", "7"}};
    return model;
}

} // namespace

class SafetensorsTest : public QObject {
    Q_OBJECT

private slots:
    void savedModelOpensAsItWas_data();
    void savedModelOpensAsItWas();
    void modelWithoutHeadIsVerifiedToo();
    void changedWeightFailsItsTest();
    void pythonTakesTheSavedFile();
    void headerRulesHold_data();
    void headerRulesHold();
    void shapesAreExplained_data();
    void shapesAreExplained();
    void metadataIsHeldAgainstTheTensors();
    void inputIsInferred_data();
    void inputIsInferred();
    void headIsInferred_data();
    void headIsInferred();
    void everyNetworkCanBeChosen();
    void headCanBeChosen();
    void gateOrderCanBeChosen();
    void infiniteWeightsAreNoted();
    void weightsThatAreMostlyZeroAreNoted();
    void filesThatCannotBeReadAreExplained();
};

void SafetensorsTest::savedModelOpensAsItWas_data()
{
    QTest::addColumn<CellPtr>("cell");
    for (const CellPtr& cell : cells())
        QTest::newRow(cell->id().data()) << cell;
}

void SafetensorsTest::savedModelOpensAsItWas()
{
    QFETCH(CellPtr, cell);
    const Model model = sample(cell);
    const std::string file = saveSafetensors(model, {0, 1, 2, 3, 2});
    const auto again = opened(file);
    QVERIFY2(again, again ? "" : again.error().text().c_str());
    QCOMPARE(again->model.entry, model.entry);
    QCOMPARE(again->model.embedding, model.embedding);
    QCOMPARE(again->model.layers.size(), model.layers.size());
    for (size_t i = 0; i < model.layers.size(); ++i) {
        QCOMPARE(again->model.layers[i].cell, cell);
        QCOMPARE(again->model.layers[i].weights.w, model.layers[i].weights.w);
        QCOMPARE(again->model.layers[i].weights.u, model.layers[i].weights.u);
        QCOMPARE(again->model.layers[i].weights.b, model.layers[i].weights.b);
        QCOMPARE(again->model.layers[i].weights.d, model.layers[i].weights.d);
    }
    QCOMPARE(again->model.head.w, model.head.w);
    QCOMPARE(again->model.head.b, model.head.b);
    QCOMPARE(again->model.vocabulary.tokens(), model.vocabulary.tokens());
    QCOMPARE(again->model.metadata.at("rnnscope.seed"), std::string("7"));
    QCOMPARE(noteOf(again->model, "test vector"), "verified, largest difference 0");
    for (const Note& note : again->model.notes)
        QVERIFY2(!note.assumed, note.what);
    QCOMPARE(saveSafetensors(again->model, {0, 1, 2, 3, 2}), file);
}

void SafetensorsTest::modelWithoutHeadIsVerifiedToo()
{
    Model model = sample(findCell("lstm"));
    model.head = {};
    const auto again = opened(saveSafetensors(model, {1, 2}));
    QVERIFY(again);
    Watch watch;
    QCOMPARE(verify(again->model, watch), 0.0);
    model.entry = Entry::Values; // ids are no input of it: no test vector
    const auto values = opened(saveSafetensors(model, {1, 2}));
    QVERIFY(values);
    QCOMPARE(values->model.entry, Entry::Values);
    QVERIFY(!verify(values->model, watch));
}

void SafetensorsTest::changedWeightFailsItsTest()
{
    Model model = sample(findCell("gru"));
    std::string file = saveSafetensors(model, {0, 1, 2});
    file[file.size() - 2] ^= 0x40; // the exponent of the last head bias
    const auto again = opened(file);
    QVERIFY(again);
    Watch watch;
    QVERIFY(*verify(again->model, watch) > 1e-4);
    QVERIFY(noteOf(again->model, "test vector").starts_with("not verified: largest difference"));
    auto broken = again->model;
    broken.metadata["rnnscope.test"] = R"({"ids":[99],"logits":[0]})";
    QCOMPARE(*verify(broken, watch), std::numeric_limits<double>::infinity());
}

/// A PyTorch module with the members embedding, rnn and head takes every tensor and gives the
/// stored answer.
void SafetensorsTest::pythonTakesTheSavedFile()
{
    constexpr const char* script = R"(
import json, struct, sys
try:
    import torch
except ImportError:
    sys.exit(77)
data = open(sys.argv[1], 'rb').read()
size = struct.unpack('<Q', data[:8])[0]
header = json.loads(data[8:8 + size])
meta = header.pop('__metadata__')
state = {name: torch.frombuffer(bytearray(data[8 + size + t['data_offsets'][0]:8 + size + t['data_offsets'][1]]),
    dtype=torch.float32).reshape(t['shape']) for name, t in header.items()}
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(4, 3)
        self.rnn = torch.nn.LSTM(3, 5, 2)
        self.head = torch.nn.Linear(5, 4)
net = Net()
net.load_state_dict(state)
test = json.loads(meta['rnnscope.test'])
answer = net.head(net.rnn(net.embedding(torch.tensor(test['ids']))[:, None])[0])[-1, 0]
sys.exit(0 if (answer - torch.tensor(test['logits'])).abs().max() < 1e-6 else 1)
)";
    QTemporaryDir folder;
    QFile file(folder.filePath("model.safetensors"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(saveSafetensors(sample(findCell("lstm")), {3, 1, 2})));
    file.close();
    QProcess python;
    python.start("/usr/bin/python3", {"-c", script, file.fileName()});
    if (!python.waitForFinished(60'000) || python.exitCode() == 77)
        QSKIP("python3-torch is not here");
    QVERIFY2(python.exitCode() == 0, python.readAllStandardError());
}

void SafetensorsTest::headerRulesHold_data()
{
    QTest::addColumn<std::string>("file");
    QTest::addColumn<QString>("said");
    const auto one = [](const char* dtype, const char* shape, const char* offsets) {
        return std::string(R"({"a":{"dtype":")") + dtype + R"(","shape":)" + shape
            + R"(,"data_offsets":)" + offsets + "}}";
    };
    const std::string four(4, '\0');
    QTest::newRow("a header beyond the end") << std::string("\xff\0\0\0\0\0\0\0{}",
        10) << "the header in sentiment.safetensors: expected 255 bytes, found 2";
    QTest::newRow("a hole") << withHeader(one("U8", "[2]", "[2,4]"), four)
                            << "expected its data to begin at byte 0, found 2";
    QTest::newRow("an overlap") << withHeader(
        R"({"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}})",
        four) << "expected its data to begin at byte 3, found 2";
    QTest::newRow("bytes left over")
        << withHeader(one("U8", "[3]", "[0,3]"), four) << "expected 3 bytes of data, found 4";
    QTest::newRow("bytes missing")
        << withHeader(one("F32", "[2]", "[0,8]"), four) << "expected 8 bytes of data, found 4";
    QTest::newRow("another size than the shape") << withHeader(one("F32", "[2]", "[0,4]"),
        four) << "expected as many bytes as its shape and type need, found 4";
    QTest::newRow("offsets backwards") << withHeader(one("U8", "[0]", "[4,0]"), four) << "found -4";
    QTest::newRow("a shape that overflows")
        << withHeader(one("F32", "[4294967296,4294967296]", "[0,4]"), four)
        << "as many bytes as its shape";
    QTest::newRow("a negative side") << withHeader(one("U8", "[-4]", "[0,4]"), four)
                                     << "expected dtype, shape and two data_offsets";
    QTest::newRow("one offset") << withHeader(one("U8", "[4]", "[4]"), four)
                                << "expected dtype, shape and two data_offsets";
    QTest::newRow("a type of one byte")
        << withHeader(one("F8_E4M3", "[4]", "[0,4]"), four) << "found F8_E4M3";
    QTest::newRow("a name twice") << withHeader(
        R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}})",
        four) << "expected every key once, found “a” twice";
    QTest::newRow("metadata that is no text")
        << withHeader(R"({"__metadata__":{"a":1}})", "") << "expected text, found another kind";
    QTest::newRow("no JSON") << withHeader("{\"a\":", "") << "expected JSON, found a syntax error";
    QTest::newRow("deep") << withHeader(
        "{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}", "")
                          << "at most 64 levels";
    QTest::newRow("no tensor") << withHeader("{}", "") << "found no tensors";
    QTest::newRow("nothing") << std::string() << "found an empty file";
}

void SafetensorsTest::headerRulesHold()
{
    QFETCH(std::string, file);
    QFETCH(QString, said);
    const std::string error = errorOf(file);
    QVERIFY2(QString::fromStdString(error).contains(said), error.c_str());
}

void SafetensorsTest::shapesAreExplained_data()
{
    QTest::addColumn<std::string>("file");
    QTest::addColumn<QString>("said");
    QTest::newRow("three blocks where four are expected")
        << safetensorsOf({{"weight_ih_l0", {512, 64}}, {"weight_hh_l0", {384, 128}}})
        << "Cannot read “weight_hh_l0” in sentiment.safetensors: expected 4 × 128 = 512 rows for "
           "an LSTM of 128 units, found 384. 3 blocks of rows suggest a GRU: save the file again "
           "as one.";
    QTest::newRow("a kind that does not exist")
        << safetensorsOf({{"weight_ih_l0", {20, 4}}, {"weight_hh_l0", {20, 10}}})
        << "expected rows for one of the cells of 10 units: 10 (RNN), 4 × 10 = 40 (LSTM), 3 × 10 = "
           "30 (GRU); found 20";
    QTest::newRow("no input weights") << safetensorsOf({{"weight_hh_l0", {8, 2}}})
                                      << "expected a weight_ih beside it, found none";
    QTest::newRow("a missing layer") << safetensorsOf({{"weight_ih_l0", {8, 2}},
        {"weight_hh_l0", {8, 2}}, {"weight_ih_l2", {8, 2}}, {"weight_hh_l2", {8, 2}}})
                                     << "which lacks a layer below “weight_hh_l2”";
    QTest::newRow("layers that do not fit")
        << safetensorsOf({{"weight_ih_l0", {8, 2}}, {"weight_hh_l0", {8, 2}},
               {"weight_ih_l1", {8, 3}}, {"weight_hh_l1", {8, 2}}})
        << "expected 2 columns, the units of the layer below, found 8 × 3";
    QTest::newRow("a bias of another size")
        << safetensorsOf({{"weight_ih_l0", {8, 2}}, {"weight_hh_l0", {8, 2}}, {"bias_ih_l0", {7}}})
        << "expected 8 numbers, one for each row, found 7";
    QTest::newRow("a vector for a matrix")
        << safetensorsOf({{"weight_ih_l0", {8, 2}}, {"weight_hh_l0", {8}}})
        << "expected rows × units of real numbers, found 8";
    QTest::newRow("an empty matrix")
        << safetensorsOf({{"weight_ih_l0", {8, 2}}, {"weight_hh_l0", {0, 2}}})
        << "expected rows × units of real numbers, found 0 × 2";
}

void SafetensorsTest::shapesAreExplained()
{
    QFETCH(std::string, file);
    QFETCH(QString, said);
    const std::string error = errorOf(file);
    QVERIFY2(QString::fromStdString(error).contains(said), error.c_str());
}

void SafetensorsTest::metadataIsHeldAgainstTheTensors()
{
    const auto with = [](const char* architecture) {
        return errorOf(safetensorsOf({{"rnn.weight_ih_l0", {8, 3}}, {"rnn.weight_hh_l0", {8, 2}}},
            {{"rnnscope.architecture", architecture}}));
    };
    QCOMPARE(with(R"({"entry":"values","cells":["lstm"],"units":[2],"inputs":3,"outputs":0})"),
        "it opened");
    QVERIFY(with(R"({"entry":"values","cells":["gru"],"units":[2],"inputs":3,"outputs":0})")
                .find("expected 3 × 2 = 6 rows for a GRU of 2 units, found 8. 4 blocks of rows "
                      "suggest an LSTM")
        != std::string::npos);
    QVERIFY(
        with(R"({"entry":"values","cells":["lstm","lstm"],"units":[2,2],"inputs":3,"outputs":0})")
            .find("expected 2 layers")
        != std::string::npos);
    QVERIFY(with(R"({"entry":"values","cells":["mamba"],"units":[2],"inputs":3,"outputs":0})")
                .find("found mamba")
        != std::string::npos);
    QVERIFY(with(R"({"entry":"embedding","cells":["lstm"],"units":[2],"inputs":3,"outputs":0})")
                .find("expected the architecture")
        != std::string::npos);
    QVERIFY(with(R"({"entry":"values","cells":["lstm"],"units":[2],"inputs":3,"outputs":9})")
                .find("expected the architecture")
        != std::string::npos);
    QVERIFY(
        with(R"({"entry":"values"})").find("expected entry, cells, units") != std::string::npos);
    QVERIFY(with("7").find("expected entry, cells, units") != std::string::npos);
}

void SafetensorsTest::inputIsInferred_data()
{
    QTest::addColumn<std::string>("file");
    QTest::addColumn<int>("entry");
    QTest::addColumn<int>("tokens");
    using Shapes = std::vector<std::pair<std::string, std::vector<int64_t>>>;
    const Shapes rnn{{"rnn.weight_ih_l0", {8, 3}}, {"rnn.weight_hh_l0", {8, 2}}};
    const auto with = [&](const Shapes& more, const Json& metadata = Json::object()) {
        Shapes all = rnn;
        all.insert(all.end(), more.begin(), more.end());
        return safetensorsOf(all, metadata);
    };
    QTest::newRow("an embedding of that width")
        << with({{"wte.weight", {7, 3}}}) << int(Entry::Embedding) << 7;
    QTest::newRow("a table of another width")
        << with({{"emb.weight", {7, 4}}}) << int(Entry::Values) << 0;
    QTest::newRow("a linear layer called encoder")
        << with({{"encoder.weight", {7, 3}}, {"encoder.bias", {7}}}) << int(Entry::Values) << 0;
    QTest::newRow("as many outputs as inputs") << safetensorsOf(
        {{"rnn.weight_ih_l0", {8, 12}}, {"rnn.weight_hh_l0", {8, 2}}, {"fc.weight", {12, 2}}})
                                               << int(Entry::OneHot) << 12;
    QTest::newRow("as many outputs as inputs, too few for an alphabet")
        << with({{"fc.weight", {3, 2}}}) << int(Entry::Values) << 0;
    QTest::newRow("a vocabulary of that size")
        << with({}, {{"char_to_ix", R"({"a":2,"b":0,"c":1})"}}) << int(Entry::OneHot) << 3;
    QTest::newRow("a vocabulary of another size")
        << with({}, {{"vocab", R"(["a","b"])"}}) << int(Entry::Values) << 0;
    QTest::newRow("a vocabulary with an id twice")
        << with({}, {{"vocab", R"({"a":1,"b":1,"c":0})"}}) << int(Entry::Values) << 0;
}

void SafetensorsTest::inputIsInferred()
{
    QFETCH(std::string, file);
    QFETCH(int, entry);
    QFETCH(int, tokens);
    const auto result = opened(file);
    QVERIFY2(result, result ? "" : result.error().text().c_str());
    QCOMPARE(int(result->model.entry), entry);
    QCOMPARE(result->model.tokens(), Index(tokens));
    if (!result->model.vocabulary.empty())
        QCOMPARE(result->model.vocabulary.tokens(), (std::vector<std::string>{"b", "c", "a"}));
}

void SafetensorsTest::headIsInferred_data()
{
    QTest::addColumn<QString>("names");
    QTest::addColumn<QString>("said");
    QTest::newRow("none") << ""
                          << "assumed: none found: the outputs are the hidden state";
    QTest::newRow("by name") << "decoder"
                             << "assumed: decoder.weight, outputs × units: 5 × 2, without a bias";
    QTest::newRow("a name that says nothing")
        << "attention"
        << "assumed: none found: the outputs are the hidden state";
    QTest::newRow("two that could be it")
        << "fc,out"
        << "assumed: none taken, since several could be it: fc.weight (5 × 2), out.weight (5 × 2)";
    QTest::newRow("the nearer of two") << "a.fc,b.fc"
                                       << "assumed: a.fc.weight, outputs × units: 5 × 2, without a "
                                          "bias";
}

void SafetensorsTest::headIsInferred()
{
    QFETCH(QString, names);
    QFETCH(QString, said);
    std::vector<std::pair<std::string, std::vector<int64_t>>> shapes{
        {"a.rnn.weight_ih_l0", {8, 3}}, {"a.rnn.weight_hh_l0", {8, 2}}};
    for (const QString& name : names.split(',', Qt::SkipEmptyParts))
        shapes.push_back({name.toStdString() + ".weight", {5, 2}});
    const auto result = opened(safetensorsOf(shapes));
    QVERIFY(result);
    QCOMPARE(QString::fromStdString(noteOf(result->model, "head")), said);
}

void SafetensorsTest::everyNetworkCanBeChosen()
{
    const auto result = opened(safetensorsOf({{"a.weight_ih_l0", {8, 2}},
        {"a.weight_hh_l0", {8, 2}}, {"a.weight_ih_l0_reverse", {8, 2}},
        {"a.weight_hh_l0_reverse", {8, 2}}, {"b.weight_ih_l0", {6, 2}}, {"b.weight_hh_l0", {6, 2}},
        {"c.weight_ih", {2, 2}}, {"c.weight_hh", {2, 2}}, {"d.weight_hh_l1", {2, 2}}}));
    QVERIFY(result);
    QCOMPARE(result->model.layers.size(), size_t{2});
    QVERIFY(result->model.layers[1].second);
    QCOMPARE(noteOf(result->model, "network"), "assumed: a");
    QCOMPARE(result->model.notes[1].options, (std::vector<std::string>{"a", "b", "c"}));
    QCOMPARE(noteOf(result->model, "not stepped"), "d");
    const auto other = modelOf(result->contents, {{"network", "b"}});
    QCOMPARE(other->layers[0].cell, findCell("gru"));
    QCOMPARE(noteOf(*other, "network"), "b");
    const auto rnn = modelOf(result->contents, {{"network", "c"}, {"activation", "relu"}});
    QCOMPARE(rnn->layers[0].cell->squash(0)->function, rectified);
    QCOMPARE(noteOf(*rnn, "nonlinearity"), "relu");
}

void SafetensorsTest::headCanBeChosen()
{
    const auto result = opened(safetensorsOf({{"rnn.weight_ih_l0", {8, 3}},
        {"rnn.weight_hh_l0", {8, 2}}, {"fc.weight", {5, 2}}, {"out.weight", {4, 2}}}));
    QVERIFY(result);
    QVERIFY(result->model.head.empty());
    const auto chosen = modelOf(result->contents, {{"head", "out.weight"}});
    QCOMPARE(chosen->outputs(), 4);
    QCOMPARE(noteOf(*chosen, "head"), "out.weight, outputs × units: 4 × 2, without a bias");
}

/// The rows of the file are taken for other gates.
void SafetensorsTest::gateOrderCanBeChosen()
{
    const auto result
        = opened(safetensorsOf({{"rnn.weight_ih_l0", {8, 3}}, {"rnn.weight_hh_l0", {8, 2}}}));
    QVERIFY(result);
    QCOMPARE(noteOf(result->model, "gate order"), "assumed: i f g o");
    const auto other = modelOf(result->contents, {{"gate order", "i o f g"}});
    const Matrix& before = result->model.layers[0].weights.w;
    const Matrix& after = other->layers[0].weights.w;
    QCOMPARE(Matrix(after.middleRows(2, 2)), Matrix(before.middleRows(4, 2))); // forget
    QCOMPARE(Matrix(after.middleRows(4, 2)), Matrix(before.middleRows(6, 2))); // candidate
    QCOMPARE(Matrix(after.middleRows(6, 2)), Matrix(before.middleRows(2, 2))); // output
}

void SafetensorsTest::infiniteWeightsAreNoted()
{
    std::string file = safetensorsOf({{"weight_ih_l0", {8, 2}}, {"weight_hh_l0", {8, 2}}});
    QCOMPARE(noteOf(opened(file)->model, "weights"), "");
    file.replace(file.size() - 4, 4, std::string("\0\0\x80\x7f", 4));
    QVERIFY(noteOf(opened(file)->model, "weights")
                .starts_with("1 of 16 numbers in weight_hh_l0 are infinite or no numbers"));
}

void SafetensorsTest::weightsThatAreMostlyZeroAreNoted()
{
    std::string file = safetensorsOf({{"weight_ih_l0", {8, 2}}, {"weight_hh_l0", {8, 2}}});
    file.replace(file.size() - 32, 32, std::string(32, '\0'));
    QCOMPARE(noteOf(opened(file)->model, "weights"), ""); // half of them
    file.replace(file.size() - 36, 36, std::string(36, '\0'));
    const Model model = opened(file)->model;
    QCOMPARE(noteOf(model, "weights"), "9 of 16 numbers in weight_hh_l0 are zero");
    QVERIFY(model.notes.back().warning);
}

void SafetensorsTest::filesThatCannotBeReadAreExplained()
{
    Watch watch;
    QTemporaryDir folder;
    const std::filesystem::path path(folder.path().toStdString());
    QVERIFY(openFile(path, watch).error().found.find("found a folder") != std::string::npos);
    QVERIFY(openFile(path / "none.pt", watch).error().found.find("found none of that name")
        != std::string::npos);
    QVERIFY(openFile("/dev/zero", watch).error().found.find("a device") != std::string::npos);
    QFile huge(folder.filePath("huge.pt"));
    QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(3'000'000'000)); // a hole, no disk space
    QVERIFY(openFile(path / "huge.pt", watch).error().found.find("at most 2000 MB, found 3000 MB")
        != std::string::npos);
    QVERIFY(QDir(folder.path()).mkdir("saved"));
    QFile saved(folder.filePath("saved/saved_model.pb"));
    QVERIFY(saved.open(QIODevice::WriteOnly));
    QVERIFY(openFile(path / "saved", watch).error().found.find("TensorFlow SavedModel")
        != std::string::npos);
}

QTEST_APPLESS_MAIN(SafetensorsTest)
#include "tst_safetensors.moc"
