#include "core/load/feed.h"

#include "core/pack/csv.h"
#include "core/pack/npy.h"
#include "tests/support/networks.h"
#include "tests/support/sound.h"

using namespace rnnscope;

class TestFeed : public QObject {
    Q_OBJECT

private slots:
    void isToldFromAModelByItsContent_data();
    void isToldFromAModelByItsContent();
    void rowsAreSteps();
    void sidesOfOneAreLeftOut();
    void aWrongNumberOfColumnsIsSaidWithBoth();
    void theOtherWayRoundIsOfferedAndRead();
    void aStretchIsTaken();
    void aStretchBeyondTheEndIsRefused();
    void wholeNumbersAreTokens_data();
    void wholeNumbersAreTokens();
    void whatIsNoTokenIsRefused_data();
    void whatIsNoTokenIsRefused();
    void rowsMayBeTokensHalfAndHalf();
    void aTextIsReadWhereThereIsAVocabulary();
    void numbersWithAFaultAreNoText();
    void soundIsMixedDownForOneInput();
    void soundGivesAChannelToEachInput();
    void longSoundBeginsWhereItIsHeard();
    void silenceIsReadFromItsBeginning();
    void soundIsRefusedWhereItDoesNotFit_data();
    void soundIsRefusedWhereItDoesNotFit();
};

namespace {

Model valueModel(Index inputs)
{
    std::mt19937 generator(1);
    Model model;
    const CellPtr cell = findCell("gru");
    model.layers.push_back({cell, randomWeights(*cell, inputs, 3, generator)});
    return model;
}

Feed feedOf(std::string bytes, std::string name = "a.csv")
{
    const auto feed = readFeed(inputOf(std::move(bytes), std::move(name)));
    if (!feed)
        qFatal("%s", feed.error().text().c_str());
    return *feed;
}

Tensor shaped(std::vector<int64_t> shape, const Matrix& column)
{
    Tensor tensor = tensorOf("x", column);
    tensor.shape = std::move(shape);
    return tensor;
}

QString told(const Result<Sequence>& sequence)
{
    return sequence ? "read" : QString::fromStdString(sequence.error().text());
}

}

void TestFeed::isToldFromAModelByItsContent_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("isFeed");
    const auto row = [](const char* name, const std::string& head, bool isFeed) {
        QTest::newRow(name) << QByteArray::fromStdString(head) << isFeed;
    };
    row("array", writeNpy(tensorOf("x", Matrix::Ones(2, 2))), true);
    row("sound", soundOf(1, 0.5f), true);
    row("rows", "1,2\n3,4\n", true);
    row("one number", "7", true);
    row("rows below a heading", "x,y\n1,2\n", true);
    row("rows cut in a number", "1,2\n3,-", true);
    row("one long row cut in a number", "1,2,3e-", true);
    row("JSON", "{\"layers\": [1, 2]}", false);
    row("JSON array on lines", "[\n1,\n2\n]", false);
    row("safetensors", std::string("\x40\0\0\0\0\0\0\0{\"a\":", 13), false);
    row("zip", std::string("PK\3\4\0\0", 6), false);
    row("pickle", std::string("\x80\2}q\0.", 6), false);
    row("a text", "the rain\nis soft\n", false);
    row("empty", "", false);
}

void TestFeed::isToldFromAModelByItsContent()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, isFeed);
    const std::string bytes = head.toStdString();
    QCOMPARE(sniffFeed(bytesOf(bytes)), isFeed);
}

void TestFeed::rowsAreSteps()
{
    for (const Feed& feed : {feedOf("1,2\n3,4\n5,6\n"),
             feedOf(writeNpy(tensorOf("x", Matrix({{1, 2}, {3, 4}, {5, 6}}))), "a.npy")}) {
        QCOMPARE(feed.steps(), 3);
        const auto sequence = sequenceFromFeed(valueModel(2), feed, {});
        QVERIFY(sequence);
        QCOMPARE(sequence->values, Matrix({{1, 3, 5}, {2, 4, 6}}));
    }
}

void TestFeed::sidesOfOneAreLeftOut()
{
    const Matrix column({{1}, {2}, {3}, {4}, {5}, {6}});
    for (const std::vector<int64_t>& shape :
        {std::vector<int64_t>{1, 3, 2}, std::vector<int64_t>{3, 1, 2}}) {
        const auto sequence
            = sequenceFromFeed(valueModel(2), feedOf(writeNpy(shaped(shape, column)), "a.npy"), {});
        QVERIFY2(sequence, qPrintable(told(sequence)));
        QCOMPARE(sequence->values, Matrix({{1, 3, 5}, {2, 4, 6}}));
    }
    const auto cube = readFeed(inputOf(writeNpy(shaped({2, 3, 2}, Matrix::Ones(12, 1))), "a.npy"));
    QVERIFY(!cube && cube.error().found.find("2 × 3 × 2") != std::string::npos);
}

