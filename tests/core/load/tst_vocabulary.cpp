#include "core/load/open.h"
#include "core/load/vocabularyfile.h"
#include "core/pack/limits.h"
#include "tests/support/files.h"
#include "tests/support/tensors.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace rnnscope;

class VocabularyTest : public QObject {
    Q_OBJECT

private slots:
    void filesAreRead_data();
    void filesAreRead();
    void othersAreExplained_data();
    void othersAreExplained();
    void severalKindsInMetadataAreTaken_data();
    void severalKindsInMetadataAreTaken();
    void filesBesideAModelAreFound();
    void linksAndPipesAreNotRead();
    void spacesStandBetweenWords();
    void whatIsUnknownHasItsToken();
    void missingTokensAreNamedWhenChosen();
    void vocabularyByHandComesFirst();
    void vocabularyMakesNumbersTokens();
    void vocabularyWithoutARoomIsNotUsed();
    void realVocabularyIsRead();
};

namespace {

/// An embedding of `tokens` and an LSTM; the head has as many outputs.
std::string fileOfTokens(int64_t tokens, const Json& metadata = Json::object())
{
    return safetensorsOf({{"emb.weight", {tokens, 3}}, {"rnn.weight_ih_l0", {8, 3}},
                             {"rnn.weight_hh_l0", {8, 2}}, {"fc.weight", {tokens, 2}}},
        metadata);
}

Result<Model> modelIn(const std::string& file, const Choices& choices = {})
{
    Watch watch;
    auto opened = openInput(inputOf(file, "a.safetensors"), watch, choices);
    return opened ? Result<Model>(std::move(opened->model)) : opened.error();
}

const Note* noteOf(const Model& model, std::string_view what)
{
    const auto found = std::ranges::find(model.notes, what, &Note::what);
    return found == model.notes.end() ? nullptr : &*found;
}

void write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

}

void VocabularyTest::filesAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Tokens>("tokens");
    QTest::newRow("array") << QByteArray(R"(["a", "\n", "가"])") << Tokens{"a", "\n", "가"};
    QTest::newRow("token → id") << QByteArray(R"({"b": 1, "a": 0})") << Tokens{"a", "b"};
    QTest::newRow("id → token") << QByteArray(R"({"1": "b", "0": "a", "2": "c"})")
                                << Tokens{"a", "b", "c"};
    QTest::newRow("digits as tokens") << QByteArray(R"({"1": 0, "0": 1})") << Tokens{"1", "0"};
    QTest::newRow("gaps") << QByteArray(R"({"a": 0, "c": 2, "e": 4})")
                          << Tokens{"a", "<1>", "c", "<3>", "e"};
    QTest::newRow("ids from 1") << QByteArray(R"({"a": 1, "b": 2})") << Tokens{"<0>", "a", "b"};
    QTest::newRow("under a name") << QByteArray(R"({"size": 2, "stoi": {"a": 0, "b": 1}})")
                                  << Tokens{"a", "b"};
    QTest::newRow("tokenizer.json")
        << QByteArray(R"({"version": "1.0", "model": {"type": "BPE", "vocab": {"a": 0, "b": 1}}})")
        << Tokens{"a", "b"};
    QTest::newRow("lines") << QByteArray("a\nbc\n 가\n") << Tokens{"a", "bc", " 가"};
    QTest::newRow("lines of Windows with a mark") << QByteArray("\xef\xbb\xbf"
                                                                "a\r\nb\r\n")
                                                  << Tokens{"a", "b"};
    QTest::newRow("line break written out") << QByteArray("a\n\\n\nb") << Tokens{"a", "\n", "b"};
    QTest::newRow("line break as it is") << QByteArray("a\n\n\nb\n") << Tokens{"a", "\n", "b"};
    QTest::newRow("a lost line") << QByteArray("a\n\nb\n") << Tokens{"a", "<1>", "b"};
    QTest::newRow("one line") << QByteArray("ab 가\n") << Tokens{"a", "b", " ", "가"};
    QTest::newRow("lines that begin like JSON")
        << QByteArray("[PAD]\n[UNK]\nthe\n") << Tokens{"[PAD]", "[UNK]", "the"};
}

void VocabularyTest::filesAreRead()
{
    QFETCH(QByteArray, text);
    QFETCH(Tokens, tokens);
    const auto read = readVocabulary(text.toStdString(), "vocab");
    QVERIFY2(read, read ? "" : read.error().text().c_str());
    QCOMPARE(*read, tokens);
}

