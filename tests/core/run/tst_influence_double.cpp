#include "core/run/influence.h"
#include "core/run/jacobian.h"
#include "core/run/start.h"
#include "tests/support/networks.h"

#include <Eigen/SVD>

#include <cmath>

using namespace rnnscope;

/// M2 against closed forms and against Eigen's SVD of the explicit product, in double precision.
class InfluenceDouble : public QObject {
    Q_OBJECT

private slots:
    void linearOrthogonalNetworkScalesEvenly_data();
    void linearOrthogonalNetworkScalesEvenly();
    void withoutRecurrentWeightsOnlyForgetGatesCarry();
    void theCellLineIsTheForgetGatesAlone();
    void isTheNormOfTheExplicitProduct_data() { Kind::addVariants(); }
    void isTheNormOfTheExplicitProduct();
    void longProductsOfManyUnitsToo_data() { Kind::addCells(); }
    void longProductsOfManyUnitsToo();
    void leastIsTheSmallestSingularValue_data() { Kind::addVariants(); }
    void leastIsTheSmallestSingularValue();
    void whatAShutGateUncoversIsSeen();
    void aDeadNetworkHasNoInfluence();
    void threadsChangeNothing();
};

namespace {

/// A layer that has run over a sequence, with what it needs.
struct Run {
    Run(Model of, Index steps, std::vector<Hold> holds = {})
        : model(std::move(of))
        , sequence(randomInput(model, steps))
    {
        options.holds = std::move(holds);
        again();
    }
    void again() { trace = *forward(model, sequence, watch, options); }

    /// ∂s_T/∂s_k by lag, as a matrix.
    std::vector<Matrix> products() const
    {
        const Reading reading(model, trace, 0, options.holds);
        StepJacobian jacobian;
        std::vector<Matrix> all{Matrix::Identity(reading.states(), reading.states())};
        for (Index at = reading.steps() - 1; at > 0; --at) {
            jacobian.read(reading, at);
            all.push_back(all.back() * jacobian.dense());
        }
        return all;
    }

    Model model;
    RunOptions options = {};
    Sequence sequence;
    Watch watch;
    Trace trace;
};

Model largeModel(const CellPtr& cell, Index units)
{
    Random random(3);
    Model model;
    model.layers.push_back({cell, defaultStart(*cell, 4, units, random)});
    return model;
}

double largestOf(const Matrix& m) { return Eigen::JacobiSVD<Matrix>(m).singularValues()(0); }

}

void InfluenceDouble::linearOrthogonalNetworkScalesEvenly_data()
{
    QTest::addColumn<double>("gain");
    QTest::newRow("vanishing") << 0.9;
    QTest::newRow("kept") << 1.0;
    QTest::newRow("exploding") << 1.5;
    QTest::newRow("to 1e-800") << 0.01;
    QTest::newRow("to 1e800") << 100.0;
}

void InfluenceDouble::linearOrthogonalNetworkScalesEvenly()
{
    QFETCH(double, gain);
    Model model = largeModel(elman({linear}), 12);
    Random random(2);
    model.layers[0].weights.u = gain * orthogonalStart(12, random);
    model.layers[0].weights.b.setZero();
    model.layers[0].weights.d.setZero();
    Run run(std::move(model), 401);
    run.sequence.values.setZero();
    run.again();
    for (const auto measure : {influence, leastInfluence}) {
        const auto found = measure(run.model, run.trace, 0, run.watch, {}, {});
        QCOMPARE(found->logs.size(), 401u);
        for (Index lag = 0; lag <= 400; ++lag) {
            const double expected = static_cast<double>(lag) * std::log(gain);
            const double log = found->logs[static_cast<size_t>(lag)];
            QVERIFY(std::abs(log - expected) < 1e-10);
            if (std::abs(expected) < 690)
                QVERIFY(std::abs(found->values()[size_t(lag)] / std::pow(gain, lag) - 1) < 1e-10);
        }
    }
}

/// With U = 0 no gate depends on the state: ∂c_T/∂c_k = ∏f, and ∂s_T/∂s_k has it beside
/// ∂h_T/∂c_k.
void InfluenceDouble::withoutRecurrentWeightsOnlyForgetGatesCarry()
{
    Run run(largeModel(findCell("lstm"), 9), 200);
    run.model.layers[0].weights.u.setZero();
    run.again();
    const auto all = influence(run.model, run.trace, 0, run.watch);
    const auto line = lineInfluence(run.model, run.trace, 0, run.watch);
    const Matrix& f = run.trace.layers[0].tracks[Lstm::Forget];
    const auto now = [&](int track) { return run.trace.layers[0].tracks[size_t(track)].col(199); };
    const Vector tanh = now(Lstm::CellState).array().tanh();
    const Vector show = now(Lstm::Output).array() * (1 - tanh.array().square());
    Vector product = Vector::Ones(9);
    for (size_t lag = 1; lag < 200; ++lag) {
        product.array() *= f.col(200 - static_cast<Index>(lag)).array();
        QVERIFY(std::abs(std::exp(line->logs[lag]) / product.maxCoeff() - 1) < 1e-12);
        const Vector both = product.array() * (1 + show.array().square()).sqrt();
        QVERIFY(std::abs(all->values()[lag] / both.maxCoeff() - 1) < 1e-12);
    }
    QVERIFY(lineInfluence(largeModel(findCell("gru"), 9),
        *forward(largeModel(findCell("gru"), 9), run.sequence, run.watch), 0, run.watch)
                ->logs.empty());
}

