// Files that somebody broke, by accident or on purpose: they may open or be refused, but the
// program goes on, at once and with the memory it had.

#include "core/cell/cells.h"
#include "core/load/formats.h"
#include "core/load/open.h"
#include "core/pack/limits.h"
#include "core/pack/pickle.h"
#include "core/pack/zip.h"
#include "tests/support/files.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>
#include <sys/resource.h>

using namespace rnnscope;
using namespace std::string_literals;

namespace {

/// What any answer must hold: an error in three parts, or a model whose parts fit together.
void check(const Result<Opened>& result)
{
    if (!result) {
        QVERIFY(!result.error().where.empty());
        QVERIFY(!result.error().found.empty());
        QVERIFY(!result.error().advice.empty());
        return;
    }
    const Model& model = result->model;
    QVERIFY(!model.layers.empty());
    QVERIFY(model.entry != Entry::Embedding || model.embedding.rows() == model.inputs());
    QVERIFY(model.head.empty() || model.head.w.cols() == model.layers.back().weights.units());
}

void open(const std::string& file)
{
    Watch watch;
    check(openInput(inputOf(file, "hostile"), watch));
}

std::string flipped(std::string file, std::mt19937& random)
{
    for (unsigned flips = 1 + random() % 4; flips > 0; --flips)
        file[random() % file.size()] ^= static_cast<char>(1u << random() % 8);
    return file;
}

/// A PyTorch file with another program in data.pkl; the checksums are right.
std::string withProgram(
    const std::string& program, const std::string& storage = std::string(16, '\0'))
{
    return writeZip({{"a/data.pkl", program}, {"a/data/0", storage}});
}

std::string programOf(const std::string& file)
{
    auto zip = Zip::open(bytesOf(file), "file");
    for (const std::string& entry : zip->entries())
        if (entry.ends_with("data.pkl"))
            return std::string(textOf(*zip->read(entry)));
    return {};
}

std::string errorOf(const std::string& file)
{
    Watch watch;
    const auto archive = readTorch(inputOf(file, "hostile.pt"), watch);
    return archive ? "it opened" : archive.error().text();
}

/// {"w": a tensor} with the given arguments; the storage has four floats.
std::string tensorProgram(
    const std::string& offset, const std::string& shape, const std::string& strides, int count = 4)
{
    return "}U\1wctorch._utils\n_rebuild_tensor_v2\n((U\7storagectorch\nFloatStorage\nU\1"
           "0U\3cpuI"s
        + std::to_string(count) + "\ntQ" + offset + shape + strides + "\x89}tRs.";
}

long peakKilobytes()
{
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

} // namespace

class HostileTest : public QObject {
    Q_OBJECT

private:
    static void files();

private slots:
    void truncatedAnywhere_data() { files(); }
    void truncatedAnywhere();
    void flippedBits_data() { files(); }
    void flippedBits();
    void flippedPrograms_data();
    void flippedPrograms();
    void tensorsBeyondTheirStorage_data();
    void tensorsBeyondTheirStorage();
    void bigEndianNumbersAreTurned();
    void sharedDictionariesDoNotMultiply();
    void manyTensorsAreLookedUpOnce();
    void memoryStaysSmall();
};

void HostileTest::files()
{
    QTest::addColumn<std::string>("file");
    QTest::newRow("state dictionary") << contentOf(dataPath("load/lstm1.pt"));
    QTest::newRow("form before 1.6") << contentOf(dataPath("load/legacy_module.pt"));
    QTest::newRow("whole module") << contentOf(dataPath("load/module.pt"));
    Model model;
    model.entry = Entry::OneHot;
    model.layers = {{findCell("rnn"),
        {Matrix::Ones(2, 3), Matrix::Ones(2, 2), Vector::Ones(2), Vector::Ones(2)}}};
    model.head = {Matrix::Ones(3, 2), Vector::Ones(3)};
    model.vocabulary = Vocabulary({"a", "b", "c"});
    QTest::newRow("saved here") << saveSafetensors(model, {0, 1, 2});
    for (const char* name : {"lstm.json", "skip.aidax", "proteus.json", "three.nam", "torch.npz",
             "tensorflow_lstm.npz", "hand_hx.npz"})
        QTest::newRow(name) << contentOf(dataPath("load/small/") + name);
    QTest::newRow("a pickle alone") << contentOf(dataPath("load/values4.pickle"));
}

void HostileTest::truncatedAnywhere()
{
    QFETCH(std::string, file);
    QVERIFY(!file.empty());
    for (size_t length = 0; length < file.size(); ++length) {
        Watch watch;
        const auto result = openInput(inputOf(file.substr(0, length), "cut"), watch);
        QVERIFY2(!result, qPrintable(QString::number(length)));
        check(result);
    }
}

void HostileTest::flippedBits()
{
    QFETCH(std::string, file);
    std::mt19937 random(1);
    for (int round = 0; round < 3000; ++round)
        open(flipped(file, random));
}

void HostileTest::flippedPrograms_data()
{
    QTest::addColumn<std::string>("program");
    for (const char* name : {"lstm1.pt", "module.pt", "checkpoint.pt", "protocol4.pt", "script.pt"})
        QTest::newRow(name) << programOf(contentOf(dataPath("load/") + name));
}

/// As above, but no checksum stands before the pickle machine.
void HostileTest::flippedPrograms()
{
    QFETCH(std::string, program);
    QVERIFY(!program.empty());
    std::mt19937 random(2);
    for (int round = 0; round < 3000; ++round)
        open(withProgram(flipped(program, random)));
}

void HostileTest::tensorsBeyondTheirStorage_data()
{
    QTest::addColumn<std::string>("program");
    QTest::addColumn<QString>("said");
    QTest::newRow("as it should be") << tensorProgram("K\0"s, "K\4\x85", "K\1\x85") << "it opened";
    QTest::newRow("repeated by a stride of zero")
        << tensorProgram("K\3", "M\0\1\x85"s, "K\0\x85"s) << "it opened";
    QTest::newRow("one too far") << tensorProgram("K\1", "K\4\x85", "K\1\x85")
                                 << "found some beyond it";
    QTest::newRow("a stride too far")
        << tensorProgram("K\0"s, "K\2\x85", "K\4\x85") << "found some beyond it";
    QTest::newRow("before the storage")
        << tensorProgram("I-1\n", "K\1\x85", "K\1\x85") << "expected a shape and as many strides";
    QTest::newRow("a negative stride")
        << tensorProgram("K\3", "K\2\x85", "I-1\n\x85") << "found some beyond it";
    QTest::newRow("a negative side")
        << tensorProgram("K\0"s, "I-1\n\x85", "K\1\x85") << "expected a shape and as many strides";
    QTest::newRow("strides that overflow")
        << tensorProgram("K\0"s, "K\3\x85", "I9223372036854775807\n\x85") << "found some beyond it";
    QTest::newRow("a shape that overflows")
        << tensorProgram("K\0"s, "I4294967296\nI4294967296\n\x86", "K\0K\0\x86"s)
        << "expected a shape and as many strides";
    QTest::newRow("more than fits any memory")
        << tensorProgram("K\0"s, "I1000000000000\n\x85", "K\0\x85"s) << "bytes of repeated numbers";
    QTest::newRow("other strides than sides")
        << tensorProgram("K\0"s, "K\4\x85", ")") << "expected a shape and as many strides";
    QTest::newRow("a storage of another size") << tensorProgram("K\0"s, "K\4\x85", "K\1\x85", 5)
                                               << "expected a storage of 5 × 4 bytes, found 16";
    QTest::newRow("a storage of negative size")
        << tensorProgram("K\0"s, "K\0\x85"s, "K\1\x85", -4) << "expected a storage of -4";
}

void HostileTest::tensorsBeyondTheirStorage()
{
    QFETCH(std::string, program);
    QFETCH(QString, said);
    const std::string error = errorOf(withProgram(program));
    QVERIFY2(QString::fromStdString(error).contains(said), error.c_str());
}

void HostileTest::bigEndianNumbersAreTurned()
{
    const std::string file = writeZip({{"a/data.pkl", tensorProgram("K\1", "K\2\x85", "K\1\x85")},
        {"a/byteorder", "big"}, {"a/data/0", "\0\0\0\0\x3f\x80\0\0\xc0\x20\0\0\0\0\0\0"s}});
    Watch watch;
    const auto contents = readTorch(inputOf(file, "big.pt"), watch);
    QVERIFY(contents);
    QCOMPARE(contents->archive.tensors[0].numbers(), (std::vector{1.0, -2.5}));
}

/// Each of 40 dictionaries holds the next one twice: a walk that forgets would take 2⁴⁰ steps.
void HostileTest::sharedDictionariesDoNotMultiply()
{
    std::string program = "}";
    for (int i = 0; i < 40; ++i)
        program += "p0\n0}(U\1ag0\nU\1bg0\nu";
    const std::string error = errorOf(withProgram(program + "."));
    QVERIFY2(error.find("expected at most 1000000 values beside the tensors") != std::string::npos,
        error.c_str());
    errorOf(withProgram("}p0\nU\1ag0\ns.")); // a dictionary that holds itself
}

void HostileTest::manyTensorsAreLookedUpOnce()
{
    std::string header = "{";
    for (int i = 0; i < 50'000; ++i)
        header += (i ? ",\"" : "\"") + std::to_string(i)
            + ".emb.weight_hh\":{\"dtype\":\"F32\",\"shape\":[0,1],\"data_offsets\":[0,0]}";
    header += "}";
    const uint64_t length = header.size();
    QElapsedTimer timer;
    timer.start();
    open(std::string(reinterpret_cast<const char*>(&length), sizeof length) + header);
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

/// After all of the above, the largest memory ever used by this process.
void HostileTest::memoryStaysSmall()
{
    QVERIFY2(peakKilobytes() < 1'000'000, qPrintable(QString::number(peakKilobytes())));
}

QTEST_APPLESS_MAIN(HostileTest)
#include "tst_hostile.moc"
