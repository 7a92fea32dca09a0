#include "core/run/backward.h"
#include "tests/support/networks.h"

#include <numeric>

using namespace rnnscope;

/// Gradients against central differences and closed forms, in double precision.
class BackwardDouble : public QObject {
    Q_OBJECT

private slots:
    void parametersMatchFiniteDifferences_data() { Kind::addRows(); }
    void parametersMatchFiniteDifferences();
    void inputsMatchFiniteDifferences_data() { Kind::addCells(); }
    void inputsMatchFiniteDifferences();
    void statesMatchFiniteDifferences_data() { Kind::addRows(); }
    void statesMatchFiniteDifferences();
    void startMatchesFiniteDifferences_data() { Kind::addRows(); }
    void startMatchesFiniteDifferences();
    void withoutRecurrentWeightsOnlyOneGateCarries_data();
    void withoutRecurrentWeightsOnlyOneGateCarries();
    void orthogonalNetworkAtRestScalesEvenly_data();
    void orthogonalNetworkAtRestScalesEvenly();
};

namespace {

/// A network that ran over a sequence, and the gradient of all its losses.
struct Run {
    explicit Run(Model of, Index steps)
        : model(std::move(of))
        , sequence(randomInput(model, steps))
        , trace(*forward(model, sequence, watch))
        , gradient(*backward(model, sequence, trace, {}, watch, &parameters))
    {
    }

    Watch watch;
    Model model;
    Sequence sequence;
    Trace trace;
    ParameterGradients parameters;
    Trace gradient;
};

double sumOfLosses(const Model& model, const Sequence& sequence, const Trace& trace)
{
    const auto each = losses(model, sequence, trace);
    return std::accumulate(each.begin(), each.end(), 0.0);
}

/// The loss of the network as it stands now.
double lossNow(Run& run, const ModelState& start = {})
{
    const auto trace = forward(run.model, run.sequence, run.watch, start);
    return sumOfLosses(run.model, run.sequence, *trace);
}

/// ∂loss/∂value of every coefficient of `values`, by central differences of `loss()`.
template <class Values, class Loss>
Values differences(Values& values, Loss loss)
{
    constexpr double width = 1e-5;
    Values result = values;
    for (Index i = 0; i < values.size(); ++i) {
        const Real kept = values.data()[i];
        values.data()[i] = kept + width;
        const double above = loss();
        values.data()[i] = kept - width;
        result.data()[i] = (above - loss()) / (2 * width);
        values.data()[i] = kept;
    }
    return result;
}

/// What the carried tracks of a layer are after a step; the start before step 0.
std::vector<Vector> stateAfter(const Cell& cell, const LayerTrace& layer, Index step)
{
    std::vector<Vector> state = layer.start;
    for (size_t i = 0; i < state.size(); ++i)
        if (cell.tracks()[i].carried())
            state[i] = layer.previous(static_cast<int>(i), step + 1);
    return state;
}

/// The hidden states from `step` on, when those of `step` are `state`.
Matrix continued(Run& run, size_t layer, Index step, const std::vector<Vector>& state)
{
    const auto& [cell, weights] = run.model.layers[layer];
    const Index rest = run.trace.steps() - step - 1;
    const auto hidden = static_cast<size_t>(cell->hidden());
    Matrix all(weights.units(), rest + 1);
    all.col(0) = state[hidden];
    if (rest > 0) {
        LayerTrace out;
        const Matrix& x = inputOf(run.model, run.trace, static_cast<int>(layer));
        cell->forward(weights, x.rightCols(rest), state, out, run.watch);
        all.rightCols(rest) = out.tracks[hidden];
    }
    return all;
}

/// The losses from `step` on, when the state of `layer` after `step` is `state`: runs on from
/// there, and runs the layers above over what comes out.
double lossFrom(Run& run, size_t layer, Index step, const std::vector<Vector>& state)
{
    Matrix x = continued(run, layer, step, state);
    for (size_t l = layer + 1; l < run.model.layers.size(); ++l) {
        const auto& [cell, weights] = run.model.layers[l];
        LayerTrace out;
        cell->forward(weights, x, stateAfter(*cell, run.trace.layers[l], step - 1), out, run.watch);
        x = out.tracks[static_cast<size_t>(cell->hidden())];
    }
    Trace trace;
    trace.logits = (run.model.head.w * x).colwise() + run.model.head.b;
    trace.x = std::move(x);
    return sumOfLosses(run.model, part(run.sequence, step, trace.steps()), trace);
}

constexpr double tolerance = 1e-6;

}

void BackwardDouble::parametersMatchFiniteDifferences()
{
    QFETCH(Kind, kind);
    Run run(kind.model(), 6);
    const auto matches = [&](auto& values, const auto& gradient) {
        return relativeError(gradient, differences(values, [&] { return lossNow(run); }))
            < tolerance;
    };
    for (size_t l = 0; l < run.model.layers.size(); ++l) {
        Weights& weights = run.model.layers[l].weights;
        const Weights& gradient = run.parameters.layers[l];
        QVERIFY(matches(weights.w, gradient.w));
        QVERIFY(matches(weights.u, gradient.u));
        QVERIFY(matches(weights.b, gradient.b));
        QVERIFY(matches(weights.d, gradient.d));
    }
    QVERIFY(matches(run.model.head.w, run.parameters.head.w));
    QVERIFY(matches(run.model.head.b, run.parameters.head.b));
    QVERIFY(matches(run.model.embedding, run.parameters.embedding));
}