void VocabularyTest::othersAreExplained_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("nothing") << QByteArray() << "an empty file";
    QTest::newRow("bytes") << QByteArray("a\xff\nb") << "UTF-8";
    QTest::newRow("zeros") << QByteArray("a\0b", 3) << "UTF-8";
    QTest::newRow("cut") << QByteArray("a\n\xea\xb0") << "UTF-8";
    QTest::newRow("numbers") << QByteArray("[1, 2]") << "expected tokens";
    QTest::newRow("far ids") << QByteArray(R"({"a": 0, "b": 4000000000})") << "expected tokens";
    QTest::newRow("2^63") << QByteArray(R"({"a": 9223372036854775808})") << "expected tokens";
    QTest::newRow("negative") << QByteArray(R"({"a": -1, "b": 0})") << "expected tokens";
    QTest::newRow("one id twice") << QByteArray(R"({"a": 0, "b": 0})") << "expected tokens";
    QTest::newRow("deep") << QByteArray(R"({"vocab":)").repeated(40) + QByteArray(40, '}')
                          << "expected";
}

void VocabularyTest::othersAreExplained()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, said);
    const auto read = readVocabulary(text.toStdString(), "vocab.json");
    QVERIFY(!read);
    const QString error = QString::fromStdString(read.error().text());
    QVERIFY2(error.contains(said) && error.contains("vocab.json"), qPrintable(error));
    QVERIFY(!read.error().advice.empty());
}

void VocabularyTest::severalKindsInMetadataAreTaken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("list") << QByteArray(R"(["a", "b", " "])");
    QTest::newRow("table") << QByteArray(R"({"b": 1, "a": 0, " ": 2})");
    QTest::newRow("ids") << QByteArray(R"({"0": "a", "1": "b", "2": " "})");
    QTest::newRow("text as JSON") << QByteArray(R"("ab ")");
    QTest::newRow("text") << QByteArray("ab ");
}

void VocabularyTest::severalKindsInMetadataAreTaken()
{
    QFETCH(QByteArray, text);
    const auto model = modelIn(fileOfTokens(3, {{"vocabulary", text.toStdString()}}));
    QVERIFY(model);
    QCOMPARE(model->vocabulary.tokens(), (Tokens{"a", "b", " "}));
    QCOMPARE(noteOf(*model, "vocabulary")->said.text(), "vocabulary, 3 tokens");
}

void VocabularyTest::filesBesideAModelAreFound()
{
    QTemporaryDir folder;
    write(folder.filePath("m.safetensors"), QByteArray::fromStdString(fileOfTokens(3)));
    write(folder.filePath("vocab.txt"), "x\ny\nz\n");
    write(folder.filePath("m.vocab.json"), R"({"a": 0, "b": 1, "c": 2})");
    write(folder.filePath("vocabulary.json"), "{ broken");
    Watch watch;
    const std::string path = folder.filePath("m.safetensors").toStdString();
    const auto opened = openFile(path, watch);
    QVERIFY(opened);
    const Note& note = *noteOf(opened->model, "vocabulary");
    QVERIFY(note.assumed);
    QCOMPARE(note.options, (Tokens{"m.vocab.json", "vocab.txt", "none"}));
    QCOMPARE(opened->model.vocabulary.tokens(), (Tokens{"a", "b", "c"}));
    const auto other = openFile(path, watch, {{"vocabulary", "vocab.txt"}});
    QCOMPARE(other->model.vocabulary.tokens(), (Tokens{"x", "y", "z"}));
    const auto none = openFile(path, watch, {{"vocabulary", "none"}});
    QVERIFY(none->model.vocabulary.empty());
}

void VocabularyTest::linksAndPipesAreNotRead()
{
    QTemporaryDir folder, elsewhere;
    write(folder.filePath("m.safetensors"), QByteArray::fromStdString(fileOfTokens(3)));
    write(elsewhere.filePath("secret.txt"), "x\ny\nz\n");
    QVERIFY(QFile::link(elsewhere.filePath("secret.txt"), folder.filePath("vocab.txt")));
    const std::string pipe = folder.filePath("vocabulary.txt").toStdString();
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    Watch watch;
    const auto opened = openFile(folder.filePath("m.safetensors").toStdString(), watch);
    QVERIFY(opened);
    QVERIFY(opened->model.vocabulary.empty() && !noteOf(opened->model, "vocabulary"));
    // What a user names may be a link, and is never waited for.
    const auto linked = readVocabulary(folder.filePath("vocab.txt").toStdString());
    QVERIFY(linked && linked->size() == 3);
    const auto waited = readVocabulary(std::filesystem::path(pipe));
    QVERIFY(!waited && waited.error().text().find("a pipe") != std::string::npos);
}

