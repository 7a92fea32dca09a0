#include "core/run/backward.h"
#include "tests/support/networks.h"

#include <numeric>

using namespace rnnscope;

/// A network and a sequence, for data rows.
struct Case {
    Build build;
    Index steps = 6;
    bool lastOnly = false;
    std::vector<Hold> holds;
};
Q_DECLARE_METATYPE(Case)

/// Gradients against central differences, in double precision.
class Differences : public QObject {
    Q_OBJECT

private slots:
    void parameters_data() { addRows(); }
    void parameters();
    void inputsAndStart_data() { addRows(); }
    void inputsAndStart();
    void everyTrackIsTheDerivativeByIt_data() { addRows(); }
    void everyTrackIsTheDerivativeByIt();
    void initTestCase() { m_largest = 0; }
    void cleanupTestCase() { qInfo("largest relative difference: %.2g", m_largest); }

private:
    static void addRows();
    static void addGrid();
    static void addVariants();

    /// @param loss whose rounding, by the width, is the finest that differences see
    bool near(const Matrix& found, const Matrix& expected, double loss)
    {
        const double resolution = 2e-11 * std::max(1.0, std::abs(loss));
        const double error = (found - expected).norm();
        if (error > resolution)
            m_largest = std::max(m_largest, error / expected.norm());
        return error < std::max(resolution, 1e-6 * expected.norm());
    }
    /// Whether `gradient` is the derivative by `values`, a part of the run.
    template <class Run>
    bool matches(Run& run, Eigen::Ref<Matrix> values, Matrix gradient)
    {
        const Matrix expected = run.differences(values, gradient);
        return near(gradient, expected, run.base);
    }
    double m_largest = 0;
};

namespace {

/// A network that ran over a sequence, and the gradient of the chosen losses.
struct Run {
    explicit Run(const Case& of)
        : model(randomModel(of.build))
        , loss(of.lastOnly ? LossStep(of.steps - 1) : LossStep())
        , sequence(randomInput(model, of.steps))
    {
        options.holds = of.holds;
        std::mt19937 generator(7);
        for (Index t = 0; t < of.steps; ++t)
            sequence.targets.push_back(static_cast<int>(generator() % 5));
        trace = *forward(model, sequence, watch, options);
        base = lossNow();
        gradient = *backward(model, sequence, trace, loss, watch, &parameters, options);
    }

    /// The loss of the network as it stands now.
    double lossNow()
    {
        scratch = *forward(model, sequence, watch, options, std::move(scratch));
        const auto each = losses(model, sequence, scratch);
        return loss ? each[static_cast<size_t>(*loss)]
                    : std::accumulate(each.begin(), each.end(), 0.0);
    }

    /// ∂loss/∂value of coefficients of `values`, which is part of this run. Of a long run, where
    /// each takes long, only of some: the same share of every row and column.
    /// @param found is cut down to the same ones
    Matrix differences(Eigen::Ref<Matrix> values, Matrix& found)
    {
        const Index stride = sequence.steps() > 50 ? 67 : sequence.steps() > 10 ? 13 : 1;
        const Index count = (values.size() + stride - 1) / stride;
        Matrix result(count, 1), chosen(count, 1);
        for (Index n = 0; n < count; ++n) {
            const Index i = n * stride % values.rows(), j = n * stride / values.rows();
            const Real kept = values(i, j);
            result(n) = derivative([&](double shift) {
                values(i, j) = kept + shift;
                return lossNow();
            });
            values(i, j) = kept;
            chosen(n) = found(i, j);
        }
        found = chosen;
        return result;
    }

    /// ∂loss/∂value of one quantity of one unit at one step: it is held near its value.
    double differenceBy(int layer, int track, Index unit, Index step)
    {
        const Real value = trace.layers[size_t(layer)].tracks[size_t(track)](unit, step);
        options.holds.push_back({layer, track, {unit}, step, step, value});
        const double result = derivative([&](double shift) {
            options.holds.back().value = value + shift;
            return lossNow();
        });
        options.holds.pop_back();
        return result;
    }

