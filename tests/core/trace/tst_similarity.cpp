#include "core/trace/similarity.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

using namespace rnnscope;

namespace {

constexpr double tau = 6.283185307179586;

/// Units that follow one of three courses, with some noise: unit u follows course u mod 3.
Matrix threeCourses(Index units, Index steps)
{
    std::mt19937 random(5);
    std::normal_distribution<double> noise(0, 0.1);
    return Matrix::NullaryExpr(units, steps, [&](Index unit, Index step) {
        const double turn = tau * static_cast<double>(step) / static_cast<double>(steps);
        return static_cast<Real>(std::sin((2 * static_cast<double>(unit % 3) + 1) * turn)
            + noise(random) + static_cast<double>(unit));
    });
}

/// Waves each a little later than the one before, in the order of `ranks`.
Matrix waves(const std::vector<int>& ranks)
{
    return Matrix::NullaryExpr(std::ssize(ranks), 200, [&](Index unit, Index step) {
        return static_cast<Real>(
            std::sin(tau * static_cast<double>(step) / 200 - 0.2 * ranks[size_t(unit)]));
    });
}

}

class TestSimilarity : public QObject {
    Q_OBJECT

private slots:
    void everyUnitHasOnePlace_data()
    {
        QTest::addColumn<int>("units");
        for (const int units : {1, 2, 3, 64, 129})
            QTest::addRow("units: %d", units) << units;
    }
    void everyUnitHasOnePlace()
    {
        QFETCH(int, units);
        std::vector<int> order = similarityOrder(threeCourses(units, 40));
        std::sort(order.begin(), order.end());
        std::vector<int> all(size_t(units), 0);
        std::iota(all.begin(), all.end(), 0);
        QCOMPARE(order, all);
    }

    void unitsThatGoTogetherStandTogether()
    {
        const std::vector<int> order = similarityOrder(threeCourses(30, 90));
        int changes = 0;
        for (size_t row = 1; row < order.size(); ++row)
            changes += order[row] % 3 != order[row - 1] % 3;
        QCOMPARE(changes, 2);
    }

    void wavesStandInTheOrderOfTheirDelay()
    {
        const std::vector<int> ranks{3, 0, 5, 1, 4, 2};
        const std::vector<int> order = similarityOrder(waves(ranks));
        for (size_t row = 1; row < order.size(); ++row)
            QCOMPARE(std::abs(ranks[size_t(order[row])] - ranks[size_t(order[row - 1])]), 1);
        QVERIFY(order.front() < order.back());
    }

    void anOppositeUnitStandsApart()
    {
        Matrix values = threeCourses(4, 60);
        values.row(1) = -values.row(0);
        values.row(2) = 2 * values.row(0);
        const std::vector<int> order = similarityOrder(values.topRows(3));
        QVERIFY((order == std::vector<int>{0, 2, 1} || order == std::vector<int>{1, 0, 2}
            || order == std::vector<int>{1, 2, 0}));
    }

    void levelAndSizeOfAUnitDoNotMatter()
    {
        const Matrix values = threeCourses(12, 60);
        Matrix other = values;
        for (Index unit = 0; unit < values.rows(); ++unit)
            other.row(unit) = (static_cast<Real>(unit + 1) * values.row(unit)).array() - 3;
        QCOMPARE(similarityOrder(other), similarityOrder(values));
    }

    void constantAndBrokenUnitsComeLastByIndex()
    {
        Matrix values = threeCourses(7, 60);
        values.row(1).setConstant(Real(0.3));
        values(3, 10) = std::numeric_limits<Real>::quiet_NaN();
        values.row(5).setZero();
        const std::vector<int> order = similarityOrder(values);
        QCOMPARE(std::vector<int>(order.end() - 3, order.end()), (std::vector<int>{1, 3, 5}));
    }

    void equalUnitsAreNoDanger()
    {
        const Matrix values = threeCourses(1, 50).replicate(40, 1);
        QCOMPARE(similarityOrder(values).size(), size_t(40));
    }

    void aSingleStepLeavesUnitsByIndex()
    {
        QCOMPARE(similarityOrder(threeCourses(4, 1)), (std::vector<int>{0, 1, 2, 3}));
    }

    void ofALongTrackEveryNthStepIsCompared()
    {
        const Matrix values = threeCourses(64, 100'000);
        const Index every = 49; // 2,041 steps
        Matrix sample(64, 2041);
        for (Index i = 0; i < sample.cols(); ++i)
            sample.col(i) = values.col(i * every);
        QCOMPARE(similarityOrder(values), similarityOrder(sample));
    }

    void cancellingStillGivesEveryUnit()
    {
        Watch watch;
        watch.cancel();
        QCOMPARE(similarityOrder(threeCourses(9, 30), watch).size(), size_t(9));
    }
};

QTEST_GUILESS_MAIN(TestSimilarity)
#include "tst_similarity.moc"
