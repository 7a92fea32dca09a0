#include "core/run/loss.h"
#include "core/task/drills.h"

#include <QSet>
#include <QTest>

#include <cmath>
#include <limits>

using namespace rnnscope;

namespace {

std::vector<Sequence> make(const Drill& drill, int distance, int count, unsigned seed = 1)
{
    Random random(seed);
    return drill.make(distance, count, random);
}

Index rows(const Drill& drill)
{
    return std::max<Index>(1, static_cast<Index>(drill.outputs.size()));
}

/// The outputs of a network that knows everything.
Matrix perfect(const Drill& drill, const Sequence& sequence)
{
    if (drill.outputs.empty())
        return sequence.goals;
    Matrix outputs = Matrix::Zero(rows(drill), sequence.steps());
    for (Index t = 0; t < sequence.steps(); ++t)
        if (const int target = sequence.targets[static_cast<size_t>(t)]; target >= 0)
            outputs(target, t) = 1;
    return outputs;
}

/// The outputs of a network that knows nothing; a number is always the mean.
Matrix guess(const Drill& drill, const Sequence& sequence, Random& random)
{
    if (drill.outputs.empty())
        return Matrix::Ones(1, sequence.steps());
    return Matrix::NullaryExpr(
        rows(drill), sequence.steps(), [&] { return static_cast<Real>(random.uniform()); });
}

bool asksForClasses(const Drill& drill) { return !drill.outputs.empty(); }

std::vector<int> choices(const Drill& drill)
{
    std::vector<int> all(drill.choices.begin(), drill.choices.end());
    for (int id = 0; drill.choices.empty() && id < static_cast<int>(drill.outputs.size()); ++id)
        all.push_back(id);
    return all;
}

bool same(const Sequence& a, const Sequence& b)
{
    return a.ids == b.ids && a.targets == b.targets && a.values == b.values;
}

bool inside(const std::vector<int>& numbers, int low, size_t bound)
{
    return std::ranges::all_of(
        numbers, [&](int number) { return number >= low && number < static_cast<int>(bound); });
}

} // namespace

/// What holds of every drill.
class Drills : public QObject {
    Q_OBJECT

private slots:
    void everyDrillIsFoundByItsId();
    void theSeedAloneDecides_data() { addDrills(); }
    void theSeedAloneDecides();
    void sequencesKeepToTheContract_data() { addDistances(); }
    void sequencesKeepToTheContract();
    void judgedAnswersAreBalanced_data() { addDistances(&asksForClasses); }
    void judgedAnswersAreBalanced();
    void knowingAllIsRight_data() { addDistances(); }
    void knowingAllIsRight();
    void knowingNothingIsRightByChance_data() { addDistances(); }
    void knowingNothingIsRightByChance();
    void theBaselineIsTheLossOfAGuess_data() { addDrills(); }
    void theBaselineIsTheLossOfAGuess();
    void onlyJudgedStepsCount_data() { addDrills(); }
    void onlyJudgedStepsCount();
    void tiesAndNanAreNoAnswers_data() { addDrills(); }
    void tiesAndNanAreNoAnswers();
    void numbersAreRightWithinTheTolerance();

private:
    static void addDrills();
    static void addDistances(bool (*wanted)(const Drill&) = [](const Drill&) { return true; });
};

void Drills::addDrills()
{
    QTest::addColumn<const Drill*>("drill");
    for (const Drill& drill : drills())
        QTest::newRow(drill.id.data()) << &drill;
}

void Drills::addDistances(bool (*wanted)(const Drill&))
{
    QTest::addColumn<const Drill*>("drill");
    QTest::addColumn<int>("distance");
    for (const Drill& drill : drills()) {
        if (!wanted(drill))
            continue;
        QTest::addRow("%s, lowest", drill.id.data()) << &drill << drill.low;
        QTest::addRow("%s, odd", drill.id.data()) << &drill << 11;
        QTest::addRow("%s, highest", drill.id.data()) << &drill << drill.high;
    }
}

void Drills::everyDrillIsFoundByItsId()
{
    QSet<std::string> ids;
    for (const Drill& drill : drills()) {
        QCOMPARE(findDrill(drill.id), &drill);
        ids.insert(std::string(drill.id));
        QVERIFY(drill.low <= drill.easy && drill.easy < drill.high);
        QCOMPARE(drill.inputs.empty(), drill.numbers > 0);
    }
    QCOMPARE(ids.size(), 8);
    QVERIFY(!findDrill("poem"));
}

void Drills::theSeedAloneDecides()
{
    QFETCH(const Drill*, drill);
    const auto data = make(*drill, drill->easy, 20);
    QVERIFY(std::ranges::equal(data, make(*drill, drill->easy, 20), same));
    QVERIFY(!std::ranges::equal(data, make(*drill, drill->easy, 20, 2), same));
    // Asking for less gives the beginning of the same data.
    QVERIFY(same(make(*drill, drill->easy, 1).front(), data.front()));
}

