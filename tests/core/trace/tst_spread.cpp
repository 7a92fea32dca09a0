#include "core/trace/spread.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace rnnscope;

class TestSpread : public QObject {
    Q_OBJECT

private slots:
    void everyColumnHasItsQuartiles();
    void whatIsNoNumberIsLeftOut();
};

void TestSpread::everyColumnHasItsQuartiles()
{
    Matrix values(5, 2);
    values << 4, 10, 0, 10, 1, 10, 3, 10, 2, 20;
    Matrix expected(3, 2);
    expected << 1, 10, 2, 10, 3, 10;
    QCOMPARE(quartiles(values), expected);
}

void TestSpread::whatIsNoNumberIsLeftOut()
{
    constexpr Real none = std::numeric_limits<Real>::quiet_NaN();
    Matrix values(3, 2);
    values << 1, none, none, none, 3, std::numeric_limits<Real>::infinity();
    const Matrix found = quartiles(values);
    QCOMPARE(Vector(found.col(0)), Vector(Eigen::Vector3d(1.5, 2, 2.5).cast<Real>()));
    QVERIFY(found.col(1).array().isNaN().all());
}

QTEST_GUILESS_MAIN(TestSpread)
#include "tst_spread.moc"
