#include "core/cell/cells.h"
#include "core/cell/elman.h"
#include "core/cell/gru.h"
#include "core/cell/lstm.h"
#include "core/load/cellform.h"
#include "core/load/wire.h"

#include <QTest>

#include <random>

using namespace rnnscope;

namespace {

/// All bytes that tensors lie in.
std::string written;

FilePlace append(const Data& data)
{
    const FilePlace place{0, written.size()};
    written += textOf(data.all());
    return place;
}

std::string wireOf(const Result<Contents>& result)
{
    written.clear();
    return writeWire(result, append);
}

Result<Contents> readBack(const std::string& wire)
{
    const std::array files{Data(bytesOf(written), nullptr)};
    return readWire(bytesOf(wire), files, "model.h5");
}

std::string problemOf(const Contents& contents)
{
    const auto again = readBack(wireOf(contents));
    return again ? "it was read" : again.error().text();
}

Tensor floats(std::string name, std::vector<int64_t> shape)
{
    std::vector<std::byte> bytes(static_cast<size_t>(*elementsOf(shape, 4)) * 4);
    for (size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(i);
    return {std::move(name), Type::F32, std::move(shape), std::move(bytes)};
}

StoredLayer layerOf(const CellPtr& cell)
{
    StoredLayer layer;
    layer.name = "lstm_1";
    layer.cell = cell;
    for (int i = 0; i < cell->blocks(); ++i)
        layer.blocks.push_back({{0, 2 * i, 2, 3, 8, 1}, {1, 2 * i, 2, 2, 8, 1, 4, 8}, {}, {}});
    layer.order = "i f c o";
    layer.peeps = {{0, 0, 2, 1, 1, 1}};
    layer.projection = {1, 0, 2, 2, 1, 2};
    layer.startHidden = {0, 1, 2, 1, 1, 1};
    layer.forgetBias = 1;
    layer.unsaid = unsaid::gate | unsaid::forgetBias;
    layer.backward = layer.second = true;
    layer.merge = Merge::Product;
    return layer;
}

/// Something in every member.
Contents fullContents()
{
    Contents contents;
    contents.archive = {"model.h5", "Keras (HDF5)", {floats("kernel", {3, 8}), floats("u", {4, 8})},
        {{"backend", "tensorflow"}, {"empty", ""}}, {{"words", {"가", "", "b"}}}};
    contents.archive.tensors.push_back({"steps", Type::I64, {}, std::vector<std::byte>(8)});
    contents.archive.tensors.push_back({"none", Type::F16, {0, 7}, {}});
    StoredNetwork network;
    network.name = "encoder";
    network.layers = {layerOf(findCell("lstm")), layerOf(gru({hardSigmoid5, rectified, 0, true}))};
    network.prefix = "encoder.";
    network.joined = network.described = true;
    network.embedding = {0, 0, 3, 8, 8, 1};
    network.before = {{"dense", {0, 0, 2, 2, 2, 1}, {1, 0, 2, 1, 1, 1}, selu, false}};
    network.after = {{"out", {0, 0, 2, 2, 2, 1}, {}, linear, true}};
    network.obstacle = "is drawn only";
    network.fault = Error{Fault::Model, "Cannot read it", "expected a, found b", "Do c"};
    network.around = {"attention", "mask"};
    contents.networks = {network, {}};
    return contents;
}

/// What the wire says of it: every member, so that two that are equal there are equal.
std::string described(const Contents& contents) { return wireOf(contents) + written; }

} // namespace

class WireTest : public QObject {
    Q_OBJECT

private slots:
    void contentsArriveAsTheyWere();
    void errorsArriveAsTheyWere();
    void tensorsOfOtherFilesAreNotCopied();
    void whatIsWrongIsRefused_data();
    void whatIsWrongIsRefused();
    void cutWiresAreRefused();
    void flippedWiresAreRefusedOrHarmless();
    void cellsAreWrittenToBeRead_data();
    void cellsAreWrittenToBeRead();
    void cellsThatNobodyWritesAreRefused_data();
    void cellsThatNobodyWritesAreRefused();
};

void WireTest::contentsArriveAsTheyWere()
{
    const Contents contents = fullContents();
    const auto again = readBack(wireOf(contents));
    QVERIFY2(again, again ? "" : again.error().text().c_str());
    const StoredLayer& layer = again->networks[0].layers[1];
    QCOMPARE(writeJson(writeCell(*layer.cell)),
        R"({"candidate":"relu","cell":"gru","gate":"hard_sigmoid","reset_before":true})");
    QCOMPARE(layer.blocks[2].u.offset, int64_t{4});
    QCOMPARE(layer.merge, Merge::Product);
    QCOMPARE(again->networks[0].before[0].activation, selu);
    QCOMPARE(again->networks[0].fault->advice, std::string("Do c"));
    QCOMPARE(again->archive.tensors[0].data.all(), contents.archive.tensors[0].data.all());
    QCOMPARE(again->archive.vocabularies.at("words")[0], std::string("가"));
    const std::string before = described(contents);
    QVERIFY(described(*again) == before);
}

void WireTest::errorsArriveAsTheyWere()
{
    const Error error{Fault::Model, "Cannot read “a”", "expected 1, found 2", "Save it again"};
    const auto again = readBack(wireOf(error));
    QVERIFY(!again);
    QCOMPARE(again.error().fault, Fault::Model);
    QCOMPARE(again.error().text(), error.text());
}

void WireTest::tensorsOfOtherFilesAreNotCopied()
{
    const std::string file = "0123456789abcdef";
    Contents contents;
    contents.archive.tensors = {{"a", Type::U8, {4}, Data(bytesOf(file).subspan(10, 4), nullptr)}};
    const std::string wire = writeWire(contents, [&](const Data& data) {
        return FilePlace{1, static_cast<uint64_t>(data.inMemory().data() - bytesOf(file).data())};
    });
    const std::array files{Data(), Data(bytesOf(file), nullptr)};
    const auto again = readWire(bytesOf(wire), files, "a");
    QVERIFY(again);
    QCOMPARE(again->archive.tensors[0].data.inMemory().data(), bytesOf(file).data() + 10);
}

void WireTest::whatIsWrongIsRefused_data()
{
    using Change = std::function<void(Contents&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* name, const char* found, Change change) {
        QTest::newRow(name) << std::move(change) << QString(found);
    };
    const auto piece = [&](const char* name, auto change, const char* found) {
        row(name, found, [=](Contents& c) { change(c.networks[0].layers[0].blocks[1].w); });
    };
    const char* beyond = "within their tensor";
    piece(
        "a tensor that is not there", [](Piece& p) { p.tensor = 4; }, beyond);
    piece(
        "a tensor before the first", [](Piece& p) { p.tensor = -2; }, beyond);
    piece(
        "a tensor of whole numbers",
        [](Piece& p) {
            p = {2, 0, 1, 1, 1, 1};
        },
        beyond);
    piece(
        "an offset before the tensor", [](Piece& p) { p.offset = -1; }, beyond);
    piece(
        "an offset beyond the tensor", [](Piece& p) { p.offset = 30; }, beyond);
    piece(
        "a row too many", [](Piece& p) { p.rows = 4; }, beyond);
    piece(
        "no rows", [](Piece& p) { p.rows = 0; }, beyond);
    piece(
        "rows without end", [](Piece& p) { p.rows = INT64_MAX; }, beyond);
    piece(
        "a step back", [](Piece& p) { p.rowStep = -8; }, beyond);
    piece(
        "a step that overflows", [](Piece& p) { p.columnStep = INT64_MAX / 2; }, beyond);
    piece(
        "a run that overflows", [](Piece& p) { p.run = 1, p.runStep = INT64_MAX; }, beyond);
    row("a tensor whose shape has other numbers", "within its file", [](Contents& c) {
        c.archive.tensors.back().shape = {50, 7};
    });
    row("a shape that overflows", "a tensor of a known file", [](Contents& c) {
        c.archive.tensors[0].shape = {INT64_MAX, INT64_MAX};
    });
    row("a side below zero", "a tensor of a known file", [](Contents& c) {
        c.archive.tensors[0].shape = {-3, -8};
    });
    row("too many sides", "a tensor of a known file",
        [](Contents& c) { c.archive.tensors[0].shape = std::vector<int64_t>(99, 1); });
    row("a kind of number that is not there", "a known kind",
        [](Contents& c) { c.archive.tensors[0].type = static_cast<Type>(13); });
    row("a merge that is not there", "a known kind",
        [](Contents& c) { c.networks[0].layers[0].merge = static_cast<Merge>(-1); });
    row("a forget bias that is no number", "a number, found none",
        [](Contents& c) { c.networks[0].layers[0].forgetBias = NAN; });
    row("an activation that is not there", "a known cell or activation", [](Contents& c) {
        c.networks[0].before[0].activation.alpha = std::numeric_limits<Real>::infinity();
    });
    row("numbers again and again", "in proportion to the file", [](Contents& c) {
        const int64_t side = 1000;
        c.archive.tensors[0] = floats("large", {side, side});
        StoredDense dense{"dense", {0, 0, side, side, side, 1}, {}, linear, false};
        c.networks[1].after.assign(100, dense);
    });
}

void WireTest::whatIsWrongIsRefused()
{
    QFETCH(std::function<void(Contents&)>, change);
    QFETCH(QString, found);
    Contents contents = fullContents();
    change(contents);
    const QString problem = QString::fromStdString(problemOf(contents));
    QVERIFY2(problem.startsWith("Cannot read model.h5: expected "), qPrintable(problem));
    QVERIFY2(problem.contains(found), qPrintable(problem));
}

void WireTest::cutWiresAreRefused()
{
    const std::string wire = wireOf(fullContents());
    for (size_t length = 0; length < wire.size(); ++length)
        QVERIFY(!readBack(wire.substr(0, length)));
    const auto longer = readBack(wire + "x");
    QVERIFY(!longer);
    QVERIFY(longer.error().found.ends_with("found more bytes"));
}

/// Whatever is read lies within its bounds: everything is used.
void WireTest::flippedWiresAreRefusedOrHarmless()
{
    const std::string wire = wireOf(fullContents());
    std::mt19937 random(1);
    int refused = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string flipped = wire;
        for (int flips = 1 + i % 3; flips > 0; --flips)
            flipped[random() % wire.size()] ^= static_cast<char>(1 << random() % 8);
        const auto read = readBack(flipped);
        refused += !read;
        for (size_t t = 0; read && t < read->archive.tensors.size(); ++t)
            QCOMPARE(read->archive.tensors[t].data.size(),
                static_cast<uint64_t>(read->archive.tensors[t].elements())
                    * sizeOf(read->archive.tensors[t].type));
        for (size_t n = 0; read && n < read->networks.size(); ++n)
            for (const StoredLayer& layer : read->networks[n].layers)
                for (const StoredBlock& block : layer.blocks)
                    QVERIFY(block.w.empty() || lieWithin(block.w, read->archive));
    }
    QVERIFY(refused > 5'000);
}

void WireTest::cellsAreWrittenToBeRead_data()
{
    QTest::addColumn<CellPtr>("cell");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, CellPtr cell, const char* text) {
        QTest::newRow(name) << std::move(cell) << QString(text);
    };
    row("PyTorch's LSTM", findCell("lstm"), R"({"cell":"lstm"})");
    row("PyTorch's GRU", findCell("gru"), R"({"cell":"gru"})");
    row("PyTorch's RNN", findCell("rnn"), R"({"cell":"rnn"})");
    row("an RNN with relu", elman({rectified}), R"({"activation":"relu","cell":"rnn"})");
    row("an RNN with a clip", elman({selu, Real(0.1)}),
        R"({"activation":"selu","cell":"rnn","clip":0.1})");
    row("an old LSTM of Keras", lstm({.gate = hardSigmoid5}),
        R"({"cell":"lstm","gate":"hard_sigmoid"})");
    row("a new one", lstm({.gate = hardSigmoid6}),
        R"({"cell":"lstm","gate":{"alpha":0.16666667,"beta":0.5,"kind":"hard_sigmoid"}})");
    row("an LSTM with everything",
        lstm({{Activation::Softsign}, {Activation::Elu, 2, 3}, {Activation::Swish}, 5, true, true,
            true}),
        R"({"candidate":{"alpha":2.0,"beta":3.0,"kind":"elu"},"cell":"lstm","clip":5.0,)"
        R"("coupled":true,"gate":"softsign","output":"swish","peepholes":true,"projection":true})");
    row("a GRU with everything",
        gru({{Activation::Softplus}, {Activation::Relu, Real(0.3), 0}, 1, true}),
        R"({"candidate":{"alpha":0.3,"beta":0.0,"kind":"relu"},"cell":"gru","clip":1.0,)"
        R"("gate":"softplus","reset_before":true})");
}

