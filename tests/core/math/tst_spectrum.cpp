#include "core/math/spectrum.h"

#include "core/base/watch.h"

#include <QTest>

#include <limits>

using namespace rnnscope;

class TestSpectrum : public QObject {
    Q_OBJECT

private slots:
    void aRotationKeepsLengths();
    void anUnevenMatrixStretchesMoreThanItsRadius();
    void theLargestComeFirst();
    void aMatrixThatIsNotSquareHasNoEigenvalues();
    void numbersThatAreNoneHaveNoSpectrum();
    void cancelledEndsWithNothing();
};

namespace {

std::optional<Spectrum> of(const Eigen::MatrixXd& matrix)
{
    const Watch watch;
    return spectrumOf(matrix, watch);
}

}

void TestSpectrum::aRotationKeepsLengths()
{
    Eigen::MatrixXd turn(2, 2);
    turn << 0, -1, 1, 0;
    const auto spectrum = of(turn);
    QVERIFY(spectrum);
    QCOMPARE(spectrum->radius(), 1.0);
    QCOMPARE(spectrum->norm(), 1.0);
    QCOMPARE(std::abs(spectrum->eigenvalues[0].imag()), 1.0);
    QVERIFY(std::abs(spectrum->eigenvalues[0].real()) < 1e-15);
}

void TestSpectrum::anUnevenMatrixStretchesMoreThanItsRadius()
{
    Eigen::MatrixXd shear(2, 2);
    shear << 0.5, 10, 0, 0.5;
    const auto spectrum = of(shear);
    QVERIFY(spectrum);
    QVERIFY(std::abs(spectrum->radius() - 0.5) < 1e-7);
    QVERIFY(spectrum->norm() > 10);
    // The product of the singular values is |det|.
    QCOMPARE(spectrum->singular[0] * spectrum->singular[1], 0.25);
}

void TestSpectrum::theLargestComeFirst()
{
    const auto spectrum = of(Eigen::Vector3d(-0.5, 3, -4).asDiagonal());
    QVERIFY(spectrum);
    QCOMPARE(spectrum->eigenvalues[0].real(), -4.0);
    QCOMPARE(spectrum->eigenvalues[2].real(), -0.5);
    QCOMPARE(spectrum->singular, (std::vector<double>{4, 3, 0.5}));
}

void TestSpectrum::aMatrixThatIsNotSquareHasNoEigenvalues()
{
    const auto spectrum = of(Eigen::MatrixXd::Ones(4, 2));
    QVERIFY(spectrum);
    QVERIFY(spectrum->eigenvalues.empty());
    QCOMPARE(spectrum->radius(), 0.0);
    QCOMPARE(spectrum->singular.size(), size_t(2));
    QCOMPARE(spectrum->norm(), std::sqrt(8.0));
}

void TestSpectrum::numbersThatAreNoneHaveNoSpectrum()
{
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(3, 3);
    matrix(1, 2) = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(!of(matrix));
}

void TestSpectrum::cancelledEndsWithNothing()
{
    Watch watch;
    watch.cancel();
    QVERIFY(!spectrumOf(Eigen::MatrixXd::Identity(3, 3), watch));
}

QTEST_GUILESS_MAIN(TestSpectrum)
#include "tst_spectrum.moc"
