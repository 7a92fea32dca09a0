#include "tests/support/vision.h"
#include "ui/paint/palette.h"

#include <QTest>

using namespace rnnscope;

namespace {

constexpr Theme themes[]{Theme::Light, Theme::Dark};
constexpr Scheme schemes[]{Scheme::Standard, Scheme::Strong};

QByteArray nameOf(const Palette& colours)
{
    return QByteArray(colours.scheme == Scheme::Strong ? "strong" : "standard")
        + (colours.theme == Theme::Dark ? ", dark" : ", light");
}

/// One meaning with its colour.
using Meaning = std::pair<const char*, QColor>;

/// Meanings that stand beside each other.
std::vector<std::vector<Meaning>> neighbours(const Palette& p)
{
    return {
        {{"input", p.input}, {"memory", p.memory}, {"output", p.output}, {"cell line", p.cellLine}},
        {{"first curve", p.curve(0).color()}, {"second curve", p.curve(1).color()},
            {"third curve", p.curve(2).color()}},
        {{"good", p.good}, {"bad", p.bad}},
        {{"negative", p.negative}, {"zero", p.zero}, {"positive", p.positive}},
        {{"closed gate", p.gateLow}, {"open gate", p.gateHigh}},
        {{"accent", p.accent}, {"card", p.card}},
        {{"accent", p.accent}, {"text on it", p.accentText}},
    };
}

std::vector<Meaning> graphics(const Palette& p)
{
    return {{"input", p.input}, {"memory", p.memory}, {"output", p.output},
        {"cell line", p.cellLine}, {"first curve", p.curve(0).color()},
        {"second curve", p.curve(1).color()}, {"third curve", p.curve(2).color()},
        {"accent", p.accent}};
}

}

/// What the colours must hold, measured as different people see them.
class TestPalette : public QObject {
    Q_OBJECT

private slots:
    void differencesAreThoseOfThePaper_data();
    void differencesAreThoseOfThePaper();
    void visionsConfuseWhatTheyAreKnownToConfuse();
    void neighbouringMeaningsAreToldApart_data();
    void neighbouringMeaningsAreToldApart();
    void textIsRead_data() { everyPalette(); }
    void textIsRead();
    void graphicsStandOut_data() { everyPalette(); }
    void graphicsStandOut();
    void curvesDifferInDashToo_data() { everyPalette(); }
    void curvesDifferInDashToo();
    void rolesAreThoseOfTheDesign();

private:
    static void everyPalette();
};

void TestPalette::everyPalette()
{
    QTest::addColumn<const Palette*>("colours");
    for (const Theme theme : themes)
        for (const Scheme scheme : schemes) {
            const Palette& one = palette(theme, scheme);
            QTest::newRow(nameOf(one).constData()) << &one;
        }
}

void TestPalette::differencesAreThoseOfThePaper_data()
{
    QTest::addColumn<Eigen::Vector3d>("first");
    QTest::addColumn<Eigen::Vector3d>("second");
    QTest::addColumn<double>("difference");
    using Lab = Eigen::Vector3d;
    // Sharma, Wu and Dalal (2005), table 1.
    QTest::newRow("blues") << Lab(50, 2.6772, -79.7751) << Lab(50, 0, -82.7485) << 2.0425;
    QTest::newRow("a grey") << Lab(50, 0, 0) << Lab(50, -1, 2) << 2.3669;
    QTest::newRow("across the angle of zero")
        << Lab(50, 2.49, -0.001) << Lab(50, -2.49, 0.0011) << 7.2195;
    QTest::newRow("far apart") << Lab(50, 2.5, 0) << Lab(73, 25, -18) << 27.1492;
    QTest::newRow("greens") << Lab(60.2574, -34.0099, 36.2677) << Lab(60.4626, -34.1751, 39.4387)
                            << 1.2644;
    QTest::newRow("nearly black") << Lab(2.0776, 0.0795, -1.135) << Lab(0.9033, -0.0636, -0.5514)
                                  << 0.9082;
}

void TestPalette::differencesAreThoseOfThePaper()
{
    QFETCH(Eigen::Vector3d, first);
    QFETCH(Eigen::Vector3d, second);
    QFETCH(double, difference);
    QVERIFY(std::abs(ciede(first, second) - difference) < 5e-5);
    QVERIFY(std::abs(ciede(second, first) - difference) < 5e-5);
}

