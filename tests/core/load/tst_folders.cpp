// Models that lie in several files of a folder.

#include "core/load/folder.h"
#include "core/load/formats.h"
#include "tests/support/opened.h"

#include <QTest>

#include <random>

using namespace rnnscope;

namespace {

using Files = std::map<std::string, std::string>;

constexpr const char* indexName = "model.safetensors.index.json";
constexpr const char* manifestName = "manifest.json";

Files shards() { return filesIn("load/small/shards"); }
Files folder() { return filesIn("load/small/folder"); }

Result<Opened> opened(const Files& files, const char* name)
{
    Watch watch;
    return openInput(inputAmong(files, name), watch);
}

std::string errorOf(const Files& files, const char* name)
{
    const auto result = opened(files, name);
    return result ? "it opened" : result.error().text();
}

std::string replaced(std::string text, const std::string& before, const std::string& after)
{
    const size_t at = text.find(before);
    if (at == text.npos)
        qFatal("“%s” is not there", before.c_str());
    return text.replace(at, before.size(), after);
}

} // namespace

class FoldersTest : public QObject {
    Q_OBJECT

private slots:
    void mainFileIsFound_data();
    void mainFileIsFound();
    void shardsMakeOneArchive();
    void shardsOfPyTorchMakeOneArchive();
    void brokenFoldersAreExplained_data();
    void brokenFoldersAreExplained();
    void folderOffersItsVocabulary();
    void damagedVocabularyIsNamed();
    void flippedBits_data();
    void flippedBits();
};

void FoldersTest::mainFileIsFound_data()
{
    QTest::addColumn<std::vector<std::string>>("names");
    QTest::addColumn<QString>("found");
    using Names = std::vector<std::string>;
    QTest::newRow("nothing") << Names{} << "";
    QTest::newRow("nothing known") << Names{"weights.bin", "notes.txt"} << "";
    QTest::newRow("char-RNN") << Names{"embedding", "manifest.json", "vocab.json"}
                              << "manifest.json";
    QTest::newRow("TensorFlow.js") << Names{"group1-shard1of1", "model.json"} << "model.json";
    QTest::newRow("safetensors in shards")
        << Names{"config.json", "model-00001-of-00002.safetensors", indexName} << indexName;
    QTest::newRow("safetensors before a pickle")
        << Names{"config.json", "pytorch_model.bin", "model.safetensors"} << "model.safetensors";
    QTest::newRow("a SavedModel is none")
        << Names{"config.json", "saved_model.pb", "model.json"} << "";
}

void FoldersTest::mainFileIsFound()
{
    QFETCH(std::vector<std::string>, names);
    QFETCH(QString, found);
    QCOMPARE(QString::fromStdString(mainFileOf(names).value_or("")), found);
}

void FoldersTest::shardsMakeOneArchive()
{
    const auto file = opened(shards(), indexName);
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    const Archive& archive = file->contents.archive;
    QCOMPARE(archive.tensors.size(), size_t{6});
    QCOMPARE(archive.format, "safetensors, in 2 shards");
    QCOMPARE(archive.metadata.at("format"), "pt");
    QCOMPARE(archive.metadata.at("part0"), "model-00001-of-00002.safetensors");
    QCOMPARE(archive.metadata.at("part1"), "model-00002-of-00002.safetensors");
    QVERIFY(noteIn(file->model, "gate order").starts_with("assumed: r z n"));
}

void FoldersTest::shardsOfPyTorchMakeOneArchive()
{
    const Files files{{"a.bin", contentOf(dataPath("load/lstm1.pt"))},
        {"pytorch_model.bin.index.json",
            R"({"weight_map": {"rnn.weight_ih_l0": "a.bin", "rnn.weight_hh_l0": "a.bin"}})"}};
    const auto file = opened(files, "pytorch_model.bin.index.json");
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    QCOMPARE(file->contents.archive.tensors.size(), size_t{2});
    QCOMPARE(file->contents.archive.format, "PyTorch (zip), in 1 shard");
}

