#include "core/trace/memory.h"

#include <QtTest>

#include <random>

using namespace rnnscope;

namespace {

/// The definition, lag by lag.
double firstCrossing(const Matrix& values, Index unit)
{
    Vector v = values.row(unit);
    v.array() -= v.mean();
    double before = 1;
    for (Index k = 1; k < v.size(); ++k) {
        double sum = 0;
        for (Index t = 0; t + k < v.size(); ++t)
            sum += static_cast<double>(v[t]) * v[t + k];
        const double r = sum / v.squaredNorm();
        if (r < 0.5)
            return static_cast<double>(k) - 1 + (before - 0.5) / (before - r);
        before = r;
    }
    return static_cast<double>(v.size());
}

/// Series that forget with the factors given: v_t = a v_{t−1} + noise.
Matrix forgetting(const std::vector<double>& factors, Index steps)
{
    std::mt19937 random(7);
    std::normal_distribution<double> noise;
    Matrix values(static_cast<Index>(factors.size()), steps);
    for (Index unit = 0; unit < values.rows(); ++unit) {
        double v = 0;
        for (Index t = 0; t < steps; ++t)
            values(unit, t)
                = static_cast<Real>(v = factors[static_cast<size_t>(unit)] * v + noise(random));
    }
    return values;
}

}

class TestMemory : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheDefinitionWhereCorrelationFallsSteadily()
    {
        const Matrix values = forgetting({0.1, 0.7, 0.9, 0.97}, 4000);
        const std::vector<double> lives = memoryHalfLives(values);
        for (Index unit = 0; unit < values.rows(); ++unit)
            QVERIFY(
                std::abs(lives[static_cast<size_t>(unit)] - firstCrossing(values, unit)) < 1e-3);
    }

    void unitsThatForgetSlowlyLiveLonger()
    {
        const std::vector<double> lives = memoryHalfLives(forgetting({0.2, 0.8, 0.95}, 2000));
        QVERIFY(lives[0] < lives[1] && lives[1] < lives[2]);
    }

    void aUnitThatNeverChangesLastsTheWholeSequence()
    {
        QCOMPARE(memoryHalfLives(Matrix::Constant(1, 30, 0.25))[0], 30.0);
    }

    void anAlternatingUnitForgetsAtOnce()
    {
        Matrix values(1, 20);
        for (Index t = 0; t < 20; ++t)
            values(0, t) = t % 2 ? -1 : 1;
        QVERIFY(memoryHalfLives(values)[0] < 1);
    }

    void oneStepIsEnough() { QCOMPARE(memoryHalfLives(Matrix::Ones(2, 1)).size(), size_t(2)); }
};

QTEST_GUILESS_MAIN(TestMemory)
#include "tst_memory.moc"
