#include "core/run/slope.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <vector>

using namespace rnnscope;

class TestSlope : public QObject {
    Q_OBJECT

private slots:
    void aPowerHasItsOwnRate_data();
    void aPowerHasItsOwnRate();
    void ratesThatTakeTurnsAreAveragedGeometrically();
    void whatIsNotFiniteDoesNotCount();
    void oneLagHasNoRate();
};

void TestSlope::aPowerHasItsOwnRate_data()
{
    QTest::addColumn<double>("weight");
    for (const double weight : {0.5, 0.9, 1.0, 1.1, 1.5})
        QTest::newRow(qPrintable(QString::number(weight))) << weight;
}

void TestSlope::aPowerHasItsOwnRate()
{
    QFETCH(double, weight);
    std::vector<double> logs;
    for (int lag = 0; lag < 400; ++lag) // 0.5⁴⁰⁰ is no float
        logs.push_back(lag * std::log(weight) + 3); // a factor before it changes no rate
    QVERIFY(std::abs(*ratePerStep(logs) - weight) < 1e-12);
}

void TestSlope::ratesThatTakeTurnsAreAveragedGeometrically()
{
    std::vector<double> logs{0};
    for (int lag = 1; lag < 2001; ++lag)
        logs.push_back(logs.back() + std::log(lag % 2 == 0 ? 0.4 : 0.9));
    QVERIFY(std::abs(*ratePerStep(logs) - std::sqrt(0.4 * 0.9)) < 1e-5);
}

void TestSlope::whatIsNotFiniteDoesNotCount()
{
    constexpr double none = -std::numeric_limits<double>::infinity();
    const std::vector<double> logs{0, -1, std::nan(""), -3, none, none};
    QVERIFY(std::abs(*ratePerStep(logs) - std::exp(-1)) < 1e-12);
}

void TestSlope::oneLagHasNoRate()
{
    QVERIFY(!ratePerStep(std::vector<double>{}));
    QVERIFY(!ratePerStep(std::vector<double>{0}));
    QVERIFY(!ratePerStep(std::vector<double>{0, -std::numeric_limits<double>::infinity()}));
}

QTEST_GUILESS_MAIN(TestSlope)
#include "tst_slope.moc"
