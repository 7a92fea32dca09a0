#include "core/cell/cells.h"
#include "core/math/random.h"
#include "core/run/arrays.h"
#include "core/run/score.h"
#include "core/run/train.h"
#include "tests/support/process.h"

#include <QTest>

#include <chrono>
#include <map>
#include <set>
#include <thread>

using namespace rnnscope;

/// Minibatches, and what training keeps and refuses.
class MinibatchTest : public QObject {
    Q_OBJECT

private slots:
    void gradientIsTheMeanOfTheSingleOnes_data() { addCells(); }
    void gradientIsTheMeanOfTheSingleOnes();
    void numberOfThreadsChangesNothing_data() { addCells(); }
    void numberOfThreadsChangesNothing();
    void chunkThatCoversTheSequenceIsTheWhole();
    void chunkThatAsksNothingIsReadOnly();
    void shuffledRoundsHaveEverySequenceOnce();
    void shuffledOrderDependsOnTheSeedAlone();
    void checkpointsAreTheModelAfterTheirUpdate();
    void checkpointsStayAsTheyAre();
    void cancellingStopsWithinFiftyMilliseconds();
    void wrongDataIsAnError_data();
    void wrongDataIsAnError();
    void senselessOptionsAreAnError_data();
    void senselessOptionsAreAnError();

private:
    static void addCells();
};

