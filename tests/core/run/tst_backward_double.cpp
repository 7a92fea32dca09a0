#include "core/run/backward.h"
#include "tests/support/networks.h"

using namespace rnnscope;

/// Gradients against closed forms, in double precision.
class BackwardDouble : public QObject {
    Q_OBJECT

private slots:
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
    const CellPtr cellKind = findCell(cell.toStdString());
    const Cell& kind = *cellKind;
    Run run(randomModel(cellKind, 1, Entry::Values), 40);
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
    Run run(randomModel(findCell("rnn"), 1, Entry::Values), 51);
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