/// Peepholes are a way from c through the gates, which are fixed on the cell line.
void InfluenceDouble::theCellLineIsTheForgetGatesAlone()
{
    Run run(randomModel(lstm({.peepholes = true}), 1, Entry::Values), 20);
    const auto line = lineInfluence(run.model, run.trace, 0, run.watch);
    const Matrix& f = run.trace.layers[0].tracks[Lstm::Forget];
    Eigen::ArrayXd product = Eigen::ArrayXd::Ones(f.rows());
    for (Index lag = 1; lag < 20; ++lag) {
        product *= f.col(20 - lag).array();
        QVERIFY(std::abs(line->values()[size_t(lag)] / product.maxCoeff() - 1) < 1e-12);
    }
}

void InfluenceDouble::isTheNormOfTheExplicitProduct()
{
    QFETCH(CellPtr, cell);
    for (bool backward : {false, true}) {
        const Run run(randomModel(Build{.cell = cell, .backward = backward}), 30,
            {{0, cell->hidden(), {1}, 5, 7, Real(0.2)}, {0, 0, {0}, 9, 20, Real(0.6)}});
        Watch watch;
        const auto found = influence(run.model, run.trace, 0, watch, run.options);
        const auto products = run.products();
        QCOMPARE(found->end, backward ? 0 : 29);
        QCOMPARE(found->logs.size(), products.size());
        for (size_t lag = 0; lag < products.size(); ++lag) {
            const double expected = largestOf(products[lag]);
            QVERIFY(std::abs(found->values()[lag] - expected) <= 1e-10 * expected);
        }
    }
}

/// Long and wide enough for the product to narrow.
void InfluenceDouble::longProductsOfManyUnitsToo()
{
    QFETCH(CellPtr, cell);
    const Run run(largeModel(cell, 20), 150);
    Watch watch;
    const auto found = influence(run.model, run.trace, 0, watch);
    const auto products = run.products();
    for (size_t lag = 0; lag < products.size(); lag += 7)
        QVERIFY(std::abs(found->values()[lag] / largestOf(products[lag]) - 1) < 1e-10);
}

void InfluenceDouble::leastIsTheSmallestSingularValue()
{
    QFETCH(CellPtr, cell);
    const Run run(randomModel(Build{cell}), 5);
    Watch watch;
    const auto found = leastInfluence(run.model, run.trace, 0, watch);
    const auto products = run.products();
    for (size_t lag = 0; lag < products.size(); ++lag) {
        const Vector all = Eigen::JacobiSVD<Matrix>(products[lag]).singularValues();
        const double least = all(all.size() - 1);
        QVERIFY(std::abs(found->values()[lag] - least) <= 1e-10 * all(0) + 1e-6 * least);
    }
}

/// One unit keeps its state far longer than the others until a held gate shuts it: then theirs, by
/// now very much smaller, is all there is.
void InfluenceDouble::whatAShutGateUncoversIsSeen()
{
    Run run(largeModel(findCell("lstm"), 20), 160, {{0, Lstm::Forget, {0}, 40, 40, 0}});
    Weights& weights = run.model.layers[0].weights;
    weights.u.setZero();
    weights.b(20) = 4;
    run.again();
    const auto all = influence(run.model, run.trace, 0, run.watch, run.options);
    const auto line = lineInfluence(run.model, run.trace, 0, run.watch, run.options);
    const auto products = run.products();
    QVERIFY(all->logs[119] - all->logs[120] > 20);
    for (const size_t lag : {100, 119, 120, 130, 159}) {
        QVERIFY(std::abs(all->values()[lag] / largestOf(products[lag]) - 1) < 1e-10);
        QVERIFY(line->logs[lag] <= all->logs[lag]);
    }
}

void InfluenceDouble::aDeadNetworkHasNoInfluence()
{
    Run run(randomModel(elman({rectified}), 1, Entry::Values), 12, {{0, 0, {}, 6, 6, Real(0.5)}});
    for (const auto measure : {influence, leastInfluence}) {
        const auto found = measure(run.model, run.trace, 0, run.watch, run.options, {});
        QCOMPARE(found->logs[6], -INFINITY);
        QCOMPARE(found->values()[11], 0.0);
    }
}

void InfluenceDouble::threadsChangeNothing()
{
    const Run run(largeModel(findCell("lstm"), 80), 60);
    Watch watch;
    const auto one = influence(run.model, run.trace, 0, watch, {.threads = 1});
    const auto two = influence(run.model, run.trace, 0, watch, {.threads = 2}, 59);
    QCOMPARE(two->logs, one->logs); // bit for bit
}

QTEST_GUILESS_MAIN(InfluenceDouble)
#include "tst_influence_double.moc"
