#include "core/trace/saturation.h"

#include <QtTest>

#include <limits>

using namespace rnnscope;

class TestSaturation : public QObject {
    Q_OBJECT

private slots:
    void theEndsOfAGateAreItsOuterTenths()
    {
        for (const Activation& gate : {sigmoidal, hardSigmoid5}) {
            const auto ends = endsOf(gate);
            QVERIFY(ends);
            QCOMPARE(ends->below, 0.1);
            QCOMPARE(ends->above, 0.9);
        }
    }

    void theEndsOfTanhAreNearItsBounds()
    {
        QVERIFY((endsOf(hyperbolic) == Ends{-0.9, 0.9}));
        const auto scaled = endsOf({Activation::ScaledTanh, Real(1.5), 1});
        QVERIFY(std::abs(scaled->above - 1.35) < 1e-6);
    }

    void whatHasNoUpperBoundHasNoEnds()
    {
        for (const Activation& open : {rectified, linear, Activation{Activation::Swish}, selu})
            QVERIFY(!endsOf(open));
    }

    void sharesAreCountedSteps()
    {
        Matrix gate(3, 4);
        gate << Real(0.05), Real(0.95), Real(0.5), Real(0.02), // two low, one high
            1, 1, 1, 1, // always open
            Real(0.2), Real(0.3), std::numeric_limits<Real>::quiet_NaN(), Real(0.8); // never
        const Saturation found = saturationOf(gate, {0.1, 0.9});
        QCOMPARE(found.low, (std::vector{0.5, 0.0, 0.0}));
        QCOMPARE(found.high, (std::vector{0.25, 1.0, 0.0}));
    }

    void theThresholdItselfIsNotCounted()
    {
        Matrix value(1, 1);
        value << Real(0.5);
        QCOMPARE(saturationOf(value, {0.5, 0.5}), (Saturation{{0}, {0}}));
    }

    void aLongSequenceIsCountedToTheEnd()
    {
        Matrix gate = Matrix::Constant(2, 1000, Real(0.5));
        gate.rightCols(100).setOnes();
        QCOMPARE(saturationOf(gate, {0.1, 0.9}).high, (std::vector{0.1, 0.1}));
    }
};

QTEST_GUILESS_MAIN(TestSaturation)
#include "tst_saturation.moc"
