#include "core/cell/lstm.h"
#include "core/run/forward.h"
#include "tests/support/networks.h"
#include "ui/paint/unitline.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace rnnscope;

namespace {

constexpr Real none = std::numeric_limits<Real>::quiet_NaN();

/// An LSTM's layer with these cell states, units × steps, and zeros elsewhere.
LayerTrace withCells(const Matrix& cells)
{
    LayerTrace trace;
    trace.tracks.assign(6, Matrix::Zero(cells.rows(), cells.cols()));
    trace.tracks[Lstm::CellState] = cells;
    trace.start.assign(6, Matrix::Zero(cells.rows(), 1));
    return trace;
}

Scale scaleFor(const Matrix& cells)
{
    const std::vector<int> carried{Lstm::CellState, Lstm::Hidden};
    return commonScale(lstm({})->tracks(), withCells(cells), carried);
}

}

class TestUnitLine : public QObject {
    Q_OBJECT

private slots:
    void theAxisHoldsEveryValueAndIsRound_data();
    void theAxisHoldsEveryValueAndIsRound();
    void aUnitThatExplodesIsClippedAndTheAxisSaysSo();
    void whatIsNoNumberDoesNotWidenTheAxis();
    void aLineGoesThroughEveryStepFromTheStart();
    void fromTheEndThereIsNoStartAtTheLeft();
    void stepsOfOnePixelShowTheirLowestAndHighest();
    void labelsKeepApartAndNearTheirPlaces();
    void everyFormHasALetterOfItsOwn();
};

void TestUnitLine::theAxisHoldsEveryValueAndIsRound_data()
{
    QTest::addColumn<Matrix>("cells");
    QTest::addColumn<double>("limit");
    QTest::newRow("less than the hidden state reaches") << Matrix{{0.1F, -0.2F}} << 1.0;
    QTest::newRow("a negative one is the largest") << Matrix{{1, -2.1F}, {0, 1}} << 3.0;
    QTest::newRow("exactly round") << Matrix{{4, 1}, {2, 0}} << 4.0;
    QTest::newRow("between round numbers") << Matrix{{34, 1}, {20, 0}} << 40.0;
    QTest::newRow("above the last round number of a decade") << Matrix{{81, 9}} << 100.0;
}

void TestUnitLine::theAxisHoldsEveryValueAndIsRound()
{
    QFETCH(Matrix, cells);
    QFETCH(double, limit);
    const Scale scale = scaleFor(cells);
    QCOMPARE(scale.high, limit);
    QCOMPARE(scale.low, -limit);
    QVERIFY(!scale.clipped);
}

void TestUnitLine::aUnitThatExplodesIsClippedAndTheAxisSaysSo()
{
    const Scale scale = scaleFor(Matrix{{1e8F}, {2}, {3}, {1}});
    QVERIFY(scale.clipped);
    QCOMPARE(scale.high, 300.0);
}

void TestUnitLine::whatIsNoNumberDoesNotWidenTheAxis()
{
    const Scale scale = scaleFor(Matrix{{none, 2}, {std::numeric_limits<Real>::infinity(), 1}});
    QCOMPARE(scale.high, 2.0);
    QVERIFY(!scale.clipped);
}

void TestUnitLine::aLineGoesThroughEveryStepFromTheStart()
{
    LayerTrace trace = withCells(Matrix{{1, -1, none, 0.5F}});
    trace.start[Lstm::CellState](0, 0) = 0.25F;
    const ValueField field{{{10, 0, 40, 100}, 0, 4}, {-1, 1}};
    const QPolygonF line = unitLine(field, trace, Lstm::CellState, 0);
    QCOMPARE(line.size(), 5);
    QCOMPARE(line[0], QPointF(10, 37.5));
    QCOMPARE(line[1], QPointF(20, 0));
    QCOMPARE(line[2], QPointF(30, 100));
    QVERIFY(std::isnan(line[3].y()));
    QCOMPARE(line[4], QPointF(50, 25));
}

void TestUnitLine::fromTheEndThereIsNoStartAtTheLeft()
{
    LayerTrace trace = withCells(Matrix{{1, -1}});
    trace.backward = true;
    QVERIFY(std::isnan(valueAfter(trace, Lstm::CellState, 0, 0)));
    QCOMPARE(valueAfter(trace, Lstm::CellState, 0, 1), 1.0);
}

void TestUnitLine::stepsOfOnePixelShowTheirLowestAndHighest()
{
    Matrix cells = Matrix::Zero(1, 40);
    cells(0, 20) = 1;
    cells(0, 21) = -1;
    const ValueField field{{{0, 0, 10, 100}, 0, 40}, {-1, 1}};
    const QPolygonF line = unitLine(field, withCells(cells), Lstm::CellState, 0);
    QVERIFY(line.size() <= 22);
    QCOMPARE(std::ranges::count(line, 0.0, &QPointF::y), 1);
    QCOMPARE(std::ranges::count(line, 100.0, &QPointF::y), 1);
}

void TestUnitLine::labelsKeepApartAndNearTheirPlaces()
{
    const std::vector<double> wanted{50, 52, 49, 51, 200, 50, 50, 50};
    const std::vector<double> middles = spreadLabels(wanted, 10, 0, 120);
    QCOMPARE(middles[0], 50.0);
    for (size_t i = 0; i < middles.size(); ++i) {
        if (std::isnan(middles[i]))
            continue;
        QVERIFY(std::abs(middles[i] - wanted[i]) <= 25);
        for (size_t other = 0; other < i; ++other)
            QVERIFY(!(std::abs(middles[i] - middles[other]) < 10));
    }
    QVERIFY(std::isnan(middles[4])); // beyond the end
    QVERIFY(std::isnan(middles.back())); // no room is left
}

void TestUnitLine::everyFormHasALetterOfItsOwn()
{
    QSet<QChar> letters;
    for (int form = 0; form < 6; ++form)
        letters += markLetter(form);
    QCOMPARE(letters.size(), 6);
}

QTEST_MAIN(TestUnitLine)
#include "tst_unitline.moc"
