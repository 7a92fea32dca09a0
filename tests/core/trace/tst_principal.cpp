#include "core/trace/principal.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>

using namespace rnnscope;

namespace {

Eigen::MatrixXd normal(Index rows, Index columns, unsigned seed = 3)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> number;
    return Eigen::MatrixXd::NullaryExpr(rows, columns, [&] { return number(random); });
}

/// Two orthonormal directions in so many dimensions.
Eigen::MatrixXd twoDirections(Index dimensions)
{
    Eigen::MatrixXd both = normal(dimensions, 2);
    both.col(0).normalize();
    both.col(1) -= both.col(0) * both.col(0).dot(both.col(1));
    both.col(1).normalize();
    return both;
}

}

class TestPrincipal : public QObject {
    Q_OBJECT

private slots:
    void pointsOnALineHaveOneComponent()
    {
        Eigen::VectorXd direction = normal(6, 1).normalized();
        const Eigen::RowVectorXd along = Eigen::RowVectorXd::LinSpaced(21, -2, 2);
        const auto plane
            = principalPlane(((direction * along).colwise() + normal(6, 1, 8).col(0)).cast<Real>());
        QVERIFY(plane);
        QVERIFY(std::abs(plane->shares[0] - 1) < 1e-6);
        QVERIFY(plane->shares[1] < 1e-6);
        QVERIFY(std::abs(std::abs(plane->axes.col(0).dot(direction)) - 1) < 1e-6);
        for (Index t = 0; t < along.cols(); ++t) {
            QVERIFY(std::abs(std::abs(plane->places(0, t)) - std::abs(along[t])) < 1e-5);
            QVERIFY(std::abs(plane->places(1, t)) < 1e-5);
        }
    }

    void aCircleInTenDimensionsIsACircle()
    {
        const Eigen::MatrixXd directions = twoDirections(10);
        Eigen::MatrixXd circle(2, 40);
        for (Index t = 0; t < circle.cols(); ++t) {
            const double angle = 6.283185307179586 * static_cast<double>(t) / 40;
            circle.col(t) << 3 * std::cos(angle), 3 * std::sin(angle);
        }
        const auto plane = principalPlane((directions * circle).cast<Real>());
        QVERIFY(plane);
        QVERIFY(std::abs(plane->shares[0] - 0.5) < 1e-5);
        QVERIFY(std::abs(plane->shares[1] - 0.5) < 1e-5);
        for (Index t = 0; t < circle.cols(); ++t)
            QVERIFY(std::abs(plane->places.col(t).norm() - 3) < 1e-5);
    }

    void theAxesAreOrthonormalAndTheSharesAreVariances()
    {
        Eigen::MatrixXd values = normal(12, 700);
        values.row(4) *= 5;
        values.row(7) *= 3;
        const auto plane = principalPlane(values.cast<Real>());
        QVERIFY(plane);
        QVERIFY(
            (plane->axes.transpose() * plane->axes - Eigen::Matrix2d::Identity()).norm() < 1e-12);
        const double all = (values.colwise() - values.rowwise().mean()).squaredNorm();
        for (const int i : {0, 1})
            QVERIFY(std::abs(plane->places.row(i).squaredNorm() / all - plane->shares[size_t(i)])
                < 1e-5);
        QVERIFY(plane->shares[0] > plane->shares[1]);
        QVERIFY(std::abs(plane->axes(4, 0)) > 0.9 && std::abs(plane->axes(7, 1)) > 0.9);
    }

    void theSignIsFixed()
    {
        const Eigen::MatrixXd values = normal(9, 60);
        const auto plane = principalPlane(values.cast<Real>());
        const auto opposite = principalPlane((-values).cast<Real>());
        QVERIFY((plane->axes - opposite->axes).norm() < 1e-9);
        for (const int i : {0, 1})
            QCOMPARE(plane->axes.col(i).maxCoeff(), plane->axes.col(i).cwiseAbs().maxCoeff());
    }

    void aStateOfAStepIsPlacedWhereThatStepIs()
    {
        const Matrix values = normal(5, 30).cast<Real>();
        const auto plane = principalPlane(values);
        const Eigen::VectorXd state = values.col(11).cast<double>();
        QVERIFY((plane->placeOf(state) - plane->places.col(11)).norm() < 1e-12);
    }

    void aSingleUnitMovesAlongTheFirstAxis()
    {
        const auto plane = principalPlane(normal(1, 20).cast<Real>());
        QVERIFY(plane);
        QCOMPARE(plane->shares, (std::array<double, 2>{1, 0}));
        QVERIFY(plane->places.row(1).isZero());
    }

    void whatNeverChangesHasNoPlane_data()
    {
        QTest::addColumn<int>("steps");
        QTest::addColumn<double>("value");
        QTest::newRow("one step") << 1 << 0.7;
        QTest::newRow("zero") << 50 << 0.0;
        QTest::newRow("constant") << 1000 << 0.1;
        QTest::newRow("large constant") << 333 << 1e20;
    }
    void whatNeverChangesHasNoPlane()
    {
        QFETCH(int, steps);
        QFETCH(double, value);
        QVERIFY(!principalPlane(Matrix::Constant(4, steps, static_cast<Real>(value))));
    }

    void brokenNumbersHaveNoPlane()
    {
        Matrix values = normal(4, 9).cast<Real>();
        values(2, 3) = std::numeric_limits<Real>::infinity();
        QVERIFY(!principalPlane(values));
    }

    void cancellingGivesNothing()
    {
        Watch watch;
        watch.cancel();
        QVERIFY(!principalPlane(normal(4, 9).cast<Real>(), watch));
    }
};

QTEST_GUILESS_MAIN(TestPrincipal)
#include "tst_principal.moc"
