#include "ui/paint/prose.h"

#include <QtTest>

#include <string_view>

using namespace rnnscope;

namespace {

/// Characters 10 pixels wide; a stroke ends its line.
Prose laidOut(std::string_view text, double width)
{
    using Kind = ProsePiece::Kind;
    std::vector<ProsePiece> pieces;
    for (const char c : text)
        pieces.push_back({10, c == ' ' ? Kind::Space : c == '/' ? Kind::Break : Kind::Part});
    return {pieces, width, 20};
}

/// The lines, with strokes between.
QString linesOf(std::string_view text, double width)
{
    const Prose prose = laidOut(text, width);
    QString lines;
    for (int token = 0; token < static_cast<int>(text.size()); ++token) {
        if (token > 0 && prose.lineOf(token) != prose.lineOf(token - 1))
            lines += '|';
        lines += text[static_cast<size_t>(token)];
    }
    return lines;
}

}

class TestProse : public QObject {
    Q_OBJECT

private slots:
    void linesAreBrokenAfterSpaces() { QCOMPARE(linesOf("the rain is", 80), "the rain |is"); }
    void aSpaceHangsOverTheEdge() { QCOMPARE(linesOf("the rain is", 40), "the |rain |is"); }
    void aLongWordIsBrokenWithin() { QCOMPARE(linesOf("a raindrop", 40), "a |rain|drop"); }
    void aBreakEndsItsLine() { QCOMPARE(linesOf("a/b/", 80), "a/|b/"); }
    void narrowerThanATokenIsOneALine() { QCOMPARE(linesOf("ab", 3), "a|b"); }

    void aWordMayBeginWithItsSpace()
    {
        using Kind = ProsePiece::Kind;
        const std::vector<ProsePiece> pieces{
            {30, Kind::Start}, {20, Kind::Part}, {30, Kind::Start}, {20, Kind::Part}};
        const Prose prose(pieces, 80, 20);
        QCOMPARE(prose.lineOf(1), 0);
        QCOMPARE(prose.lineOf(2), 1); // it would fit, the rest of its word does not
        QCOMPARE(prose.place(3), QRectF(30, 20, 20, 20));
    }

    void aWordMayTakeMoreThanALineThoughItsPartsFillNone()
    {
        using Kind = ProsePiece::Kind;
        const std::vector<ProsePiece> pieces{
            {10, Kind::Part}, {10, Kind::Space}, {30, Kind::Part}, {30, Kind::Part}, {30}};
        const Prose prose(pieces, 80, 20);
        QCOMPARE(prose.lineOf(2), 1); // the word moves to the next line, which it outgrows
        QCOMPARE(prose.lineOf(3), 1);
        QCOMPARE(prose.place(4), QRectF(0, 40, 30, 20));
    }

    void noTokenReachesBeyondTheEdge()
    {
        const Prose prose = laidOut("many words of different length/and more of them", 67);
        for (int token = 0; token < 47; ++token)
            QVERIFY(prose.place(token).right() <= 67);
    }

    void aTokenIsFoundWhereItStands()
    {
        const Prose prose = laidOut("the rain is soft and the night is long", 100);
        for (int token = 0; token < 38; ++token)
            if (const QRectF place = prose.place(token); place.width() > 0)
                QCOMPARE(prose.tokenAt(place.center()), token);
        QCOMPARE(prose.tokenAt({95, 30}), -1); // beyond the end of a line
        QCOMPARE(prose.tokenAt({5, prose.height() + 1}), -1);
        QCOMPARE(prose.tokenAt({5, -1}), -1);
    }

    void onlyLinesInSightAreBetween()
    {
        const Prose prose = laidOut("aa bb cc dd ee", 20);
        QCOMPARE(prose.lines(), 5);
        QCOMPARE(prose.between(20, 60), std::pair(3, 9));
        QCOMPARE(prose.between(30, 50), std::pair(3, 9));
        QCOMPARE(prose.between(0, 1000), std::pair(0, 14));
    }

    void nothingHasNoLines()
    {
        const Prose prose({}, 100, 20);
        QCOMPARE(prose.lines(), 0);
        QCOMPARE(prose.tokenAt({5, 5}), -1);
        QCOMPARE(prose.between(0, 100), std::pair(0, 0));
    }
};

QTEST_GUILESS_MAIN(TestProse)
#include "tst_prose.moc"
