#include "core/run/flow.h"
#include "core/run/influence.h"
#include "core/run/jacobian.h"
#include "core/run/leaning.h"
#include "core/run/lyapunov.h"
#include "core/run/share.h"
#include "core/run/start.h"
#include "core/run/why.h"
#include "tests/support/networks.h"

#include <Eigen/SVD>

using namespace rnnscope;

/// The measures in the program's own precision.
class Measures : public QObject {
    Q_OBJECT

private slots:
    void influenceIsThatOfTheExactProduct_data() { Kind::addCells(); }
    void influenceIsThatOfTheExactProduct();
    void influenceLeavesTheRangeOfFloat();
    void influenceOfANonNormalMatrixIsNotLost();
    void cancelledMeasuresGiveNothing();
    void copiesKeepToTheBudget();
    void progressComesToItsEnd();
    void startsDependOnTheSeedAlone();
};

namespace {

/// A layer of 40 units with PyTorch's start, that has run over numbers.
struct Run {
    explicit Run(const CellPtr& cell, Index steps)
    {
        Random random(1);
        model.layers.push_back({cell, defaultStart(*cell, 4, 40, random)});
        sequence = randomInput(model, steps);
        trace = *forward(model, sequence, watch);
    }

    Model model;
    Sequence sequence;
    Watch watch;
    Trace trace;
};

}

/// Against the product of the same Jacobians in double, until that is all rounding.
void Measures::influenceIsThatOfTheExactProduct()
{
    QFETCH(CellPtr, cell);
    Run run(cell, 120);
    const auto found = influence(run.model, run.trace, 0, run.watch);
    const Reading reading(run.model, run.trace, 0);
    StepJacobian jacobian;
    Eigen::MatrixXd product = Eigen::MatrixXd::Identity(reading.states(), reading.states());
    for (Index lag = 1; lag < 120; ++lag) {
        jacobian.read(reading, 120 - lag);
        product *= jacobian.dense().cast<double>();
        if (lag % 13 == 0) {
            const double expected = Eigen::JacobiSVD<Eigen::MatrixXd>(product).singularValues()(0);
            QVERIFY(std::abs(found->values()[size_t(lag)] / expected - 1) < 1e-5);
        }
    }
}

void Measures::influenceLeavesTheRangeOfFloat()
{
    for (const double gain : {0.01, 100.0}) {
        Run run(elman({linear}), 401);
        Weights& weights = run.model.layers[0].weights;
        Random random(1);
        weights.u = static_cast<Real>(gain) * orthogonalStart(40, random);
        for (Matrix& track : run.trace.layers[0].tracks)
            track.setZero();
        const auto found = influence(run.model, run.trace, 0, run.watch);
        QVERIFY(std::abs(found->logs[400] - 400 * std::log(gain)) < 1e-3);
        QVERIFY(std::abs(found->values()[100] / std::pow(gain, 100) - 1) < 1e-3);
    }
}

/// U¹ is large, and after it every power is small: the steps' own sizes say nothing of theirs.
void Measures::influenceOfANonNormalMatrixIsNotLost()
{
    for (const double size : {1e3, 1e6}) {
        Run run(elman({linear}), 31);
        Matrix& u = run.model.layers[0].weights.u;
        u.setZero();
        u(0, 0) = 1;
        u(1, 2) = static_cast<Real>(size);
        for (Matrix& track : run.trace.layers[0].tracks)
            track.setZero();
        const auto values = influence(run.model, run.trace, 0, run.watch)->values();
        QVERIFY(std::abs(values[1] / size - 1) < 1e-5);
        for (size_t lag = 2; lag <= 30; ++lag)
            QVERIFY(std::abs(values[lag] - 1) < 1e-5);
    }
}

void Measures::cancelledMeasuresGiveNothing()
{
    Run run(findCell("lstm"), 50);
    const Model& model = run.model;
    run.watch.cancel();
    const auto isCancelled
        = [](const auto& result) { return !result && result.error().fault == Fault::Cancelled; };
    QVERIFY(isCancelled(influence(model, run.trace, 0, run.watch)));
    QVERIFY(isCancelled(lineInfluence(model, run.trace, 0, run.watch)));
    QVERIFY(isCancelled(leastInfluence(model, run.trace, 0, run.watch)));
    QVERIFY(isCancelled(lyapunov(model, run.trace, 0, 0, run.watch)));
    QVERIFY(isCancelled(why(model, run.trace, 0, run.watch)));
    QVERIFY(isCancelled(leaning(model, run.trace, 49, {}, run.watch)));
    QVERIFY(isCancelled(lagShares(model, run.sequence, run.trace, run.watch)));
    QVERIFY(isCancelled(flowTriangle(model, run.sequence, run.trace, run.watch)));
}

/// They take copies of the run: as many at once as memory allows, and none past it.
void Measures::copiesKeepToTheBudget()
{
    const Run run(findCell("lstm"), 50);
    Watch watch;
    const auto one = traceBytes(run.model, 50);
    const auto of = [&](std::uint64_t budget) {
        return lagShares(run.model, run.sequence, run.trace, watch, {.budget = budget});
    };
    const auto enough = of(memoryBudget), few = of(3 * one), none = of(one);
    for (size_t lag = 0; lag < 50; ++lag)
        QVERIFY(std::abs(few->front().parts[lag] - enough->front().parts[lag]) < 1e-6);
    QVERIFY(!none && none.error().where == "Cannot run the model over 50 steps");
    const auto triangle
        = flowTriangle(run.model, run.sequence, run.trace, watch, {.budget = 50 * 50 * 16 - 1});
    QVERIFY(!triangle);
    QCOMPARE(triangle.error().where, "Cannot follow every loss of 50 steps by itself");
    QCOMPARE(triangle.error().advice, "Take at most 49 steps");
}

void Measures::progressComesToItsEnd()
{
    Run run(findCell("gru"), 50);
    (void)influence(run.model, run.trace, 0, run.watch);
    QCOMPARE(run.watch.progress(), 1.0);
}

void Measures::startsDependOnTheSeedAlone()
{
    Random one(5), other(5), third(6);
    const Matrix q = orthogonalStart(7, one);
    QCOMPARE(q, orthogonalStart(7, other));
    QVERIFY(q != orthogonalStart(7, third));
    QVERIFY(relativeError(q.transpose() * q, identityStart(7)) < 1e-6);
    const Weights weights = defaultStart(*findCell("lstm"), 3, 16, one);
    QCOMPARE(weights.u.rows(), 64);
    QVERIFY(weights.u.cwiseAbs().maxCoeff() <= Real(0.25));
    QVERIFY(weights.w.cwiseAbs().maxCoeff() > Real(0.2));
}

QTEST_GUILESS_MAIN(Measures)
#include "tst_measures.moc"