void Drills::sequencesKeepToTheContract()
{
    QFETCH(const Drill*, drill);
    QFETCH(int, distance);
    const auto data = make(*drill, distance, 50);
    QCOMPARE(data.size(), 50u);
    const auto steps = static_cast<size_t>(data.front().steps());
    for (const Sequence& sequence : data) {
        QCOMPARE(sequence.ids.size(), drill->inputs.empty() ? 0 : steps);
        QCOMPARE(sequence.values.rows(), Index(drill->numbers));
        QCOMPARE(sequence.values.cols(), drill->numbers > 0 ? Index(steps) : 0);
        QCOMPARE(sequence.targets.size(), drill->outputs.empty() ? 0 : steps);
        QCOMPARE(sequence.goals.cols(), drill->outputs.empty() ? Index(steps) : 0);
        QVERIFY(inside(sequence.ids, 0, drill->inputs.size()));
        QVERIFY(inside(sequence.targets, -1, drill->outputs.size()));
        QVERIFY(sequence.values.allFinite());
    }
}

void Drills::judgedAnswersAreBalanced()
{
    QFETCH(const Drill*, drill);
    QFETCH(int, distance);
    std::map<int, double> counts;
    double total = 0;
    for (const Sequence& sequence : make(*drill, distance, 6000))
        for (const Index step : judgedSteps(*drill, sequence)) {
            ++counts[sequence.targets[static_cast<size_t>(step)]];
            ++total;
        }
    for (const int choice : choices(*drill))
        QVERIFY2(std::abs(counts[choice] / total - drill->chance) < 0.03,
            qPrintable(QString::number(counts[choice] / total)));
    QCOMPARE(counts.size(), choices(*drill).size());
}

void Drills::knowingAllIsRight()
{
    QFETCH(const Drill*, drill);
    QFETCH(int, distance);
    for (const Sequence& sequence : make(*drill, distance, 20))
        QCOMPARE(accuracy(*drill, sequence, perfect(*drill, sequence)), 1.0);
}

void Drills::knowingNothingIsRightByChance()
{
    QFETCH(const Drill*, drill);
    QFETCH(int, distance);
    Random random(7);
    double sum = 0;
    for (const Sequence& sequence : make(*drill, distance, 2000))
        sum += accuracy(*drill, sequence, guess(*drill, sequence, random));
    QVERIFY2(std::abs(sum / 2000 - drill->chance) < 0.03, qPrintable(QString::number(sum / 2000)));
}

void Drills::theBaselineIsTheLossOfAGuess()
{
    QFETCH(const Drill*, drill);
    // outputs of the guess: all choices alike, the others never; of numbers, their mean
    const bool numbers = drill->outputs.empty();
    Model model;
    model.head.b = Vector::Constant(numbers ? 1 : std::ssize(drill->outputs), numbers ? 1 : -1000);
    if (!numbers)
        for (const int choice : choices(*drill))
            model.head.b(choice) = 0;
    model.head.w = Matrix::Zero(model.head.b.size(), 1);
    double sum = 0;
    Index count = 0;
    for (const Sequence& sequence : make(*drill, drill->easy, numbers ? 20000 : 50)) {
        Trace trace;
        trace.x.resize(1, sequence.steps());
        trace.logits = model.head.b.replicate(1, sequence.steps());
        const std::vector<double> each = losses(model, sequence, trace);
        for (const Index step : judgedSteps(*drill, sequence)) {
            sum += each[static_cast<size_t>(step)];
            ++count;
        }
    }
    const double loss = sum / static_cast<double>(count);
    QVERIFY2(std::abs(loss - drill->baseline) < 0.003, qPrintable(QString::number(loss)));
}

void Drills::onlyJudgedStepsCount()
{
    QFETCH(const Drill*, drill);
    const Sequence sequence = make(*drill, 11, 1).front();
    const Matrix best = perfect(*drill, sequence);
    const std::vector<Index> judged = judgedSteps(*drill, sequence);
    for (Index step = 0; step < sequence.steps(); ++step) {
        Matrix outputs = best;
        outputs.col(step).array() = Real(1) - best.col(step).array();
        if (drill->outputs.empty())
            outputs(0, step) = best(0, step) + Real(0.5);
        const bool counts = std::ranges::count(judged, step) > 0;
        QCOMPARE(accuracy(*drill, sequence, outputs),
            counts ? 1 - 1 / static_cast<double>(judged.size()) : 1);
    }
}

void Drills::tiesAndNanAreNoAnswers()
{
    QFETCH(const Drill*, drill);
    const Sequence sequence = make(*drill, drill->easy, 1).front();
    const Matrix ones = Matrix::Ones(rows(*drill), sequence.steps());
    QCOMPARE(accuracy(*drill, sequence, std::numeric_limits<Real>::quiet_NaN() * ones), 0.0);
    if (!drill->outputs.empty())
        QCOMPARE(accuracy(*drill, sequence, ones), 0.0);
}

void Drills::numbersAreRightWithinTheTolerance()
{
    const Drill& drill = *findDrill("adding");
    const Sequence sequence = make(drill, 4, 1).front();
    const auto off = [&](double by) {
        return accuracy(drill, sequence, sequence.goals.array() + static_cast<Real>(by));
    };
    QCOMPARE(off(0.0399), 1.0);
    QCOMPARE(off(-0.0399), 1.0);
    QCOMPARE(off(0.0401), 0.0);
    QCOMPARE(off(-0.0401), 0.0);
}

QTEST_APPLESS_MAIN(Drills)
#include "tst_drills.moc"
