#include "core/run/halving.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace rnnscope;

class TestHalving : public QObject {
    Q_OBJECT

private slots:
    void exactDecayGivesItsHalfLife_data();
    void exactDecayGivesItsHalfLife();
    void stepsAfterTheLossAndWithoutANormalNumberDoNotCount();
    void aGradientThatDoesNotFallNeverHalves();
    void threeStepsAreTooFew();
};

namespace {

/// Norms that fall by half every `half` steps back from step t, and are 0 after it.
std::vector<double> decay(int steps, int t, double half)
{
    std::vector<double> norms(static_cast<size_t>(steps), 0.0);
    for (int k = 0; k <= t; ++k)
        norms[static_cast<size_t>(k)] = 0.3 * std::exp2(-(t - k) / half);
    return norms;
}

}

void TestHalving::exactDecayGivesItsHalfLife_data()
{
    QTest::addColumn<double>("half");
    QTest::newRow("half a step") << 0.5;
    QTest::newRow("two steps") << 2.0;
    QTest::newRow("thirty-one steps") << 31.0;
}

void TestHalving::exactDecayGivesItsHalfLife()
{
    QFETCH(double, half);
    const auto steps = stepsPerHalving(decay(48, 40, half), 40);
    QVERIFY(steps.has_value());
    QVERIFY(std::abs(*steps / half - 1) < 1e-12);
}

void TestHalving::stepsAfterTheLossAndWithoutANormalNumberDoNotCount()
{
    auto norms = decay(48, 40, 3);
    norms[2] = 0;
    norms[3] = 1e-42;
    norms[4] = std::numeric_limits<double>::quiet_NaN();
    norms[5] = std::numeric_limits<double>::infinity();
    norms[45] = 1e6;
    QVERIFY(std::abs(stepsPerHalving(norms, 40).value() - 3) < 1e-12);
}

void TestHalving::aGradientThatDoesNotFallNeverHalves()
{
    QVERIFY(std::isinf(stepsPerHalving(std::vector<double>(20, 0.5), 19).value()));
    QVERIFY(std::isinf(stepsPerHalving(decay(20, 19, -4), 19).value()));
}

void TestHalving::threeStepsAreTooFew()
{
    QVERIFY(!stepsPerHalving(decay(48, 2, 3), 2).has_value());
    QVERIFY(stepsPerHalving(decay(48, 3, 3), 3).has_value());
    QVERIFY(!stepsPerHalving({}, 0).has_value());
}

QTEST_APPLESS_MAIN(TestHalving)
#include "tst_halving.moc"
