#include "ui/paint/path.h"

#include <QTest>

using namespace rnnscope;

namespace {

/// The texts beside the points, in an area that is a part of the picture.
QImage painted(const QPolygonF& points)
{
    QImage image(300, 200, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    drawPointTexts(
        painter, {100, 50, 150, 100}, {points, Qt::red}, [](int) { return QStringLiteral("text"); },
        palette(Theme::Light));
    return image;
}

}

/// The way of a state through a plane.
class TestPath : public QObject {
    Q_OBJECT

private slots:
    void aPointOutOfSightTakesNoRoom()
    {
        const QImage alone = painted({{120, 80}});
        QVERIFY(alone != painted({}));
        QCOMPARE(painted({{120, 80}, {-4000, -4000}}), alone);
        QCOMPARE(painted({{120, 80}, {4000, 90}}), alone);
    }

    void aTextHidesNoPoint()
    {
        const QImage right = painted({{120, 80}});
        const QImage left = painted({{120, 80}, {132, 80}});
        const QRect beside(125, 76, 10, 9);
        QVERIFY(right.copy(beside) != left.copy(beside));
    }
};

QTEST_MAIN(TestPath)
#include "tst_path.moc"
