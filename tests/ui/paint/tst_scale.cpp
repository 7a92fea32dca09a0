#include "ui/paint/scale.h"

#include <QtTest>

#include <numeric>

using namespace rnnscope;

class TestScale : public QObject {
    Q_OBJECT

private:
    const Palette& m_light = palette(Theme::Light);
    const Track m_cell{"c", "c", "cell", "", Role::Cell, -unbounded, unbounded, -1};

private slots:
    void endsAndZeroHaveThePalettesColours()
    {
        const Scale gate{0, 1};
        const Scale state{-2, 2};
        QCOMPARE(gate.colour(0, m_light), m_light.gateLow.rgb());
        QCOMPARE(gate.colour(1, m_light), m_light.gateHigh.rgb());
        QCOMPARE(state.colour(-2, m_light), m_light.negative.rgb());
        QCOMPARE(state.colour(0, m_light), m_light.zero.rgb());
        QCOMPARE(state.colour(2, m_light), m_light.positive.rgb());
        const Palette& dark = palette(Theme::Dark);
        QCOMPARE(state.colour(2, dark), dark.positive.rgb());
    }

    void valuesOutsideTakeTheNearestEnd()
    {
        const Scale scale{-1, 1};
        QCOMPARE(scale.colour(7, m_light), scale.colour(1, m_light));
        QCOMPARE(scale.colour(-1e30, m_light), scale.colour(-1, m_light));
    }

    void whatIsNoNumberHasNoColour()
    {
        QCOMPARE(qAlpha(Scale{0, 1}.colour(std::nan(""), m_light)), 0);
    }

    void gatesGetDarkerInEvenSteps()
    {
        const Scale gate{0, 1};
        for (int i = 1; i <= 10; ++i) {
            const int before = qGray(gate.colour((i - 1) / 10.0, m_light));
            const int after = qGray(gate.colour(i / 10.0, m_light));
            QVERIFY2(before - after > 12 && before - after < 28, qPrintable(QString::number(i)));
        }
    }

    void aBoundedTrackKeepsItsRange()
    {
        const Track gate{"g", "g", "gate", "", Role::Gate, 0, 1, 0};
        const Scale scale = scaleOf(gate, Matrix::Constant(2, 2, 0.1));
        QCOMPARE(scale.low, 0.0);
        QCOMPARE(scale.high, 1.0);
    }

    void anUnboundedTrackTakesTheNextRoundNumber_data()
    {
        QTest::addColumn<double>("largest");
        QTest::addColumn<double>("high");
        QTest::newRow("small values still have one") << 0.01 << 1.0;
        QTest::newRow("exactly round") << 2.0 << 2.0;
        QTest::newRow("between") << 2.1 << 5.0;
        QTest::newRow("above five") << 7.0 << 10.0;
        QTest::newRow("next decade") << 14.0 << 20.0;
        QTest::newRow("hundreds") << 612.0 << 1000.0;
    }

    void anUnboundedTrackTakesTheNextRoundNumber()
    {
        QFETCH(double, largest);
        QFETCH(double, high);
        Matrix values = Matrix::Zero(1, 4);
        values(0, 2) = static_cast<Real>(-largest);
        const Scale scale = scaleOf(m_cell, values);
        QCOMPARE(scale.high, high);
        QCOMPARE(scale.low, -high);
        QVERIFY(!scale.clipped);
    }

    void aFewExtremeValuesDoNotPaleTheRest()
    {
        Matrix values = Matrix::Constant(10, 10, 1.5);
        values(0, 0) = 60;
        values(5, 5) = std::numeric_limits<Real>::infinity();
        const Scale scale = scaleOf(m_cell, values);
        QCOMPARE(scale.high, 2.0);
        QVERIFY(scale.clipped);
        values.leftCols(2).setConstant(-60);
        QCOMPARE(scaleOf(m_cell, values).high, 100.0);
    }

    void aTrackThatIsAllInfiniteStillHasAScale()
    {
        const Matrix values = Matrix::Constant(2, 2, std::numeric_limits<Real>::infinity());
        QVERIFY(std::isfinite(scaleOf(m_cell, values).high));
    }

    void imageShowsUnitsInOrderAndTheChosenSteps()
    {
        Matrix values(3, 4);
        values << 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 0;
        const Scale scale{0, 1};
        const QImage image = heatImage(values, {2, 0, 1}, 1, 2, scale, m_light);
        QCOMPARE(image.size(), QSize(2, 3));
        QCOMPARE(image.pixel(1, 0), scale.colour(values(2, 2), m_light));
        QCOMPARE(image.pixel(0, 2), scale.colour(values(1, 1), m_light));
    }

    void stripShowsEveryUnitRowByRow()
    {
        const Vector column = Vector::LinSpaced(6, 0, 1);
        QImage image(30, 20, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        const Scale scale{0, 1};
        drawStrip(painter, QRectF(0, 0, 30, 20), column, scale, 2, m_light);
        QCOMPARE(image.pixel(5, 5), scale.colour(column[0], m_light));
        QCOMPARE(image.pixel(25, 5), scale.colour(column[2], m_light));
        QCOMPARE(image.pixel(5, 15), scale.colour(column[3], m_light));
    }

    void shadesRunFromLowToHigh()
    {
        QImage image(62, 10, QImage::Format_RGB32);
        QPainter painter(&image);
        const Scale scale{-1, 1};
        drawShades(painter, QRectF(0, 0, 61, 9), scale, m_light);
        for (const int x : {1, 15, 30, 45, 59}) {
            const QColor found = image.pixelColor(x, 5);
            const QColor meant = QColor::fromRgb(scale.colour(2 * (x + 0.5) / 61 - 1, m_light));
            QVERIFY(std::abs(found.red() - meant.red()) < 8);
            QVERIFY(std::abs(found.green() - meant.green()) < 8);
            QVERIFY(std::abs(found.blue() - meant.blue()) < 8);
        }
    }

    void aThousandStepsOfManyUnitsArePaintedFast()
    {
        const Matrix values = Matrix::Random(256, 1000);
        std::vector<int> order(256);
        std::iota(order.begin(), order.end(), 0);
        QBENCHMARK { (void)heatImage(values, order, 0, 1000, Scale{-1, 1}, m_light); }
    }
};

QTEST_GUILESS_MAIN(TestScale)
#include "tst_scale.moc"
