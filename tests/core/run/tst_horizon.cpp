#include "core/run/horizon.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace rnnscope;

namespace {

constexpr double broken = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

/// Norms that fall by half every `half` steps back from step t, and are 0 after it.
std::vector<double> decay(int steps, int t, double half)
{
    std::vector<double> norms(static_cast<size_t>(steps), 0.0);
    for (int k = 0; k <= t; ++k)
        norms[static_cast<size_t>(k)] = 0.3 * std::exp2(-(t - k) / half);
    return norms;
}

std::vector<double> reversed(std::vector<double> norms)
{
    std::ranges::reverse(norms);
    return norms;
}

}

class TestHorizon : public QObject {
    Q_OBJECT

private slots:
    void aGradientThatHalvesEveryStepReachesTwentyFourSteps()
    {
        const auto found = horizon(decay(60, 50, 1), 50);
        QCOMPARE(found->reach, 24); // 2⁻²⁴ is the floor
        QCOMPARE(found->half, 1);
        QCOMPARE(found->peak, 0.3);
        QVERIFY(std::abs(*found->halving - 1) < 1e-9);
    }

    void aSlowGradientReachesTheFirstStep()
    {
        const auto found = horizon(decay(60, 50, 10), 50);
        QCOMPARE(found->reach, 50);
        QCOMPARE(found->half, 10);
    }

    void theFloorIsOfThePeakWhereverThatIs()
    {
        std::vector<double> norms(30, 1e-9);
        norms[12] = 1; // grows on its way back, then falls
        const auto found = horizon(norms, 29);
        QCOMPARE(found->reach, 17);
        QCOMPARE(found->half, 17);
        QCOMPARE(horizon(norms, 29, false, 1e-10)->reach, 29);
    }

    void aLayerThatReadsFromTheEndReachesTowardsIt()
    {
        const auto norms = reversed(decay(60, 50, 1));
        const auto found = horizon(norms, 9, true);
        QCOMPARE(found->reach, 24);
        QVERIFY(std::abs(*found->halving - 1) < 1e-9);
        QCOMPARE(horizon(norms, 9)->reach, 0); // nothing before it
    }

    void zerosReachNothing()
    {
        QVERIFY(!horizon(std::vector<double>(9, 0.0), 5));
        QVERIFY(!horizon({}, 0));
        QVERIFY(!horizon(std::vector<double>(9, 1.0), 9));
        QVERIFY(!horizon(std::vector<double>(9, 1.0), -1));
    }

    void nothingOnTheWayIsNoReach()
    {
        std::vector<double> norms(9, 0.0);
        norms[7] = 1;
        QVERIFY(!horizon(norms, 5));
        QCOMPARE(horizon(norms, 5, true)->reach, 2);
    }

    void whatIsNoNumberDoesNotCount()
    {
        auto norms = decay(60, 50, 1);
        norms[0] = broken;
        norms[1] = infinite;
        norms[49] = broken;
        QCOMPARE(horizon(norms, 50)->reach, 24);
        QVERIFY(!horizon(std::vector<double>(9, broken), 5));
        QVERIFY(!horizon(std::vector<double>(9, infinite), 5));
    }

    void oneStepReachesItself()
    {
        const auto found = horizon(std::vector<double>{0.5}, 0);
        QCOMPARE(found->reach, 0);
        QCOMPARE(found->half, 0);
        QVERIFY(!found->halving);
        QCOMPARE(horizon(std::vector<double>{0.5}, 0, true)->reach, 0);
    }
};

QTEST_MAIN(TestHorizon)
#include "tst_horizon.moc"
