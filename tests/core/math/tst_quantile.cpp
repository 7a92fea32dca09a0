#include "core/math/quantile.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <random>

using namespace rnnscope;

class TestQuantile : public QObject {
    Q_OBJECT

private slots:
    void agreesWithNumpy_data();
    void agreesWithNumpy();
    void everyOrderGivesTheSame();
    void nothingHasNoQuantile() { QVERIFY(std::isnan(quantile({}, 0.5))); }
};

void TestQuantile::agreesWithNumpy_data()
{
    QTest::addColumn<std::vector<Real>>("numbers");
    QTest::addColumn<double>("part");
    QTest::addColumn<double>("expected");
    QTest::newRow("the one number") << std::vector<Real>{7} << 0.25 << 7.0;
    QTest::newRow("between two") << std::vector<Real>{2, 1} << 0.25 << 1.25;
    QTest::newRow("median of an odd count") << std::vector<Real>{9, 1, 4} << 0.5 << 4.0;
    QTest::newRow("median of an even count") << std::vector<Real>{9, 1, 4, 6} << 0.5 << 5.0;
    QTest::newRow("upper quartile") << std::vector<Real>{9, 1, 4, 6} << 0.75 << 6.75;
    QTest::newRow("the lowest") << std::vector<Real>{3, -2, 8} << 0.0 << -2.0;
    QTest::newRow("the highest") << std::vector<Real>{3, -2, 8} << 1.0 << 8.0;
    QTest::newRow("equal numbers") << std::vector<Real>{5, 5, 5, 5} << 0.3 << 5.0;
}

void TestQuantile::agreesWithNumpy()
{
    QFETCH(std::vector<Real>, numbers);
    QFETCH(double, part);
    QFETCH(double, expected);
    QCOMPARE(quantile(numbers, part), expected);
}

void TestQuantile::everyOrderGivesTheSame()
{
    std::vector<Real> numbers(101);
    std::iota(numbers.begin(), numbers.end(), Real(0));
    std::mt19937 random(3);
    for (int i = 0; i <= 20; ++i) {
        std::ranges::shuffle(numbers, random);
        QCOMPARE(quantile(numbers, i / 20.0), 5.0 * i);
    }
}

QTEST_GUILESS_MAIN(TestQuantile)
#include "tst_quantile.moc"