void TestFeed::aWrongNumberOfColumnsIsSaidWithBoth()
{
    const auto sequence = sequenceFromFeed(valueModel(4), feedOf("1,2,3\n4,5,6\n"), {});
    const QString error = told(sequence);
    QVERIFY2(error.contains("a.csv") && error.contains("expected 4 columns")
            && error.contains("found 3 (2 rows × 3 columns)") && !error.contains("Transpose"),
        qPrintable(error));
}

void TestFeed::theOtherWayRoundIsOfferedAndRead()
{
    const Feed feed = feedOf("1,2,3\n4,5,6\n");
    const Model model = valueModel(2);
    QVERIFY(fitsTransposed(model, feed));
    QVERIFY(!fitsTransposed(valueModel(3), feed));
    QVERIFY(told(sequenceFromFeed(model, feed, {})).contains("Transpose it"));
    const auto sequence = sequenceFromFeed(model, feed, {.transposed = true});
    QVERIFY(sequence);
    QCOMPARE(sequence->values, Matrix({{1, 2, 3}, {4, 5, 6}}));
}

void TestFeed::aStretchIsTaken()
{
    const Feed feed = feedOf("0\n1\n2\n3\n4\n");
    const auto values
        = [&](const Take& take) { return sequenceFromFeed(valueModel(1), feed, take)->values; };
    QCOMPARE(values({.from = 1, .steps = 3}), Matrix({{1, 2, 3}}));
    QCOMPARE(values({.from = 3}), Matrix({{3, 4}}));
    QCOMPARE(values({.steps = 2}), Matrix({{0, 1}}));
}

void TestFeed::aStretchBeyondTheEndIsRefused()
{
    const Feed feed = feedOf("0\n1\n2\n");
    for (const Take& take : {Take{.from = 3}, Take{.from = 1, .steps = 3}, Take{.steps = 0}}) {
        const QString error = told(sequenceFromFeed(valueModel(1), feed, take));
        QVERIFY2(error.contains("its 3 steps"), qPrintable(error));
    }
}

void TestFeed::wholeNumbersAreTokens_data()
{
    QTest::addColumn<QByteArray>("file");
    const auto row = [](const char* name, const std::string& file) {
        QTest::newRow(name) << QByteArray::fromStdString(file);
    };
    Tensor ids{"ids", Type::I64, {3}, {}};
    const std::string numbers = stored(int64_t(3), int64_t(1), int64_t(4));
    const Bytes bytes = bytesOf(numbers);
    ids.data = std::vector(bytes.begin(), bytes.end());
    row("array of one side", writeNpy(ids));
    ids.shape = {1, 3};
    row("array of one row", writeNpy(ids));
    row("a line", "3,1,4\n");
    row("a column below a heading", "token\n3\n1\n4\n");
}

void TestFeed::wholeNumbersAreTokens()
{
    QFETCH(QByteArray, file);
    for (const Entry entry : {Entry::Embedding, Entry::OneHot}) {
        const auto sequence = sequenceFromFeed(
            randomModel(findCell("gru"), 1, entry), feedOf(file.toStdString()), {});
        QVERIFY2(sequence, qPrintable(told(sequence)));
        QCOMPARE(sequence->ids, (std::vector<int>{3, 1, 4}));
        const auto part = sequenceFromFeed(
            randomModel(findCell("gru"), 1, entry), feedOf(file.toStdString()), {.from = 1});
        QCOMPARE(part->ids, (std::vector<int>{1, 4}));
    }
}

void TestFeed::whatIsNoTokenIsRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("said");
    QTest::newRow("a fraction") << QByteArray("1\n2.5\n") << "whole token numbers";
    QTest::newRow("not a number") << QByteArray("1\nnan\n") << "whole token numbers";
    QTest::newRow("beyond the vocabulary") << QByteArray("1\n5\n") << "from 0 to 4, found 5";
    QTest::newRow("below zero") << QByteArray("1\n-1\n") << "found -1";
    QTest::newRow("several columns")
        << QByteArray("1,2\n3,4\n") << "in one column, found 2 columns";
}

