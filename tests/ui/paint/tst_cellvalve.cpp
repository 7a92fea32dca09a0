#include "ui/paint/cellvalve.h"

#include <QTest>

using namespace rnnscope;

namespace {

constexpr Scale scale{-1, 1};

/// A valve of four units, red all of them, 20 pixels wide and high each.
QImage drawn(const Vector& opening, double part, QSize size = {80, 20})
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::black);
    const Vector entering = Vector::Ones(opening.size());
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    drawValve(painter, image.rect(), {entering, scale, opening, part}, 1, palette(Theme::Light));
    return image;
}

/// How much of the height of that column shows what comes to the gate.
double openAt(const QImage& image, int x)
{
    const QColor red = palette(Theme::Light).positive;
    int open = 0;
    for (int y = 0; y < image.height(); ++y)
        open += image.pixelColor(x, y) == red;
    return double(open) / image.height();
}

}

class TestCellValve : public QObject {
    Q_OBJECT

private slots:
    void everyUnitIsAsOpenAsItsGate();
    void itOpensWithItsPart();
    void beyondZeroAndOneItIsShutAndOpen();
    void manyUnitsAreShadesBetweenOpenAndShut();
};

void TestCellValve::everyUnitIsAsOpenAsItsGate()
{
    const Vector opening{{0, 0.5, 0.8, 1}};
    const QImage image = drawn(opening, 1);
    for (int unit = 0; unit < 4; ++unit)
        QVERIFY(std::abs(openAt(image, 20 * unit + 10) - double(opening[unit])) < 0.06);
    QCOMPARE(image.pixelColor(10, 10), palette(Theme::Light).shutter);
}

void TestCellValve::itOpensWithItsPart()
{
    const Vector opening{{1, 1, 1, 1}};
    double before = -1;
    for (const double part : {0.0, 0.25, 0.5, 1.0}) {
        const double open = openAt(drawn(opening, part), 30);
        QVERIFY(open > before && std::abs(open - part) < 0.06);
        before = open;
    }
}

void TestCellValve::beyondZeroAndOneItIsShutAndOpen()
{
    const QImage image = drawn(Vector{{-0.5, 1.5, 0, 1}}, 1);
    QCOMPARE(openAt(image, 10), 0.0);
    QCOMPARE(openAt(image, 30), 1.0);
}

void TestCellValve::manyUnitsAreShadesBetweenOpenAndShut()
{
    const Palette& colours = palette(Theme::Light);
    const Vector opening = Vector::Constant(64, 0.5);
    const QImage image = drawn(opening, 1, {64, 3});
    const QColor half = mix(colours.positive, colours.shutter, 0.5);
    QVERIFY(std::abs(image.pixelColor(30, 1).green() - half.green()) <= 2);
    QVERIFY(image.pixelColor(30, 1) != colours.positive);
}

QTEST_MAIN(TestCellValve)
#include "tst_cellvalve.moc"
