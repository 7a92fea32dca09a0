#include "core/run/jacobian.h"
#include "core/run/lyapunov.h"
#include "core/run/start.h"
#include "tests/support/networks.h"

#include <Eigen/LU>

#include <numeric>

using namespace rnnscope;

/// M5 against closed forms, in double precision.
class LyapunovDouble : public QObject {
    Q_OBJECT

private slots:
    void linearOrthogonalNetworkHasOneRate();
    void sumIsTheMeanLogDeterminant_data() { Kind::addCells(); }
    void sumIsTheMeanLogDeterminant();
    void leadingOnesOfALinearNetworkAreItsEigenvalues();
    void whatIsLostHasNoRate();
};

namespace {

Model linearModel(Matrix u)
{
    Model model;
    const Index n = u.rows();
    model.layers.push_back(
        {elman({linear}), {Matrix::Zero(n, 4), std::move(u), Vector::Zero(n), Vector::Zero(n)}});
    return model;
}

std::vector<double> ratesOf(const Model& model, Index steps, Index count)
{
    Watch watch;
    const Trace trace = *forward(model, randomInput(model, steps), watch);
    return lyapunov(model, trace, 0, count, watch)->rates;
}

}

void LyapunovDouble::linearOrthogonalNetworkHasOneRate()
{
    Random random(1);
    for (const double rate : ratesOf(linearModel(0.7 * orthogonalStart(10, random)), 50, 0))
        QVERIFY(std::abs(rate - std::log(0.7)) < 1e-12);
}

void LyapunovDouble::sumIsTheMeanLogDeterminant()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(Build{.cell = cell, .backward = true});
    Watch watch;
    const Trace trace = *forward(model, randomInput(model, 40), watch);
    const auto rates = lyapunov(model, trace, 0, 0, watch)->rates;
    const Reading reading(model, trace, 0);
    StepJacobian jacobian;
    double expected = 0;
    for (Index at = 0; at < 40; ++at) {
        jacobian.read(reading, at);
        expected += std::log(std::abs(jacobian.dense().determinant())) / 40;
    }
    QCOMPARE(std::ssize(rates), reading.states());
    QVERIFY(std::abs(std::accumulate(rates.begin(), rates.end(), 0.0) - expected) < 1e-10);
}

/// (1/T) log of what remains of the start falls as 1/T.
void LyapunovDouble::leadingOnesOfALinearNetworkAreItsEigenvalues()
{
    const Vector eigenvalues = Vector::LinSpaced(6, 1.2, 0.2);
    Random random(1);
    const Matrix basis = orthogonalStart(6, random);
    const auto rates
        = ratesOf(linearModel(basis * eigenvalues.asDiagonal() * basis.transpose()), 2000, 2);
    QCOMPARE(rates.size(), 2u);
    for (size_t i = 0; i < 2; ++i)
        QVERIFY(std::abs(rates[i] - std::log(eigenvalues(static_cast<Index>(i)))) < 2e-3);
}

void LyapunovDouble::whatIsLostHasNoRate()
{
    Matrix u = Matrix::Identity(3, 3);
    u(1, 1) = 0;
    const auto rates = ratesOf(linearModel(std::move(u)), 20, 0);
    QVERIFY(std::isfinite(rates[1]));
    QCOMPARE(rates[2], -INFINITY);
}

QTEST_GUILESS_MAIN(LyapunovDouble)
#include "tst_lyapunov_double.moc"