void FoldersTest::brokenFoldersAreExplained_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<std::string>("name");
    QTest::addColumn<QString>("said");
    const std::string second = "model-00002-of-00002.safetensors";
    const auto index = [&](const char* what, Files files, const QString& said) {
        QTest::newRow(what) << std::move(files) << std::string(indexName) << said;
    };
    const auto manifest = [&](const char* what, Files files, const QString& said) {
        QTest::newRow(what) << std::move(files) << std::string(manifestName) << said;
    };
    Files files = shards();
    files.erase(second);
    index("a shard is missing", files,
        "Cannot read shard model-00002-of-00002.safetensors of model.safetensors.index.json");
    files = shards();
    files[indexName] = replaced(files[indexName], "lin.weight", "lin.other");
    index("a tensor is missing in its shard", files,
        "Cannot read “lin.other” of model.safetensors.index.json: expected it in its shard "
        "model-00001-of-00002.safetensors");
    files = shards();
    files[second].pop_back();
    index("a shard is cut", files, "in model-00002-of-00002.safetensors");
    files[second] = files[indexName];
    index("a shard is an index", files, "found JSON");
    files[indexName] = R"({"weight_map": {"a": 3}})";
    index("a shard without a name", files, "Cannot read “a”");
    files[indexName] = R"({"weight_map": {}})";
    index("no shards", files, "found no tensors");
    files[indexName] = R"({"weight_map": {"a": "x", "a": "y"}})";
    index("a tensor twice", files, "found “a” twice");

    files = folder();
    files.erase("embedding");
    manifest("a file is missing", files, "Cannot open embedding");
    files = folder();
    files["embedding"].pop_back();
    manifest("a file is cut", files,
        "Cannot read “embedding” from embedding: expected 60 bytes of float32, as manifest.json "
        "says, found 59");
    files = folder();
    files[manifestName] = replaced(
        files[manifestName], "\"filename\": \"rnnlm_softmax_b\"", "\"filename\": \"embedding\"");
    manifest("a file twice", files, "found “embedding” twice");
    files = folder();
    files[manifestName] = replaced(files[manifestName], "[5, 3]", "[4611686018427387904, 4]");
    manifest("a shape that overflows", files, "expected a filename and a shape");
    files[manifestName] = R"({"a": {"filename": 1, "shape": 2}})";
    manifest("no file and no shape", files, "expected a filename and a shape");
}

void FoldersTest::brokenFoldersAreExplained()
{
    QFETCH(Files, files);
    QFETCH(std::string, name);
    QFETCH(QString, said);
    const std::string error = errorOf(files, name.c_str());
    QVERIFY2(QString::fromStdString(error).contains(said), error.c_str());
}

void FoldersTest::folderOffersItsVocabulary()
{
    const auto file = opened(folder(), manifestName);
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    QCOMPARE(file->model.vocabulary.tokens(), (std::vector<std::string>{"a", "b", "\n", "é", " "}));
    QCOMPARE(file->model.entry, Entry::Embedding);
    QCOMPARE(noteIn(file->model, "gate order"), "i j f o, as stored");
    QCOMPARE(noteIn(file->model, "added to the forget bias"), "assumed: 1");
}

void FoldersTest::damagedVocabularyIsNamed()
{
    Files files = folder();
    files["vocab.json"].pop_back();
    const auto file = opened(files, manifestName);
    QVERIFY(file);
    QVERIFY(file->model.vocabulary.empty());
    QCOMPARE(noteIn(file->model, "not read"), "vocab.json");
}

void FoldersTest::flippedBits_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<std::string>("name");
    QTest::newRow("shards") << shards() << std::string(indexName);
    QTest::newRow("raw files") << folder() << std::string(manifestName);
}

/// In any of the files: it opens or says why not.
void FoldersTest::flippedBits()
{
    QFETCH(Files, files);
    QFETCH(std::string, name);
    std::mt19937 random(4);
    for (int round = 0; round < 500; ++round) {
        Files flipped = files;
        auto file = flipped.begin();
        std::advance(file, random() % flipped.size());
        file->second[random() % file->second.size()] ^= static_cast<char>(1u << random() % 8);
        const auto result = opened(flipped, name.c_str());
        QVERIFY(result || !result.error().advice.empty());
    }
}

QTEST_APPLESS_MAIN(FoldersTest)
#include "tst_folders.moc"
