#include "core/task/drills.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <cmath>

using namespace rnnscope;

namespace {

/// A sequence as one reads it: a character a step, of what is read and of what is asked for, “-”
/// where nothing is asked.
struct Reading {
    Sequence sequence;
    QString text;
    QString asked;
    std::vector<Index> judged;
};

std::vector<Reading> make(std::string_view id, int distance, int count = 1000)
{
    const Drill& drill = *findDrill(id);
    Random random(5);
    std::vector<Reading> readings;
    for (Sequence& sequence : drill.make(distance, count, random)) {
        Reading reading{std::move(sequence), {}, {}, {}};
        for (const int symbol : reading.sequence.ids)
            reading.text += QLatin1String(drill.inputs[static_cast<size_t>(symbol)].data());
        for (const int target : reading.sequence.targets)
            reading.asked += target < 0
                ? QLatin1String("-")
                : QLatin1String(drill.outputs[static_cast<size_t>(target)].data());
        reading.judged = judgedSteps(drill, reading.sequence);
        readings.push_back(std::move(reading));
    }
    return readings;
}

bool matches(const QString& text, const QString& pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

/// The smallest and the largest of the numbers seen.
struct Range {
    Index low = std::numeric_limits<Index>::max();
    Index high = std::numeric_limits<Index>::min();

    void see(Index number)
    {
        low = std::min(low, number);
        high = std::max(high, number);
    }
    bool operator==(const Range&) const = default;
};

/// A word of the embedded grammar as a regular expression: the loops of the graph written out.
QString reberWord()
{
    const QString fromThree = "(?:XT*VP)*(?:S|XT*VV)";
    const QString inner = "B(?:TS*X" + fromThree + "|PT*V(?:V|P" + fromThree + "))E";
    return "B(?:T" + inner + "T|P" + inner + "P)E";
}

} // namespace

/// What each drill asks for, worked out a second time from what is read; and what its dial does.
class Answers : public QObject {
    Q_OBJECT

private slots:
    void orderIsOfTheTwoSymbols_data() { addDistances("order"); }
    void orderIsOfTheTwoSymbols();
    void orderStandsAsInThePaper();
    void latchIsTheFirstSymbol_data() { addDistances("latch"); }
    void latchIsTheFirstSymbol();
    void addingIsOfTheMarkedNumbers_data() { addDistances("adding"); }
    void addingIsOfTheMarkedNumbers();
    void copyIsOfTheFirstTen_data() { addDistances("copy"); }
    void copyIsOfTheFirstTen();
    void echoComesAfterTheDistance_data() { addDistances("echo"); }
    void echoComesAfterTheDistance();
    void bracketsAreCounted_data() { addDistances("brackets"); }
    void bracketsAreCounted();
    void everyDepthIsEquallyLikelyAtEveryStep();
    void countingIsOfTheSameNumber_data() { addDistances("counting"); }
    void countingIsOfTheSameNumber();
    void reberIsTheNextSymbol_data() { addDistances("reber"); }
    void reberIsTheNextSymbol();
    void reberWordsOfALengthAreEquallyLikely();
    void reberComparesTheTwoOuterSymbolsAlone();

private:
    static void addDistances(std::string_view id);
};

void Answers::addDistances(std::string_view id)
{
    const Drill& drill = *findDrill(id);
    QTest::addColumn<int>("distance");
    for (const int distance : {drill.low, 11, drill.high})
        QTest::addRow("%d", distance) << distance;
}

void Answers::orderIsOfTheTwoSymbols()
{
    QFETCH(int, distance);
    Range fromFirst, fromSecond;
    static const QRegularExpression symbols("[XY]");
    for (const Reading& r : make("order", distance)) {
        QVERIFY(matches(r.text, "E[abcd]*[XY][abcd]*[XY][abcd]*B"));
        const Index last = r.text.size() - 1;
        fromFirst.see(last - r.text.indexOf(symbols));
        fromSecond.see(last - r.text.lastIndexOf(symbols));
        QString both = r.text;
        QCOMPARE(r.asked, QString(last, '-') + both.remove(QRegularExpression("[^XY]")));
        QVERIFY(r.judged == std::vector{last});
    }
    QVERIFY((fromFirst == Range{distance, distance + distance / 8}));
    QVERIFY(2 * fromSecond.low >= distance);
}

void Answers::orderStandsAsInThePaper()
{
    Range first, second;
    static const QRegularExpression symbols("[XY]");
    for (const Reading& r : make("order", 80)) {
        QCOMPARE(r.text.size(), 101);
        first.see(r.text.indexOf(symbols));
        second.see(r.text.lastIndexOf(symbols));
    }
    QVERIFY((first == Range{10, 20}));
    QVERIFY((second == Range{50, 60}));
}

void Answers::latchIsTheFirstSymbol()
{
    QFETCH(int, distance);
    for (const Reading& r : make("latch", distance)) {
        QVERIFY(matches(r.text, QString("[XY][abcd]{%1}\\?").arg(distance - 1)));
        QCOMPARE(r.asked, QString(distance, '-') + r.text.front());
    }
}

void Answers::addingIsOfTheMarkedNumbers()
{
    QFETCH(int, distance);
    Range first, second;
    for (const Reading& r : make("adding", distance, 10000)) {
        const Matrix& values = r.sequence.values;
        QVERIFY(values.row(0).minCoeff() >= 0 && values.row(0).maxCoeff() < 1);
        QCOMPARE((values.row(1).array() == 1).count(), 2);
        QCOMPARE((values.row(1).array() == 0).count(), distance - 2);
        Index mark;
        values.row(1).leftCols(distance / 2).maxCoeff(&mark);
        first.see(mark);
        values.row(1).rightCols(distance - distance / 2).maxCoeff(&mark);
        second.see(distance / 2 + mark);
        const double sum = values.row(0).cast<double>().dot(values.row(1).cast<double>());
        QVERIFY(std::abs(r.sequence.goals(0, distance - 1) - sum) < 1e-6);
        QVERIFY(r.judged == std::vector<Index>{distance - 1});
    }
    QVERIFY((first == Range{0, distance / 2 - 1}));
    QVERIFY((second == Range{distance / 2, distance - 1}));
}

void Answers::copyIsOfTheFirstTen()
{
    QFETCH(int, distance);
    for (const Reading& r : make("copy", distance)) {
        QVERIFY(matches(r.text, QString("[a-h]{10}_{%1}\\?_{10}").arg(distance)));
        QCOMPARE(r.asked, QString(distance + 11, '-') + r.text.left(10));
    }
}

void Answers::echoComesAfterTheDistance()
{
    QFETCH(int, distance);
    for (const Reading& r : make("echo", distance)) {
        QVERIFY(matches(r.text, QString("[abcd]{%1}").arg(distance + 20)));
        QCOMPARE(r.asked, QString(distance, '-') + r.text.left(20));
    }
}

void Answers::bracketsAreCounted()
{
    QFETCH(int, distance);
    Range depths, letters;
    for (const Reading& r : make("brackets", distance)) {
        Index depth = 0, since = -1; // letters since the last bracket, −1 before the first
        for (qsizetype step = 0; step < r.text.size(); ++step) {
            const QChar symbol = r.text[step];
            depth += symbol == '(' ? 1 : symbol == ')' ? -1 : 0;
            depths.see(depth);
            const bool isBracket = QString("()").contains(symbol);
            if (isBracket && since >= 0)
                letters.see(since);
            since = isBracket ? 0 : since < 0 ? -1 : since + 1;
            const QChar asked = step < 3 * (distance + 1) ? QChar('-') : QChar('0' + int(depth));
            QCOMPARE(r.asked[step], asked);
        }
    }
    QVERIFY((depths == Range{0, 4}));
    QCOMPARE(letters.low, distance);
}

void Answers::everyDepthIsEquallyLikelyAtEveryStep()
{
    const auto readings = make("brackets", 1, 4000);
    for (qsizetype step = 3 * 2; step < readings.front().asked.size(); ++step)
        for (const QChar depth : QString("01234")) {
            const auto count = std::ranges::count_if(
                readings, [&](const Reading& r) { return r.asked[step] == depth; });
            QVERIFY2(std::abs(count - 800) < 100, qPrintable(QString::number(count)));
        }
}

void Answers::countingIsOfTheSameNumber()
{
    QFETCH(int, distance);
    Range seen;
    for (const Reading& r : make("counting", distance, 2000)) {
        const Index n = r.text.count('a');
        seen.see(n);
        QCOMPARE(r.text, QString(n, 'a') + QString(n, 'b') + QString(2 * (distance - n), '.'));
        QCOMPARE(r.asked,
            QString(n, '-') + QString(n - 1, 'b') + '.' + QString(2 * (distance - n), '-'));
        QVERIFY((r.judged == std::vector{2 * n - 2, 2 * n - 1}));
    }
    QVERIFY((seen == Range{2, distance}));
}

void Answers::reberIsTheNextSymbol()
{
    QFETCH(int, distance);
    for (const Reading& r : make("reber", distance)) {
        const QString word = r.text + r.asked.back();
        QVERIFY2(matches(word, reberWord()), qPrintable(word));
        QCOMPARE(r.asked, word.sliced(1));
        QVERIFY(r.judged == std::vector<Index>{1 + distance});
        QCOMPARE(r.asked[1 + distance], word[1]);
    }
}

void Answers::reberWordsOfALengthAreEquallyLikely()
{
    std::map<QString, int> counts;
    for (const Reading& r : make("reber", 7, 4000))
        ++counts[r.text.mid(3, 5)];
    QCOMPARE(counts.size(), 4u);
    for (const char* inner : {"TSSXS", "TXXVV", "PTTVV", "PTVPS"})
        QVERIFY(std::abs(counts[inner] - 1000) < 100);
}

void Answers::reberComparesTheTwoOuterSymbolsAlone()
{
    const Drill& drill = *findDrill("reber");
    const Sequence sequence = make("reber", 5, 1).front().sequence;
    const int outer = sequence.ids[1];
    const int other = outer == 1 ? 4 : 1;
    Matrix outputs = Matrix::Constant(7, sequence.steps(), 5);
    outputs(outer, 6) = 2;
    outputs(other, 6) = 1;
    QCOMPARE(accuracy(drill, sequence, outputs), 1.0);
    outputs(other, 6) = 3;
    QCOMPARE(accuracy(drill, sequence, outputs), 0.0);
}

QTEST_APPLESS_MAIN(Answers)
#include "tst_answers.moc"