void WireTest::cellsAreWrittenToBeRead()
{
    QFETCH(CellPtr, cell);
    QFETCH(QString, text);
    const Json json = writeCell(*cell);
    QCOMPARE(QString::fromStdString(writeJson(json)), text);
    const auto again = readCell(json);
    QVERIFY(again);
    QCOMPARE((*again)->id(), cell->id());
    if (const auto* one = dynamic_cast<const Lstm*>(cell.get()))
        QVERIFY(dynamic_cast<const Lstm&>(**again).kind() == one->kind());
    else if (const auto* other = dynamic_cast<const Gru*>(cell.get()))
        QVERIFY(dynamic_cast<const Gru&>(**again).kind() == other->kind());
    else
        QVERIFY(
            dynamic_cast<const Elman&>(**again).kind() == dynamic_cast<const Elman&>(*cell).kind());
}

void WireTest::cellsThatNobodyWritesAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* text, const char* found) {
        QTest::newRow(text) << QString(text) << QString(found);
    };
    row("1", "one of rnn, lstm and gru, found 1");
    row(R"({"cell":"mlstm"})", "one of rnn, lstm and gru");
    row(R"({"cell":["lstm"]})", "one of rnn, lstm and gru");
    row(R"({"cell":"lstm","norm":true})", "found “norm”");
    row(R"({"cell":"gru","peepholes":true})", "found “peepholes”");
    row(R"({"cell":"lstm","clip":-1})", "a number from 0 for clip, found -1");
    row(R"({"cell":"lstm","clip":1e99})", "a number from 0 for clip");
    row(R"({"cell":"lstm","clip":"5"})", "a number from 0 for clip");
    row(R"({"cell":"lstm","coupled":1})", "true or false for coupled, found 1");
    row(R"({"cell":"lstm","gate":"sine"})", "a name such as tanh");
    row(R"({"cell":"lstm","gate":{"kind":"relu","alpha":1}})", "a name such as tanh");
    row(R"({"cell":"lstm","gate":{"kind":"relu","alpha":1,"beta":null}})", "a name such as tanh");
}

void WireTest::cellsThatNobodyWritesAreRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, found);
    const auto cell = readCell(Json::parse(text.toStdString()));
    QVERIFY(!cell);
    const QString problem = QString::fromStdString(cell.error().text());
    QVERIFY2(problem.contains(found), qPrintable(problem));
}

QTEST_GUILESS_MAIN(WireTest)
#include "tst_wire.moc"
