#include "ui/paint/contrast.h"

#include "ui/paint/scale.h"

#include <QtTest>

using namespace rnnscope;

class TestContrast : public QObject {
    Q_OBJECT

private slots:
    void blackOnWhiteIsTwentyOne() { QCOMPARE(contrast(Qt::white, Qt::black), 21.0); }

    void theOrderDoesNotMatter()
    {
        QCOMPARE(contrast("#0072b2", "#ffffff"), contrast("#ffffff", "#0072b2"));
    }

    /// The least grey that is legible on white, as accessibility checkers know it.
    void greyOnWhiteIsAsPublished() { QVERIFY(qAbs(contrast("#767676", "#ffffff") - 4.54) < 0.01); }

    void inkIsLegibleOnEveryShade_data()
    {
        QTest::addColumn<Theme>("theme");
        QTest::addColumn<double>("low");
        QTest::newRow("states, light") << Theme::Light << -1.0;
        QTest::newRow("gates, light") << Theme::Light << 0.0;
        QTest::newRow("states, dark") << Theme::Dark << -1.0;
        QTest::newRow("gates, dark") << Theme::Dark << 0.0;
    }

    void inkIsLegibleOnEveryShade()
    {
        QFETCH(Theme, theme);
        QFETCH(double, low);
        for (double value = low; value <= 1; value += 0.002) {
            const QColor ground = QColor::fromRgb(Scale{low, 1}.colour(value, palette(theme)));
            QVERIFY2(contrast(ground, inkOn(ground)) >= 4.5, qPrintable(ground.name()));
        }
    }
};

QTEST_GUILESS_MAIN(TestContrast)
#include "tst_contrast.moc"