    /// By central differences of fourth order.
    template <class Function>
    static double derivative(Function f)
    {
        constexpr double h = 5e-5;
        return (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
    }

    Watch watch;
    Model model;
    LossStep loss;
    Sequence sequence;
    RunOptions options;
    Trace trace;
    Trace scratch; ///< of the latest run
    ParameterGradients parameters;
    Trace gradient;
    double base = 0; ///< the loss
};

} // namespace

void Differences::addGrid()
{
    for (const CellPtr& cell : cells())
        for (const int depth : {1, 3})
            for (const bool both : {false, true})
                for (const bool biased : {true, false})
                    for (const Index steps :
                        biased ? std::vector<Index>{1, 3, 6, 20, 100} : std::vector<Index>{6})
                        for (const bool lastOnly : {true, false})
                            QTest::addRow("%s, %d deep, %s, %s, %d steps, %s", cell->name().data(),
                                depth, both ? "both directions" : "one direction",
                                biased ? "biases" : "no biases", static_cast<int>(steps),
                                lastOnly ? "last loss" : "all losses")
                                << Case{{cell, depth, both, biased}, steps, lastOnly, {}};
}

void Differences::addVariants()
{
    const auto add = [](const char* name, CellPtr cell, std::vector<Hold> holds = {}) {
        QTest::newRow(name) << Case{{cell, 2}, 6, false, holds};
        QTest::addRow("%s, both directions", name) << Case{{cell, 2, true}, 6, false, holds};
    };
    add("LSTM with projection", lstm({.projection = true}));
    add("LSTM with peepholes", lstm({.peepholes = true}));
    add("LSTM with peepholes and projection", lstm({.peepholes = true, .projection = true}));
    add("LSTM, coupled", lstm({.coupled = true}));
    add("LSTM, coupled with peepholes", lstm({.peepholes = true, .coupled = true}));
    add("LSTM, clipped", lstm({.clip = 0.4}));
    add("LSTM, clipped with peepholes", lstm({.clip = 0.4, .peepholes = true}));
    add("LSTM, other activations", lstm({hardSigmoid5, selu, {Activation::Softsign}}));
    add("GRU, reset before", gru({.resetBefore = true}));
    add("GRU, reset before, clipped", gru({.clip = 0.4, .resetBefore = true}));
    add("GRU, other activations", gru({hardSigmoid6, {Activation::Softplus}}));
    add("RNN, relu", elman({rectified}));
    add("RNN, swish, clipped", elman({{Activation::Swish}, 0.9}));
    add("RNN, scaled tanh", elman({{Activation::ScaledTanh, Real(1.7), Real(0.6)}}));
    add("RNN, leaky relu", elman({{Activation::Relu, Real(0.1), 0}}));
    for (const Merge merge : {Merge::Sum, Merge::Product, Merge::Average})
        QTest::addRow("GRU, both directions merged, %d", static_cast<int>(merge))
            << Case{{gru({}), 2, true, true, merge}, 6, false, {}};
    for (const CellPtr& cell : cells()) {
        QTest::addRow("%s, dense layers after", cell->name().data())
            << Case{{.cell = cell, .depth = 2, .after = true}, 6, false, {}};
        QTest::addRow("%s, from the end", cell->name().data())
            << Case{{cell, 2, false, true, Merge::Concat, true}, 6, false, {}};
        QTest::addRow("%s, stored start", cell->name().data())
            << Case{{cell, 2, true, true, Merge::Concat, false, true}, 6, false, {}};
    }
    // a gate held for a while, a candidate of one unit, a state edited at one step
    const std::vector<Hold> held{{0, 1, {}, 2, 3, 1}, {0, 2, {1}, 1, 4, Real(-0.3)},
        {1, 0, {0, 2}, 3, 3, Real(0.25)}, {1, 3, {1}, 4, 4, Real(0.7)}};
    add("LSTM, held", lstm({}), held);
    add("LSTM, cell and hidden state held", lstm({}),
        {{0, 4, {1}, 2, 2, Real(0.5)}, {1, 5, {0}, 3, 4, Real(-0.5)}});
    add("LSTM with peepholes, held", lstm({.peepholes = true}), held);
    add("LSTM with projection, held", lstm({.projection = true}),
        {{0, 1, {}, 2, 3, 1}, {0, 5, {1}, 3, 3, Real(0.2)}});
    add("LSTM, coupled, held", lstm({.coupled = true}), held);
    add("GRU, held", gru({}), held);
    add("GRU, reset before, held", gru({.resetBefore = true}), held);
    add("RNN, held", elman({}), {{0, 0, {1}, 2, 3, Real(0.5)}});
}

void Differences::addRows()
{
    QTest::addColumn<Case>("of");
    addGrid();
    addVariants();
}

void Differences::parameters()
{
    QFETCH(Case, of);
    Run run(of);
    for (size_t l = 0; l < run.model.layers.size(); ++l) {
        Weights& weights = run.model.layers[l].weights;
        const Weights& gradient = run.parameters.layers[l];
        QVERIFY(matches(run, weights.w, gradient.w));
        QVERIFY(matches(run, weights.u, gradient.u));
        QVERIFY(matches(run, weights.b, gradient.b));
        QVERIFY(matches(run, weights.d, gradient.d));
        if (weights.peep.size() > 0)
            QVERIFY(matches(run, weights.peep, gradient.peep));
        if (weights.projection.size() > 0)
            QVERIFY(matches(run, weights.projection, gradient.projection));
    }
    QVERIFY(matches(run, run.model.head.w, run.parameters.head.w));
    QVERIFY(matches(run, run.model.head.b, run.parameters.head.b));
}

void Differences::inputsAndStart()
{
    QFETCH(Case, of);
    Run run(of);
    QVERIFY(matches(run, run.sequence.values, run.gradient.x));
    for (const LayerTrace& layer : run.trace.layers)
        run.options.start.push_back(layer.start);
    for (size_t l = 0; l < run.options.start.size(); ++l)
        for (size_t i = 0; i < run.options.start[l].size(); ++i)
            if (Matrix& start = run.options.start[l][i]; start.size() > 0)
                QVERIFY(matches(run, start, run.gradient.layers[l].start[i]));
}

void Differences::everyTrackIsTheDerivativeByIt()
{
    QFETCH(Case, of);
    Run run(of);
    for (int l = 0; l < static_cast<int>(run.model.layers.size()); ++l) {
        const LayerTrace& gradient = run.gradient.layers[size_t(l)];
        for (int i = 0; i < static_cast<int>(gradient.tracks.size()); ++i)
            for (const Index step : {Index(0), of.steps / 2, of.steps - 1}) {
                const Matrix found = gradient.tracks[size_t(i)].col(step);
                Matrix expected = found;
                // of a long run one unit, not the same in every track
                const bool isLong = of.steps > 10;
                for (Index unit = isLong ? i % found.rows() : 0; unit < found.rows();
                     unit += isLong ? found.rows() : 1)
                    expected(unit) = run.differenceBy(l, i, unit, step);
                QVERIFY(near(found, expected, run.base));
            }
    }
}

QTEST_GUILESS_MAIN(Differences)
#include "tst_differences_double.moc"