void TestPalette::visionsConfuseWhatTheyAreKnownToConfuse()
{
    const QColor red("#c03a2b"), green("#6a6c22");
    QVERIFY(distance(red, green) > 30);
    QVERIFY(distance(red, green, Vision::Deuteranopia) < 10);
    const QColor blue("#0072b2"), yellow("#e69f00");
    for (const Vision vision : {Vision::Protanopia, Vision::Deuteranopia}) {
        QVERIFY(distance(blue, yellow, vision) > 40);
        QVERIFY(distance(Qt::white, QColor("#808080"), vision) > 30); // grey stays grey
    }
}

void TestPalette::neighbouringMeaningsAreToldApart_data()
{
    QTest::addColumn<const Palette*>("colours");
    QTest::addColumn<Vision>("vision");
    const std::pair<const char*, Vision> visions[]{{"normal", Vision::Normal},
        {"protanopia", Vision::Protanopia}, {"deuteranopia", Vision::Deuteranopia}};
    for (const Theme theme : themes)
        for (const Scheme scheme : schemes)
            for (const auto& [name, vision] : visions) {
                const Palette& one = palette(theme, scheme);
                QTest::newRow((nameOf(one) + ", " + name).constData()) << &one << vision;
            }
}

/// By CIEDE2000, six times what is just seen in the standard scheme, and more in the strong one.
void TestPalette::neighbouringMeaningsAreToldApart()
{
    QFETCH(const Palette*, colours);
    QFETCH(Vision, vision);
    const double least = colours->scheme == Scheme::Strong ? 15 : 12;
    for (const std::vector<Meaning>& group : neighbours(*colours))
        for (size_t i = 0; i < group.size(); ++i)
            for (size_t k = i + 1; k < group.size(); ++k) {
                const double found = distance(group[i].second, group[k].second, vision);
                QVERIFY2(found >= least,
                    qPrintable(
                        QString("%1 and %2: %3").arg(group[i].first, group[k].first).arg(found)));
            }
}

/// WCAG 2.1, 1.4.3 (AA); in the strong scheme 1.4.6 (AAA) on what views stand on.
void TestPalette::textIsRead()
{
    QFETCH(const Palette*, colours);
    const bool strong = colours->scheme == Scheme::Strong;
    for (const QColor& text : {colours->text, colours->dim}) {
        QVERIFY(contrastRatio(text, colours->card) >= (strong ? 7 : 4.5));
        QVERIFY(contrastRatio(text, colours->window) >= (strong ? 7 : 4.5));
        QVERIFY(contrastRatio(text, colours->lost) >= 4.5);
    }
    QVERIFY(contrastRatio(colours->text, colours->border) >= 4.5); // what is done already
    QVERIFY(contrastRatio(colours->accentText, colours->accent) >= 7);
    for (const QColor& text : {colours->good, colours->bad})
        QVERIFY(contrastRatio(text, colours->card) >= 4.5);
    QVERIFY(contrastRatio(colours->card, colours->memory) >= 4.5); // selected text
}

/// WCAG 2.1, 1.4.11; more in the strong scheme.
void TestPalette::graphicsStandOut()
{
    QFETCH(const Palette*, colours);
    const double least = colours->scheme == Scheme::Strong ? 4 : 3;
    for (const auto& [name, colour] : graphics(*colours)) {
        const double found = contrastRatio(colour, colours->card);
        if (colours == &palette(Theme::Light) && colour == colours->cellLine) {
            // Fixed by the design. It is the widest line, straight across, with its letter: its
            // place and width say what its colour does not.
            QVERIFY(found < least);
            QVERIFY(distance(colour, colours->card) > 30);
            continue;
        }
        QVERIFY2(found >= least, qPrintable(QString("%1: %2").arg(name).arg(found)));
    }
}

void TestPalette::curvesDifferInDashToo()
{
    QFETCH(const Palette*, colours);
    QSet<Qt::PenStyle> styles;
    for (int cell = 0; cell < 3; ++cell)
        styles.insert(colours->curve(cell).style());
    QCOMPARE(styles.size(), 3);
}

void TestPalette::rolesAreThoseOfTheDesign()
{
    const Palette& light = palette(Theme::Light);
    QCOMPARE(light.input, QColor("#009e73"));
    QCOMPARE(light.memory, QColor("#0072b2"));
    QCOMPARE(light.output, QColor("#d55e00"));
    QCOMPARE(light.cellLine, QColor("#e69f00"));
    QCOMPARE(light.curve(2).color(), QColor("#cc79a7"));
}

QTEST_APPLESS_MAIN(TestPalette)
#include "tst_palette.moc"
