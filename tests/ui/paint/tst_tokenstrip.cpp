#include "ui/paint/tokenstrip.h"

#include <QtTest>

using namespace rnnscope;

class TestTokenStrip : public QObject {
    Q_OBJECT

private slots:
    void whiteSpaceIsShownBySigns_data();
    void whiteSpaceIsShownBySigns();
    void tokensBeyondTheVocabularyAreNumbers();
    void onlyVisibleStepsAreInTheRange();
    void scrollEndsWithTheStrip();
    void shortStripsDoNotScroll();
    void rightIsFilledWrongIsHollowOpenIsDashed();
    void barsPointUpAndDown();
};

void TestTokenStrip::whiteSpaceIsShownBySigns_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("shown");
    QTest::newRow("space") << " "
                           << "␣";
    QTest::newRow("line break") << "\n"
                                << "⏎";
    QTest::newRow("tabulator") << "\t"
                               << "⇥";
    QTest::newRow("nothing") << ""
                             << "∅";
    QTest::newRow("a syllable") << "봄"
                                << "봄";
    QTest::newRow("a word with its space") << " rain"
                                           << "␣rain";
}

void TestTokenStrip::whiteSpaceIsShownBySigns()
{
    QFETCH(QString, token);
    QTEST(shownToken(token.toStdString()), "shown");
}

void TestTokenStrip::tokensBeyondTheVocabularyAreNumbers()
{
    const Vocabulary vocabulary({"a", "b"});
    QCOMPARE(shownToken(vocabulary, 1), "b");
    QCOMPARE(shownToken(vocabulary, 2), "2");
}

void TestTokenStrip::onlyVisibleStepsAreInTheRange()
{
    const Strip strip{40, 20000, 1000};
    const double scroll = strip.follow(9000);
    QCOMPARE(strip.first(scroll), 8987);
    QCOMPARE(strip.last(scroll), 9013);
}

void TestTokenStrip::scrollEndsWithTheStrip()
{
    const Strip strip{40, 100, 1000};
    QCOMPARE(strip.follow(0), 0.0);
    QCOMPARE(strip.follow(50), 1500.0);
    QCOMPARE(strip.follow(100), 3000.0);
    QCOMPARE(strip.last(strip.follow(100)), 100);
}

void TestTokenStrip::shortStripsDoNotScroll()
{
    const Strip strip{40, 5, 1000};
    QCOMPARE(strip.follow(5), 0.0);
    QCOMPARE(strip.bounded(300), 0.0);
    QCOMPARE(strip.last(0), 5);
}

namespace {

/// Paints on a card of 40 × 40 in the light theme.
template <class Paint>
QImage painted(Paint paint)
{
    const Palette& colours = palette(Theme::Light);
    QImage image(40, 40, QImage::Format_RGB32);
    image.fill(colours.card);
    QPainter painter(&image);
    paint(painter, colours);
    return image;
}

}

void TestTokenStrip::rightIsFilledWrongIsHollowOpenIsDashed()
{
    const QColor role = palette(Theme::Light).output;
    const auto coloured = [&](Verdict verdict) {
        const QImage image = painted([&](QPainter& painter, const Palette& colours) {
            drawToken(painter, {0, 0, 40, 40}, {}, role, verdict, colours);
        });
        int found = 0;
        for (int y = 0; y < 40; ++y)
            for (int x = 0; x < 40; ++x)
                found += image.pixelColor(x, y) != palette(Theme::Light).card;
        return found;
    };
    QVERIFY(coloured(Verdict::Right) > 1000);
    QVERIFY(coloured(Verdict::Wrong) < 500);
    QVERIFY(coloured(Verdict::Open) < 0.9 * coloured(Verdict::Wrong));
    QVERIFY(coloured(Verdict::Open) > 0);
}

void TestTokenStrip::barsPointUpAndDown()
{
    Vector column(2);
    column << 1, -1;
    const QImage image = painted([&](QPainter& painter, const Palette& colours) {
        drawValues(painter, {0, 0, 40, 40}, column, 1, colours.input, colours);
    });
    const Palette& colours = palette(Theme::Light);
    QCOMPARE(image.pixelColor(12, 10), colours.input);
    QCOMPARE(image.pixelColor(12, 30), colours.card);
    QCOMPARE(image.pixelColor(28, 10), colours.card);
    QCOMPARE(image.pixelColor(28, 30), colours.input);
}

QTEST_MAIN(TestTokenStrip)
#include "tst_tokenstrip.moc"
