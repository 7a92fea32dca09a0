// ONNX models that somebody broke, by accident or on purpose: they may open or be refused, but the
// program goes on, at once and with the memory it had.

#include "core/load/formats.h"
#include "core/load/open.h"
#include "tests/support/files.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>
#include <sys/resource.h>

using namespace rnnscope;
using namespace std::string_literals;

namespace {

std::string modelIn(const char* name) { return contentOf(dataPath("load/onnx/") + name); }

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

class OnnxHostileTest : public QObject {
    Q_OBJECT

private slots:
    void truncatedAnywhere();
    void flippedBits();
    void hostile_data();
    void hostile();
    void manySmallThingsTakeLittleMemory();
};

void OnnxHostileTest::truncatedAnywhere()
{
    for (const char* name :
        {"lstm_peepholes.onnx", "folded_blocks.onnx", "torch_net_lstm_16.onnx"}) {
        const std::string file = modelIn(name);
        QVERIFY(!file.empty());
        const size_t step = std::max<size_t>(1, file.size() / 500);
        for (size_t length = 0; length < file.size(); length += step)
            open(file.substr(0, length));
    }
    Watch watch;
    const std::string file = modelIn("lstm_forward.onnx");
    const auto cut = readOnnx(inputOf(file.substr(0, 100), "cut.onnx"), watch);
    QVERIFY(!cut);
    const QString text = QString::fromStdString(cut.error().text());
    QVERIFY2(text.contains("Cannot read cut.onnx, at byte "), qPrintable(text));
    QVERIFY2(text.contains("to the end of what holds them"), qPrintable(text));
}

void OnnxHostileTest::flippedBits()
{
    std::mt19937 random(7);
    for (const char* name : {"lstm_peepholes.onnx", "folded_blocks.onnx", "folded_old.onnx",
             "folded_bytes.onnx", "torch_net_lstm_16.onnx", "torch_lstm_true_2_true_13.onnx",
             "in_function.onnx", "in_loop.onnx", "stored_outside.onnx", "classifier.onnx"}) {
        const std::string file = modelIn(name);
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

void OnnxHostileTest::hostile_data()
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
    row("rows without end of nothing",
        r + tensorOf("E", {uint64_t(1) << 40, 0}, "")
            + nodeOf(
                "Concat", {"E", "E"}, "V", bytes(5, bytes(1, "axis") + whole(3, 1) + whole(20, 2)))
            + nodeOf("LSTM", {"X", "V", "R"}, "Y"));
    row("units without end of nothing",
        lstm + tensorOf("W", {1, 0, 1}, "") + tensorOf("R", {1, 0, huge}, ""));
    row("a constant of no numbers",
        w + r + nodeOf("Constant", {}, "N", bytes(5, bytes(1, "value_floats") + whole(20, 6)))
            + nodeOf("LSTM", {"X", "N", "R"}, "Y"));
    const std::string name(100'000, 'n');
    std::string shared = tensorOf(name, {1, 4, 1}, std::string(16, '\0')) + r;
    for (int i = 0; i < 20; ++i)
        shared += nodeOf("LSTM", {"X", name, "R", "", "", name + "0"}, "Y");
    row("long names for many", shared);
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

void OnnxHostileTest::hostile()
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
void OnnxHostileTest::manySmallThingsTakeLittleMemory()
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

QTEST_GUILESS_MAIN(OnnxHostileTest)
#include "tst_onnx_hostile.moc"