void BackwardDouble::inputsMatchFiniteDifferences()
{
    QFETCH(const Cell*, cell);
    for (int depth : {1, 2, 3}) {
        Run run(randomModel(*cell, depth, Entry::Values), 6);
        const Matrix expected = differences(run.sequence.values, [&] { return lossNow(run); });
        QVERIFY(relativeError(run.gradient.x, expected) < tolerance);
    }
}

void BackwardDouble::statesMatchFiniteDifferences()
{
    QFETCH(Kind, kind);
    Run run(kind.model(), 6);
    const Cell& cell = *kind.cell;
    for (size_t l = 0; l < run.model.layers.size(); ++l)
        for (Index k = 0; k < run.trace.steps(); ++k) {
            const LayerTrace& layer = run.trace.layers[l];
            const LayerTrace& gradient = run.gradient.layers[l];
            auto state = stateAfter(cell, layer, k);
            const auto hidden = static_cast<size_t>(cell.hidden());
            const Vector byHidden
                = differences(state[hidden], [&] { return lossFrom(run, l, k, state); });
            QVERIFY(relativeError(gradient.tracks[hidden].col(k), byHidden) < tolerance);

            const int line = cell.indexOf(Role::Cell);
            if (line < 0)
                continue;
            // h_k follows c_k: h = o ⊙ tanh c
            const auto c = static_cast<size_t>(line);
            const Vector o = layer.tracks[static_cast<size_t>(cell.indexOf("output"))].col(k);
            const Vector byCell = differences(state[c], [&] {
                state[hidden] = o.array() * state[c].array().tanh();
                return lossFrom(run, l, k, state);
            });
            QVERIFY(relativeError(gradient.tracks[c].col(k), byCell) < tolerance);
        }
}

void BackwardDouble::startMatchesFiniteDifferences()
{
    QFETCH(Kind, kind);
    Run run(kind.model(), 6);
    ModelState start;
    for (const Layer& layer : run.model.layers)
        start.push_back(layer.cell->noStart(layer.weights.units()));
    for (size_t l = 0; l < start.size(); ++l)
        for (size_t i = 0; i < start[l].size(); ++i)
            if (kind.cell->tracks()[i].carried()) {
                const Vector expected
                    = differences(start[l][i], [&] { return lossNow(run, start); });
                QVERIFY(relativeError(run.gradient.layers[l].start[i], expected) < tolerance);
            }
}

void BackwardDouble::withoutRecurrentWeightsOnlyOneGateCarries_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QByteArray>("gate");
    QTest::newRow("LSTM: forget gate along the cell line")
        << QByteArray("lstm") << QByteArray("cell") << QByteArray("forget");
    QTest::newRow("GRU: update gate")
        << QByteArray("gru") << QByteArray("hidden") << QByteArray("update");
}

/// With U = 0 no gate depends on the state, so ∂s_T/∂s_k = ∏ of the gate over k < t ≤ T.
void BackwardDouble::withoutRecurrentWeightsOnlyOneGateCarries()
{
    QFETCH(QByteArray, cell);
    QFETCH(QByteArray, state);
    QFETCH(QByteArray, gate);
    const Cell& kind = *findCell(cell.toStdString());
    Run run(randomModel(kind, 1, Entry::Values), 40);
    run.model.layers[0].weights.u.setZero();
    const auto trace = forward(run.model, run.sequence, run.watch);
    const auto gradient = backward(run.model, run.sequence, *trace, 39, run.watch);
    const auto of = [&](const Trace& all, const QByteArray& track) {
        return all.layers[0].tracks[static_cast<size_t>(kind.indexOf(track.toStdString()))];
    };
    const Matrix byState = of(*gradient, state), gates = of(*trace, gate);
    Vector expected = byState.col(39);
    for (Index k = 38; k >= 0; --k) {
        expected.array() *= gates.col(k + 1).array();
        QVERIFY(relativeError(byState.col(k), expected) < 1e-12);
    }
}

void BackwardDouble::orthogonalNetworkAtRestScalesEvenly_data()
{
    QTest::addColumn<double>("gain");
    QTest::newRow("vanishing") << 0.8;
    QTest::newRow("kept") << 1.0;
    QTest::newRow("exploding") << 1.5;
}

/// At h = 0 tanh is linear, so U = g · orthogonal makes ‖∂L_T/∂h_k‖ = g^(T−k) ‖∂L_T/∂h_T‖.
void BackwardDouble::orthogonalNetworkAtRestScalesEvenly()
{
    QFETCH(double, gain);
    Run run(randomModel(*findCell("rnn"), 1, Entry::Values), 51);
    Weights& weights = run.model.layers[0].weights;
    run.sequence.values.setZero();
    weights.b.setZero();
    weights.d.setZero();
    weights.u << 0, 0.6, 0.8, 1, 0, 0, 0, 0.8, -0.6;
    weights.u *= gain;
    const auto trace = forward(run.model, run.sequence, run.watch);
    const auto gradient = backward(run.model, run.sequence, *trace, 50, run.watch);
    const Matrix& byHidden = gradient->layers[0].tracks[0];
    for (Index lag : {0, 1, 10, 50}) {
        const double expected = std::pow(gain, lag) * byHidden.col(50).norm();
        QVERIFY(std::abs(byHidden.col(50 - lag).norm() / expected - 1) < 1e-10);
    }
}

QTEST_GUILESS_MAIN(BackwardDouble)
#include "tst_backward_double.moc"
