#include "ui/paint/text.h"

#include <QtTest>

using namespace rnnscope;

class TestText : public QObject {
    Q_OBJECT

private slots:
    void numbersHaveTrueSigns()
    {
        QCOMPARE(fixedNumber(-0.4312, 3), QStringLiteral("−0.431"));
        QCOMPARE(signedNumber(0.84, 2), QStringLiteral("+0.84"));
        QCOMPARE(signedNumber(-2, 1), QStringLiteral("−2.0"));
        QCOMPARE(plainNumber(-20), QStringLiteral("−20"));
    }

    void zeroIsNeverNegative() { QCOMPARE(fixedNumber(-0.0001, 2), QStringLiteral("0.00")); }

    void fontsScaleInTheirOwnUnit()
    {
        QFont pixels;
        pixels.setPixelSize(20);
        QCOMPARE(scaled(pixels, 0.5).pixelSize(), 10);
        QFont points;
        points.setPointSizeF(10);
        QCOMPARE(scaled(points, 1.5).pointSizeF(), 15.0);
    }
};

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
