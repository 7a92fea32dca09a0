#include "core/run/influence.h"
#include "core/run/start.h"
#include "tests/support/networks.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace rnnscope;

/// The orders of magnitude in which networks keep or lose their state: medians over 60 seeds of
/// ‖∂s_T/∂s_{T−lag}‖₂, 32 units, 8 one-hot random tokens, 60 steps, in double precision.
class OrdersDouble : public QObject {
    Q_OBJECT

private slots:
    void influenceHasItsOrderOfMagnitude_data();
    void influenceHasItsOrderOfMagnitude();
};

using Start = std::function<Weights(Random&)>;
Q_DECLARE_METATYPE(Start)

namespace {

constexpr Index units = 32, tokens = 8, steps = 60;

double median(std::vector<double> all)
{
    std::ranges::sort(all);
    return (all[all.size() / 2 - 1] + all[all.size() / 2]) / 2;
}

/// PyTorch's default with another U.
Start withU(std::function<Matrix(Random&)> u)
{
    return [=](Random& random) {
        Weights weights = defaultStart(*findCell("rnn"), tokens, units, random);
        weights.u = u(random);
        return weights;
    };
}

/// One Jordan block, all of whose eigenvalues are `radius`, of the norm `sigma`: what passes along
/// the chain grows by nearly the norm at every step, for as many steps as there are units.
Matrix jordanBlock(double radius, double sigma)
{
    const auto with = [&](double beside) {
        Matrix block = radius * Matrix::Identity(units, units);
        block.diagonal(1).setConstant(beside);
        return block;
    };
    double low = 0, high = sigma;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (with(middle).operatorNorm() < sigma ? low : high) = middle;
    }
    return with(low);
}

Start lstmWith(std::optional<double> forgetBias, double scale = 1)
{
    return [=](Random& random) {
        Weights weights = defaultStart(*findCell("lstm"), tokens, units, random);
        weights.w *= scale;
        weights.u *= scale;
        if (forgetBias)
            openForgetGate(*findCell("lstm"), *forgetBias, weights);
        return weights;
    };
}

}

void OrdersDouble::influenceHasItsOrderOfMagnitude_data()
{
    QTest::addColumn<CellPtr>("cell");
    QTest::addColumn<Start>("start");
    QTest::addColumn<double>("at10");
    QTest::addColumn<double>("at50");
    const CellPtr tanh = findCell("rnn"), line = elman({linear}), gated = findCell("lstm");
    const auto orthogonal = [](double gain) {
        return withU([=](Random& random) { return Matrix(gain * orthogonalStart(units, random)); });
    };
    QTest::newRow("RNN") << tanh << Start([](Random& r) {
        return defaultStart(*findCell("rnn"), tokens, units, r);
    }) << 1e-2 << 4e-13;
    QTest::newRow("RNN, orthogonal") << tanh << orthogonal(1) << 0.65 << 7e-2;
    QTest::newRow("RNN, orthogonal × 1.5") << tanh << orthogonal(1.5) << 7.0 << 78.0;
    QTest::newRow("linear, orthogonal × 0.9")
        << line << orthogonal(0.9) << std::pow(0.9, 10) << std::pow(0.9, 50);
    QTest::newRow("linear, non-normal")
        << line << withU([](Random&) { return jordanBlock(0.8, 2); }) << 1e3 << 5e14;
    QTest::newRow("LSTM") << gated << lstmWith({}) << 2e-2 << 3e-10;
    QTest::newRow("LSTM, forget bias 1") << gated << lstmWith(1) << 0.35 << 6e-4;
    QTest::newRow("LSTM, forget bias 2") << gated << lstmWith(2) << 1.4 << 1.3;
    QTest::newRow("LSTM, forget bias 5") << gated << lstmWith(5) << 2.2 << 28.0;
    QTest::newRow("LSTM, forget bias 1, weights × 12") << gated << lstmWith(1, 12) << 1e2 << 1e5;
}

void OrdersDouble::influenceHasItsOrderOfMagnitude()
{
    QFETCH(CellPtr, cell);
    QFETCH(Start, start);
    std::vector<double> near, far;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        Random random(seed);
        Model model;
        model.entry = Entry::OneHot;
        model.layers.push_back({cell, start(random)});
        Sequence sequence;
        for (Index t = 0; t < steps; ++t)
            sequence.ids.push_back(static_cast<int>(random.uniform(0, tokens)));
        Watch watch;
        const auto values = influence(model, *forward(model, sequence, watch), 0, watch)->values();
        near.push_back(values[10]);
        far.push_back(values[50]);
    }
    QFETCH(double, at10);
    QFETCH(double, at50);
    qInfo("lag 10: %.3g (%.3g), lag 50: %.3g (%.3g)", median(near), at10, median(far), at50);
    QVERIFY(std::abs(std::log10(median(near) / at10)) < 1);
    QVERIFY(std::abs(std::log10(median(far) / at50)) < 1);
}

QTEST_GUILESS_MAIN(OrdersDouble)
#include "tst_orders_double.moc"
