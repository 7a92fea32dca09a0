#include "core/cell/cells.h"
#include "core/run/cost.h"
#include "core/run/forward.h"
#include "core/run/network.h"

#include <QtTest>

using namespace rnnscope;

class TestCost : public QObject {
    Q_OBJECT

private slots:
    void productsAreTheClosedForms_data();
    void productsAreTheClosedForms();
    void matricesAreCountedOnceAStep();
    void layersAroundAreCountedApart();
    void lookingUpCostsNothing();
    void matchedParametersCostAlike();
    void timesAreOrdered();
    void timingCanBeCancelled();
};

namespace {

constexpr Index reads = 5, has = 7, answers = 3;
const Frame frame{Entry::Values, reads, 0, answers};

ModelPtr started(const char* cell, Index units = has)
{
    return std::make_shared<const Model>(startModel(findCell(cell), frame, units, {}));
}

SequencePtr ones(Index steps)
{
    Sequence sequence;
    sequence.values = Matrix::Ones(reads, steps);
    return std::make_shared<const Sequence>(sequence);
}

}

void TestCost::productsAreTheClosedForms_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<int>("products");
    const auto row = [](const char* cell, Index products) {
        QTest::newRow(cell) << QByteArray(cell) << static_cast<int>(products);
    };
    row("rnn", has * (reads + has)); // W x + U h
    row("lstm", 4 * has * (reads + has) + 3 * has); // and f ⊙ c, i ⊙ g, o ⊙ tanh c
    row("gru", 3 * has * (reads + has) + 3 * has); // and r ⊙ U h, (1 − z) ⊙ n, z ⊙ h
}

void TestCost::productsAreTheClosedForms()
{
    QFETCH(QByteArray, cell);
    QFETCH(int, products);
    const ModelPtr model = started(cell);
    const Cost cost = costOf(*model);
    QCOMPARE(cost.layers, Index(products));
    QCOMPARE(cost.around, answers * has);
    QCOMPARE(cost.products(), products + answers * has);
    QCOMPARE(cost.parameters, model->parameters());
    QCOMPARE(cost.bytes, traceBytes(*model, 11) - traceBytes(*model, 10));
}

void TestCost::matricesAreCountedOnceAStep()
{
    for (const CellPtr& cell : cells()) {
        const ModelPtr model = started(cell->id().data());
        const Weights& weights = model->layers.front().weights;
        const Index biases = weights.b.size() + weights.d.size();
        const Index pointwise = cell->id() == "rnn" ? 0 : 3 * has;
        QCOMPARE(costOf(*model).layers, weights.count() - biases + pointwise);
    }
}

void TestCost::layersAroundAreCountedApart()
{
    Model model = *started("rnn");
    model.before = {{"first", Matrix::Zero(reads, 2), Vector::Zero(reads)}};
    model.after = {{"last", Matrix::Zero(4, has), Vector::Zero(4)}};
    model.head = {Matrix::Zero(answers, 4), Vector::Zero(answers)};
    model.layers.push_back(model.layers.front());
    QCOMPARE(costOf(model).around, reads * 2 + 4 * has + answers * 4);
    QCOMPARE(costOf(model).layers, 2 * has * (reads + has));
}

void TestCost::lookingUpCostsNothing()
{
    const Frame words{Entry::Embedding, 100, reads, answers};
    const Model model = startModel(findCell("rnn"), words, has, {});
    QCOMPARE(costOf(model).products(), costOf(*started("rnn")).products());
    QVERIFY(costOf(model).parameters > costOf(*started("rnn")).parameters);
}

void TestCost::matchedParametersCostAlike()
{
    const Index parameters = parameterCount(*findCell("lstm"), frame, 64);
    const Index lstm = costOf(*started("lstm", 64)).products();
    for (const char* cell : {"rnn", "gru"}) {
        const Index units = matchedUnits(*findCell(cell), frame, parameters);
        const auto ratio = double(costOf(*started(cell, units)).products()) / double(lstm);
        QVERIFY2(std::abs(ratio - 1) < 0.05, cell);
        QVERIFY(double(costOf(*started(cell, 64)).products()) < 0.8 * double(lstm));
    }
}

void TestCost::timesAreOrdered()
{
    Watch watch;
    const std::vector<ModelPtr> models{started("rnn"), started("lstm")};
    const std::vector<SequencePtr> sequences{ones(20), ones(20)};
    const auto timings = timesOf(models, sequences, 0, watch);
    QVERIFY(timings);
    QCOMPARE(timings->rounds, 3);
    QCOMPARE(timings->steps, Index(20));
    QCOMPARE(timings->models.size(), size_t(2));
    for (const auto& [there, both] : timings->models) {
        for (const StepTime& time : {there, both}) {
            QVERIFY(time.low > 0);
            QVERIFY(time.low <= time.median && time.median <= time.high);
        }
        QVERIFY(both.low > there.low);
    }
    QVERIFY(watch.progress() > 0);
}

void TestCost::timingCanBeCancelled()
{
    Watch watch;
    watch.cancel();
    const std::vector<ModelPtr> models{started("rnn")};
    const std::vector<SequencePtr> sequences{ones(20)};
    const auto timings = timesOf(models, sequences, 1e9, watch);
    QVERIFY(!timings && timings.error().fault == Fault::Cancelled);
}

QTEST_GUILESS_MAIN(TestCost)
#include "tst_cost.moc"