void TestFeed::whatIsNoTokenIsRefused()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, said);
    const QString error = told(sequenceFromFeed(
        randomModel(findCell("gru"), 1, Entry::Embedding), feedOf(file.toStdString()), {}));
    QVERIFY2(error.contains(said), qPrintable(error));
}

void TestFeed::rowsMayBeTokensHalfAndHalf()
{
    const auto sequence = sequenceFromFeed(
        randomModel(findCell("gru"), 1, Entry::OneHot), feedOf("0,0.5,0,0.5,0\n1,0,0,0,0\n"), {});
    QVERIFY2(sequence, qPrintable(told(sequence)));
    QCOMPARE(sequence->values.cols(), 2);
}

void TestFeed::aTextIsReadWhereThereIsAVocabulary()
{
    Model model = randomModel(findCell("gru"), 1, Entry::OneHot);
    const Feed feed = feedOf("aba\ncab", "a.txt");
    QVERIFY(told(sequenceFromFeed(model, feed, {})).contains("a model with a vocabulary"));
    model.vocabulary = Vocabulary::ofCharacters("abc\nd");
    const auto sequence = sequenceFromFeed(model, feed, {});
    QVERIFY(sequence);
    QCOMPARE(sequence->text, std::string("aba\ncab"));
}

void TestFeed::numbersWithAFaultAreNoText()
{
    const auto feed = readFeed(inputOf("1,2\n3,x\n", "a.csv"));
    QVERIFY(!feed);
    QVERIFY(feed.error().where.find("line 2") != std::string::npos);
    QVERIFY(!readFeed(inputOf(std::string("\0\1\2", 3), "a.bin")));
}

void TestFeed::soundIsMixedDownForOneInput()
{
    const Feed feed = feedOf(soundOf(2, 0.5f, 0.25f, 1.0f, 0.0f), "a.wav");
    const auto sequence = sequenceFromFeed(valueModel(1), feed, {});
    QVERIFY2(sequence, qPrintable(told(sequence)));
    QCOMPARE(sequence->values, Matrix({{Real(0.375), Real(0.5)}}));
}

void TestFeed::soundGivesAChannelToEachInput()
{
    const Feed feed = feedOf(soundOf(2, 0.5f, 0.25f, 1.0f, 0.0f), "a.wav");
    const auto sequence = sequenceFromFeed(valueModel(2), feed, {});
    QVERIFY(sequence);
    QCOMPARE(sequence->values, Matrix({{Real(0.5), 1}, {Real(0.25), 0}}));
}

void TestFeed::longSoundBeginsWhereItIsHeard()
{
    std::string samples;
    for (int t = 0; t < 200'000; ++t)
        samples += stored(int16_t(t < 150'000 ? t % 3 : t % 1000));
    const Feed feed = feedOf(riff(soundFormat(1, 1, 16) + chunk("data", samples)), "a.wav");
    const auto take = stretchOf(valueModel(1), feed, {});
    QVERIFY(take);
    QCOMPARE(*take->from, 150'033);
    QCOMPARE(*take->steps, longSound);
    QCOMPARE(
        *stretchOf(valueModel(1), feed, {.from = 5, .steps = 7}), (Take{.from = 5, .steps = 7}));
}

void TestFeed::silenceIsReadFromItsBeginning()
{
    const auto take = stretchOf(valueModel(1), feedOf(soundOf(1, 0.0f, 0.0f), "a.wav"), {});
    QVERIFY(take);
    QCOMPARE(*take, (Take{.from = 0, .steps = 2}));
}

void TestFeed::soundIsRefusedWhereItDoesNotFit_data()
{
    QTest::addColumn<bool>("tokens");
    QTest::addColumn<QString>("said");
    QTest::newRow("more inputs") << false
                                 << "expected 4 numbers a step, found a sound of 2 channels";
    QTest::newRow("tokens") << true << "expected token numbers or text, found a sound";
}

void TestFeed::soundIsRefusedWhereItDoesNotFit()
{
    QFETCH(bool, tokens);
    QFETCH(QString, said);
    const Model model = tokens ? randomModel(findCell("gru"), 1, Entry::Embedding) : valueModel(4);
    const QString error
        = told(sequenceFromFeed(model, feedOf(soundOf(2, 0.5f, 0.5f), "a.wav"), {}));
    QVERIFY2(error.contains(said), qPrintable(error));
}

QTEST_APPLESS_MAIN(TestFeed)
#include "tst_feed.moc"