void VocabularyTest::spacesStandBetweenWords()
{
    const Vocabulary words({"the", "cat", ".", "sat"});
    QCOMPARE(*words.encode("the cat  sat."), (std::vector{0, 1, 3, 2}));
    QVERIFY(!words.encode("the dog"));
    QVERIFY(!Vocabulary({"a", "b"}).encode("a b")); // of characters: a space would be one
    QCOMPARE(*Vocabulary({"the", " cat"}).encode("the cat"), (std::vector{0, 1}));
}

void VocabularyTest::whatIsUnknownHasItsToken()
{
    const Vocabulary words({"<unk>", "the", "cat", ".", "sat"});
    QCOMPARE(*words.encode("the dog sat"), (std::vector{1, 0, 4}));
    QCOMPARE(*words.encode("the cats sat."), (std::vector{1, 0, 4, 3})); // one for all of a word
    QCOMPARE(*words.encode(" dog "), std::vector{0});
    const Vocabulary characters({"a", "b", " ", "[UNK]"});
    QCOMPARE(*characters.encode("a 가나b"), (std::vector{0, 2, 3, 3, 1}));
    const auto named = Vocabulary({"the", "cat", "."}).encode("the dogs sat. dogs");
    QVERIFY(named.error().found.ends_with("3 tokens, found “dogs” “sat.”"));
    QVERIFY(named.error().found.starts_with("expected words"));
    const Vocabulary spaced({"<unk>", "the", " cat"}); // no space stands between these
    QCOMPARE(*spaced.encode("the dog"), (std::vector{1, 0, 0, 0, 0}));
}

void VocabularyTest::missingTokensAreNamedWhenChosen()
{
    const std::string file = fileOfTokens(5, {{"vocab", R"({"a": 0, "c": 2, "d": 3})"}});
    const auto model = modelIn(file);
    QVERIFY(model->vocabulary.empty());
    const Note& note = *noteOf(*model, "vocabulary");
    QCOMPARE(note.options, (Tokens{"vocab, 2 of 5 missing", "none"}));
    const auto agreed = modelIn(file, {{"vocabulary", note.options[0]}});
    QCOMPARE(agreed->vocabulary.tokens(), (Tokens{"a", "<1>", "c", "d", "<4>"}));
}

void VocabularyTest::vocabularyByHandComesFirst()
{
    const std::string file = fileOfTokens(2, {{"vocab", R"(["a", "b"])"}});
    const Choices choices{{"tokens", R"(["x", "y"])"}};
    const auto model = modelIn(file, choices);
    QCOMPARE(model->vocabulary.tokens(), (Tokens{"x", "y"}));
    QVERIFY(!noteOf(*model, "vocabulary")->assumed);
    QVERIFY(unmet(*model, choices).empty());
}

void VocabularyTest::vocabularyMakesNumbersTokens()
{
    const std::string file
        = safetensorsOf({{"rnn.weight_ih_l0", {8, 4}}, {"rnn.weight_hh_l0", {8, 2}}});
    QCOMPARE(modelIn(file)->entry, Entry::Values);
    Choices choices{{"tokens", R"(["a", "b", "c", "d"])"}};
    const auto model = modelIn(file, choices);
    QCOMPARE(model->entry, Entry::OneHot);
    QCOMPARE(model->vocabulary.size(), 4);
    choices["input"] = "numbers";
    const auto numbers = modelIn(file, choices);
    QCOMPARE(numbers->entry, Entry::Values);
    QVERIFY(numbers->vocabulary.empty());
}

void VocabularyTest::vocabularyWithoutARoomIsNotUsed()
{
    const auto model = modelIn(fileOfTokens(3, {{"vocab", R"(["a", "b", "c", "d"])"}}));
    QVERIFY(model->vocabulary.empty());
    QCOMPARE(noteOf(*model, "vocabulary")->said.text(),
        "not used: vocab has 4 tokens, and the model reads 3");
}

void VocabularyTest::realVocabularyIsRead()
{
    const std::string path = sharedPath("charrnn/darwin/vocab.json");
    if (!QFile::exists(QString::fromStdString(path)))
        QSKIP("the models beside the project are not here");
    const auto tokens = readVocabulary(std::filesystem::path(path));
    QVERIFY2(tokens, tokens ? "" : tokens.error().text().c_str());
    QCOMPARE(tokens->size(), size_t{100});
    QCOMPARE((*tokens)[16], "\n");
    QVERIFY(missingIn(*tokens).empty());
}

QTEST_APPLESS_MAIN(VocabularyTest)
#include "tst_vocabulary.moc"
