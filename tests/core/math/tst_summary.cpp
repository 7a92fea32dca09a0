#include "core/math/summary.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace rnnscope;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

}

class TestSummary : public QObject {
    Q_OBJECT

private slots:
    void figuresAreThoseOfTheFiniteNumbers();
    void partsGiveTheSameAsAllAtOnce();
    void aLargeMeanCostsNoDigits();
    void nothingIsZeroEverywhere();
    void everyNumberFallsIntoOneBin();
    void equalNumbersAreInTheMiddle();
    void theWidestRangeHasBins();
};

void TestSummary::figuresAreThoseOfTheFiniteNumbers()
{
    Summary summary;
    summary.add(std::vector<double>{1, none, 0, -3, infinity, 6, -infinity, -0.0});
    QCOMPARE(summary.count, 8);
    QCOMPARE(summary.zeros, 2);
    QCOMPARE(summary.nan, 1);
    QCOMPARE(summary.infinite, 2);
    QCOMPARE(summary.min, -3.0);
    QCOMPARE(summary.max, 6.0);
    QCOMPARE(summary.mean, 0.8);
    // Of 1, 0, −3, 6, 0: Σ x² = 46.
    QCOMPARE(summary.std(), std::sqrt(46.0 / 5 - 0.64));
}

void TestSummary::partsGiveTheSameAsAllAtOnce()
{
    std::vector<double> numbers(1000);
    for (size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = std::sin(static_cast<double>(i));
    Summary whole, parts;
    whole.add(numbers);
    const std::span all(numbers);
    for (size_t from = 0; from < all.size(); from += 77)
        parts.add(all.subspan(from, std::min<size_t>(77, all.size() - from)));
    QCOMPARE(parts.mean, whole.mean);
    QCOMPARE(parts.std(), whole.std());
    QCOMPARE(parts.count, whole.count);
}

void TestSummary::aLargeMeanCostsNoDigits()
{
    Summary summary;
    summary.add(std::vector<double>{1e9 + 1, 1e9 + 2, 1e9 + 3});
    QCOMPARE(summary.std(), std::sqrt(2.0 / 3));
}

void TestSummary::nothingIsZeroEverywhere()
{
    Summary summary;
    summary.add(std::vector<double>{none, none});
    QCOMPARE(summary.mean, 0.0);
    QCOMPARE(summary.std(), 0.0);
    QCOMPARE(summary.finite(), 0);
}

void TestSummary::everyNumberFallsIntoOneBin()
{
    Histogram histogram(-1, 1, 4);
    histogram.add(std::vector<double>{-1, -0.6, -0.5, 0, 0.49, 0.5, 1, 1.01, -2, none});
    QCOMPARE(histogram.counts, (std::vector<int64_t>{2, 1, 2, 2}));
    QCOMPARE(histogram.highest(), 2);
    QCOMPARE(histogram.edge(0), -1.0);
    QCOMPARE(histogram.edge(3), 0.5);
    QCOMPARE(histogram.edge(4), 1.0);
}

void TestSummary::equalNumbersAreInTheMiddle()
{
    Histogram histogram(3, 3, 5);
    histogram.add(std::vector<double>{3, 3, 3});
    QCOMPARE(histogram.counts, (std::vector<int64_t>{0, 0, 3, 0, 0}));
}

void TestSummary::theWidestRangeHasBins()
{
    const double most = std::numeric_limits<double>::max();
    Histogram histogram(-most, most, 2);
    histogram.add(std::vector<double>{-most, -1e300, 1e300, most});
    QCOMPARE(histogram.counts, (std::vector<int64_t>{2, 2}));
}

QTEST_GUILESS_MAIN(TestSummary)
#include "tst_summary.moc"
