#include "ui/paint/labels.h"

#include <QtTest>

#include <cmath>

using namespace rnnscope;

class TestLabels : public QObject {
    Q_OBJECT

private slots:
    void inkIsNeverFartherApartThanThreePixels();
    void inkOfManyPointsIsAtMostTwoAPixelColumn();
    void gapsAreNotBridged();
    void labelsTouchNeitherCurvesNorEachOther_data();
    void labelsTouchNeitherCurvesNorEachOther();
    void aCurveOutsideTheAreaGetsNoLabel();
};

namespace {

const QRectF area(40, 10, 500, 120);
const QSizeF size(46, 14);

/// A curve over the whole area from height `left` to height `right`.
QPolygonF line(double left, double right)
{
    return inkOf(QPolygonF({{area.left(), left}, {area.right(), right}}));
}

}

void TestLabels::inkIsNeverFartherApartThanThreePixels()
{
    const QPolygonF ink = inkOf(QPolygonF({{0, 0}, {20, 100}, {40, 0}}));
    for (qsizetype i = 1; i < ink.size(); ++i)
        QVERIFY(QLineF(ink[i - 1], ink[i]).length() <= 3 + 1e-9);
    QCOMPARE(ink.back(), QPointF(40, 0));
}

void TestLabels::inkOfManyPointsIsAtMostTwoAPixelColumn()
{
    QPolygonF points;
    for (int i = 0; i < 20000; ++i)
        points.append({i / 40.0, i % 40 == 7 ? 3.0 : i % 40 == 9 ? 5.0 : 4.0});
    const QPolygonF ink = inkOf(points);
    QVERIFY(ink.size() <= 2 * 500);
    QCOMPARE(ink[0].y(), 3.0);
    QCOMPARE(ink[1].y(), 5.0);
}

void TestLabels::gapsAreNotBridged()
{
    const QPolygonF ink = inkOf(QPolygonF({{0, 5}, {30, NAN}, {60, 5}, {62, 5}}));
    for (const QPointF& point : ink)
        QVERIFY(point.x() <= 0 || point.x() >= 60);
}

void TestLabels::labelsTouchNeitherCurvesNorEachOther_data()
{
    QTest::addColumn<QList<QPolygonF>>("curves");
    QTest::newRow("apart") << QList<QPolygonF>{line(30, 30), line(70, 70), line(110, 110)};
    QTest::newRow("fan") << QList<QPolygonF>{line(20, 20), line(70, 22), line(125, 24)};
    QTest::newRow("crossing") << QList<QPolygonF>{line(20, 120), line(120, 20), line(70, 70)};
    QTest::newRow("points") << QList<QPolygonF>{
        inkOf({QPointF(50, 60)}), inkOf({QPointF(50, 64)}), inkOf({QPointF(50, 61)})};
    QTest::newRow("one on another") << QList<QPolygonF>{line(60, 80), line(60, 80), line(60, 80)};
}

void TestLabels::labelsTouchNeitherCurvesNorEachOther()
{
    QFETCH(QList<QPolygonF>, curves);
    const std::vector<QPolygonF> inks(curves.begin(), curves.end());
    std::vector<CurveLabel> labels;
    for (int i = 0; i < 3; ++i)
        labels.push_back({i, placesAlong(inks[static_cast<size_t>(i)], size, area)});
    const std::vector<QRectF> boxes = placeLabels(labels, inks);
    for (size_t i = 0; i < boxes.size(); ++i) {
        QVERIFY(area.contains(boxes[i]));
        for (const QPolygonF& ink : inks)
            for (const QPointF& point : ink)
                QVERIFY(!boxes[i].contains(point));
        for (size_t j = 0; j < i; ++j)
            QVERIFY(!boxes[i].intersects(boxes[j]));
    }
}

void TestLabels::aCurveOutsideTheAreaGetsNoLabel()
{
    const QPolygonF outside = line(300, 300);
    const CurveLabel label{0, placesAlong(outside, size, area)};
    QVERIFY(label.places.empty());
    QVERIFY(placeLabels({label}, {outside}).front().isEmpty());
}

QTEST_APPLESS_MAIN(TestLabels)
#include "tst_labels.moc"