namespace {

constexpr Frame frame{Entry::OneHot, 5, 0, 3};

Model start(std::string_view cell = "lstm", Index units = 12)
{
    return startModel(findCell(cell), frame, units, {});
}

/// Random tokens, and a target at every step.
Sequence sequence(int steps, int seed)
{
    Random random(static_cast<std::uint64_t>(seed));
    Sequence one;
    for (int t = 0; t < steps; ++t) {
        one.ids.push_back(random.below(5));
        one.targets.push_back(random.below(3));
    }
    return one;
}

Supply always(Minibatch batch)
{
    return [batch = std::move(batch)] { return batch; };
}

std::vector<TrainProgress> reports;

Result<Model> trained(const Model& model, Supply supply, const TrainOptions& options)
{
    reports.clear();
    Watch watch;
    return train(model, std::move(supply), options, watch,
        [](const TrainProgress& now) { reports.push_back(now); });
}

std::vector<Real> numbersOf(Model model)
{
    std::vector<Real> all;
    for (const std::span<Real> part : arraysOf(model))
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// What one plain step downhill at rate 1 subtracts.
Vector gradientOf(const Model& model, const Minibatch& batch)
{
    const TrainOptions plain{.steps = 1, .rate = 1, .clip = 0, .method = Method::Sgd};
    const std::vector<Real> before = numbersOf(model);
    const std::vector<Real> after = numbersOf(*trained(model, always(batch), plain));
    const auto size = static_cast<Index>(before.size());
    return Vector::Map(before.data(), size) - Vector::Map(after.data(), size);
}

}

void MinibatchTest::addCells()
{
    QTest::addColumn<QString>("cell");
    for (const CellPtr& cell : cells())
        QTest::newRow(cell->name().data()) << QString(cell->id().data());
}

void MinibatchTest::gradientIsTheMeanOfTheSingleOnes()
{
    QFETCH(QString, cell);
    const Model model = start(cell.toStdString());
    const Minibatch batch{sequence(9, 1), sequence(9, 2), sequence(9, 3)};
    const Vector together = gradientOf(model, batch);
    Vector mean = Vector::Zero(together.size());
    for (const Sequence& one : batch)
        mean += gradientOf(model, {one}) / 3;
    QVERIFY(together.norm() > Real(0.01));
    QVERIFY((together - mean).norm() < Real(1e-5) * together.norm() + Real(1e-6));
}

void MinibatchTest::numberOfThreadsChangesNothing()
{
    QFETCH(QString, cell);
    const Minibatch batch{sequence(20, 1), sequence(20, 2)};
    std::map<int, std::vector<Real>> models;
    for (const int threads : {1, 2, 3})
        models[threads] = numbersOf(*trained(
            start(cell.toStdString(), 48), always(batch), {.steps = 4, .threads = threads}));
    QCOMPARE(models[2], models[1]);
    QCOMPARE(models[3], models[1]);
}

void MinibatchTest::chunkThatCoversTheSequenceIsTheWhole()
{
    const Minibatch batch{sequence(12, 1), sequence(12, 2)};
    const auto with = [&](int chunk) {
        return numbersOf(*trained(start(), always(batch), {.steps = 5, .chunk = chunk}));
    };
    QCOMPARE(with(12), with(0));
    QCOMPARE(with(1000), with(0));
    QVERIFY(with(6) != with(0));
}

void MinibatchTest::chunkThatAsksNothingIsReadOnly()
{
    Sequence late = sequence(12, 1);
    std::fill(late.targets.begin(), late.targets.end() - 1, -1);
    const TrainOptions options{.steps = 3, .chunk = 4, .rate = 0};
    QVERIFY(trained(start(), always({late}), options));
    QCOMPARE(reports.size(), 3u);
    Watch watch;
    const double whole = *meanLoss(start(), late, watch); // so the state was carried over
    for (const TrainProgress& now : reports)
        QVERIFY(std::abs(now.loss - whole) < 1e-6);
}

void MinibatchTest::shuffledRoundsHaveEverySequenceOnce()
{
    std::vector<Sequence> data;
    for (int i = 0; i < 7; ++i)
        data.push_back(sequence(i < 4 ? 5 : 6, i));
    Supply supply = shuffled(data, 2, 1);
    for (int round = 0; round < 3; ++round) {
        std::multiset<std::vector<int>> read;
        while (read.size() < data.size())
            for (const Minibatch batch = supply(); const Sequence& one : batch) {
                QVERIFY(batch.size() <= 2 && one.steps() == batch.front().steps());
                read.insert(one.ids);
            }
        for (const Sequence& one : data)
            QCOMPARE(read.count(one.ids), 1u);
    }
}

void MinibatchTest::shuffledOrderDependsOnTheSeedAlone()
{
    std::vector<Sequence> data;
    for (int i = 0; i < 20; ++i)
        data.push_back(sequence(5, i));
    const auto order = [&](unsigned seed) {
        Supply supply = shuffled(data, 4, seed);
        std::vector<std::vector<int>> ids;
        for (int i = 0; i < 10; ++i)
            for (const Sequence& one : supply())
                ids.push_back(one.ids);
        return ids;
    };
    QCOMPARE(order(3), order(3));
    QVERIFY(order(3) != order(4));
}

void MinibatchTest::checkpointsAreTheModelAfterTheirUpdate()
{
    const Sequence one = sequence(8, 1);
    const auto model = trained(start(), always({one}), {.steps = 10, .keep = {2, 5, 10}});
    Watch watch;
    for (const TrainProgress& now : reports) {
        const bool kept = now.step == 2 || now.step == 5 || now.step == 10;
        QCOMPARE(now.model != nullptr, kept);
        if (kept && now.step < 10) // the next update begins with this network's loss
            QCOMPARE(*meanLoss(*now.model, one, watch), reports[size_t(now.step)].loss);
    }
    QCOMPARE(numbersOf(*reports.back().model), numbersOf(*model));
    QCOMPARE(bytesOf(reports), 3 * bytesOf(*model));
    QCOMPARE(everyNth(4, 10), (std::vector{4, 8, 10}));
}

void MinibatchTest::checkpointsStayAsTheyAre()
{
    std::vector<std::vector<Real>> then;
    std::vector<ModelPtr> kept;
    Watch watch;
    QVERIFY(train(start(), always({sequence(8, 1)}), {.steps = 9, .keep = everyNth(3, 9)}, watch,
        [&](const TrainProgress& now) {
            if (now.model) {
                kept.push_back(now.model);
                then.push_back(numbersOf(*now.model));
            }
        }));
    QCOMPARE(kept.size(), 3u);
    for (size_t i = 0; i < 3; ++i)
        QCOMPARE(numbersOf(*kept[i]), then[i]);
    QVERIFY(then[0] != then[1] && then[1] != then[2]);
}

void MinibatchTest::cancellingStopsWithinFiftyMilliseconds()
{
    using Clock = std::chrono::steady_clock;
    const Minibatch large(32, sequence(2000, 1)); // an update takes seconds
    constexpr double most = 50 * slowness;
    double shortest = 1e9; // of a few tries: a busy machine may hold up one
    for (int attempt = 0; attempt < 5 && shortest >= most; ++attempt) {
        Watch watch;
        Clock::time_point cancelled;
        std::thread canceller([&] {
            while (watch.progress() == 0)
                std::this_thread::yield();
            cancelled = Clock::now();
            watch.cancel();
        });
        const auto result
            = train(start("lstm", 64), always(large), {.chunk = 0}, watch, [](const auto&) {});
        const auto returned = Clock::now();
        canceller.join();
        QVERIFY(!result && result.error().fault == Fault::Cancelled);
        const std::chrono::duration<double, std::milli> took = returned - cancelled;
        shortest = std::min(shortest, took.count());
    }
    QVERIFY2(shortest < most, qPrintable(QString::number(shortest)));
}

void MinibatchTest::wrongDataIsAnError_data()
{
    QTest::addColumn<std::vector<Sequence>>("batch");
    QTest::addColumn<QString>("said");
    const auto changed = [](auto change) {
        Sequence one = sequence(4, 1);
        change(one);
        return std::vector<Sequence>{one};
    };
    QTest::newRow("none") << std::vector<Sequence>{} << "found none";
    QTest::newRow("no steps") << std::vector<Sequence>{{}} << "at least one step, found none";
    QTest::newRow("two lengths") << std::vector<Sequence>{sequence(4, 1), sequence(5, 1)}
                                 << "found 4 and 5 steps";
    QTest::newRow("unknown token")
        << changed([](Sequence& one) { one.ids[2] = 5; }) << "token numbers from 0 to 4, found 5";
    QTest::newRow("unknown target")
        << changed([](Sequence& one) { one.targets[2] = 3; }) << "targets from 0 to 2, found 3";
    QTest::newRow("too few targets")
        << changed([](Sequence& one) { one.targets.pop_back(); }) << "expected 4 targets";
    QTest::newRow("nothing asked")
        << changed([](Sequence& one) { one.targets.assign(4, -1); }) << "a target or a goal";
    QTest::newRow("goals of another size")
        << changed([](Sequence& one) { one.goals = Matrix::Zero(2, 4); })
        << "goals of 3 × 4, found 2 × 4";
    QTest::newRow("values of another size") << changed([](Sequence& one) {
        one.ids.clear();
        one.values = Matrix::Zero(2, 4);
    }) << "5 numbers a step, found 2";
    QTest::newRow("values that are not finite") << changed([](Sequence& one) {
        one.ids.clear();
        one.values = Matrix::Constant(5, 4, std::numeric_limits<Real>::infinity());
    }) << "expected finite numbers";
}

void MinibatchTest::wrongDataIsAnError()
{
    QFETCH(std::vector<Sequence>, batch);
    QFETCH(QString, said);
    const auto result = trained(start(), always(batch), {});
    QVERIFY(!result);
    QVERIFY2(QString::fromStdString(result.error().text()).contains(said),
        result.error().text().c_str());
}

void MinibatchTest::senselessOptionsAreAnError_data()
{
    QTest::addColumn<TrainOptions>("options");
    QTest::newRow("no updates") << TrainOptions{.steps = 0};
    QTest::newRow("negative chunk") << TrainOptions{.chunk = -1};
    QTest::newRow("rate that is no number") << TrainOptions{.rate = std::nan("")};
    QTest::newRow("negative clip") << TrainOptions{.clip = -1};
    QTest::newRow("momentum of 1") << TrainOptions{.method = Method::Sgd, .momentum = 1};
}

void MinibatchTest::senselessOptionsAreAnError()
{
    QFETCH(TrainOptions, options);
    const auto result = trained(start(), always({sequence(4, 1)}), options);
    QVERIFY(!result && result.error().where == "Cannot train so");
}

QTEST_APPLESS_MAIN(MinibatchTest)
#include "tst_minibatch.moc"
