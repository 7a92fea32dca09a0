#include "tests/support/networks.h"

#include <QRectF>
#include <QTest>

#include <set>

using namespace rnnscope;

namespace {

QPointF point(Point p) { return {p.x, p.y}; }

QRectF rectOf(const Node& node)
{
    return {
        node.centre.x - node.size.x / 2, node.centre.y - node.size.y / 2, node.size.x, node.size.y};
}

QRectF rectOf(const Area& area) { return {point(area.corner), QSizeF(area.size.x, area.size.y)}; }

std::span<const Node> nodes(const Cell& cell) { return cell.wiring().nodes; }

/// Every cell and its variants.
std::vector<CellPtr> drawn()
{
    std::vector<CellPtr> all{lstm({.peepholes = true, .coupled = true, .projection = true})};
    for (const auto& [name, cell] : Kind::variants())
        all.push_back(cell);
    return all;
}

/// The line between two corners of a wire as a thin rectangle.
QRectF segment(Point a, Point b)
{
    return QRectF(point(a), point(b)).normalized().adjusted(-0.3, -0.3, 0.3, 0.3);
}

}

class TestWiring : public QObject {
    Q_OBJECT

private slots:
    void everyTrackStandsInABoxOrAtAPort();
    void everyPhaseThatIsNamedExists();
    void everyPhaseOfTheCellIsDrawn();
    void everyWireRunsFromANodeToALaterOne();
    void wiresRunLevelOrUpright();
    void everyNodeButTheEndsIsWiredOnBothSides();
    void nothingOverlapsAndNothingLeavesTheCanvas();
    void wiresPassThroughNoOtherNode();
    void formulasStandWhereNothingElseIs();
    void panelsStandWhereNothingElseIs();
    void theFormulasAreThoseOfTheCell();
    void whatIsSelectedInABoxAppearsInThePhaseThatComputesIt();
};

void TestWiring::everyTrackStandsInABoxOrAtAPort()
{
    for (const CellPtr& cell : drawn()) {
        std::set<int> shown;
        for (const Node& node : nodes(*cell))
            if (node.part == Part::Layer || node.part == Part::After)
                shown.insert(node.track);
        QCOMPARE(shown.size(), cell->tracks().size());
        QCOMPARE(*shown.begin(), 0);
        QCOMPARE(*shown.rbegin(), static_cast<int>(cell->tracks().size()) - 1);
    }
}

void TestWiring::everyPhaseThatIsNamedExists()
{
    for (const CellPtr& cell : drawn())
        for (const Node& node : nodes(*cell)) {
            const bool there = node.part == Part::Input || node.part == Part::Before;
            const int phases = static_cast<int>(cell->phases().size());
            QCOMPARE(node.phase < 0, there);
            if (node.part == Part::Output)
                QCOMPARE(node.phase, phases); // the head's, after the cell's own
            else
                QVERIFY(node.phase < phases);
        }
}

void TestWiring::everyPhaseOfTheCellIsDrawn()
{
    for (const CellPtr& cell : drawn())
        for (int phase = 0; phase < static_cast<int>(cell->phases().size()); ++phase)
            QVERIFY2(std::ranges::any_of(
                         nodes(*cell), [phase](const Node& node) { return node.phase == phase; }),
                cell->phases()[static_cast<size_t>(phase)].name);
}

void TestWiring::everyWireRunsFromANodeToALaterOne()
{
    for (const CellPtr& cell : drawn())
        for (const Wire& wire : cell->wiring().wires) {
            QVERIFY(0 <= wire.from && wire.from < wire.to);
            QVERIFY(wire.to < static_cast<int>(nodes(*cell).size()));
            const Node& from = nodes(*cell)[static_cast<size_t>(wire.from)];
            const Node& to = nodes(*cell)[static_cast<size_t>(wire.to)];
            QVERIFY(rectOf(from).contains(point(wire.points.front())));
            QVERIFY(rectOf(to).contains(point(wire.points.back())));
            QVERIFY(from.phase <= to.phase);
        }
}

void TestWiring::wiresRunLevelOrUpright()
{
    for (const CellPtr& cell : drawn())
        for (const Wire& wire : cell->wiring().wires)
            for (size_t i = 1; i < wire.points.size(); ++i) {
                const Point a = wire.points[i - 1], b = wire.points[i];
                QVERIFY((a.x == b.x) != (a.y == b.y));
            }
}

void TestWiring::everyNodeButTheEndsIsWiredOnBothSides()
{
    for (const CellPtr& cell : drawn())
        for (int i = 0; i < static_cast<int>(nodes(*cell).size()); ++i) {
            const Part part = nodes(*cell)[static_cast<size_t>(i)].part;
            const auto& wires = cell->wiring().wires;
            QCOMPARE(std::ranges::any_of(wires, [i](const Wire& wire) { return wire.to == i; }),
                part != Part::Input && part != Part::Before);
            QCOMPARE(std::ranges::any_of(wires, [i](const Wire& wire) { return wire.from == i; }),
                part != Part::Output && part != Part::After);
        }
}

void TestWiring::nothingOverlapsAndNothingLeavesTheCanvas()
{
    const QRectF all(QPointF(0, 0), point(canvas));
    const QRectF legend = rectOf(legendArea);
    for (const CellPtr& cell : drawn())
        for (size_t i = 0; i < nodes(*cell).size(); ++i) {
            const QRectF rect = rectOf(nodes(*cell)[i]);
            QVERIFY(all.contains(rect));
            QVERIFY(!legend.intersects(rect));
            for (size_t j = 0; j < i; ++j)
                QVERIFY2(!rect.intersects(rectOf(nodes(*cell)[j])),
                    qPrintable(QStringLiteral("%1: nodes %2 and %3")
                                   .arg(QLatin1String(cell->id().data()))
                                   .arg(j)
                                   .arg(i)));
        }
}

void TestWiring::wiresPassThroughNoOtherNode()
{
    for (const CellPtr& cell : drawn())
        for (const Wire& wire : cell->wiring().wires)
            for (int n = 0; n < static_cast<int>(nodes(*cell).size()); ++n)
                for (size_t i = 1; n != wire.from && n != wire.to && i < wire.points.size(); ++i)
                    QVERIFY2(!segment(wire.points[i - 1], wire.points[i])
                                  .intersects(rectOf(nodes(*cell)[static_cast<size_t>(n)])),
                        qPrintable(QStringLiteral("%1: wire %2 → %3 through node %4")
                                       .arg(QLatin1String(cell->id().data()))
                                       .arg(wire.from)
                                       .arg(wire.to)
                                       .arg(n)));
}

void TestWiring::formulasStandWhereNothingElseIs()
{
    for (const CellPtr& cell : drawn()) {
        std::vector<QRectF> taken{rectOf(legendArea)};
        for (const Node& node : nodes(*cell)) {
            taken.push_back(rectOf(node));
            taken.push_back(rectOf(node.panel));
        }
        for (const Wire& wire : cell->wiring().wires)
            for (size_t i = 1; i < wire.points.size(); ++i)
                taken.push_back(segment(wire.points[i - 1], wire.points[i]));
        for (const Node& node : nodes(*cell)) {
            const QRectF note = rectOf(node.note);
            if (note.isEmpty())
                continue;
            QVERIFY(!node.formula.empty());
            QVERIFY(QRectF(QPointF(0, 0), point(canvas)).contains(note));
            for (const QRectF& other : taken)
                QVERIFY2(!other.intersects(note), node.formula.c_str());
            taken.push_back(note);
        }
    }
}

/// Only a wire that begins at an operation may come out behind its panel.
void TestWiring::panelsStandWhereNothingElseIs()
{
    for (const CellPtr& cell : drawn())
        for (int n = 0; n < static_cast<int>(nodes(*cell).size()); ++n) {
            const Node& owner = nodes(*cell)[static_cast<size_t>(n)];
            const QRectF panel = rectOf(owner.panel);
            QVERIFY(panel.isEmpty() || owner.part == Part::Operation);
            QVERIFY(owner.gate < 0 || !panel.isEmpty());
            QVERIFY(QRectF(QPointF(0, 0), point(canvas)).contains(panel) || panel.isEmpty());
            QVERIFY(!panel.intersects(rectOf(legendArea)));
            for (const Node& other : nodes(*cell)) {
                QVERIFY2(!panel.intersects(rectOf(other)), owner.formula.c_str());
                QVERIFY(&other == &owner || !panel.intersects(rectOf(other.panel)));
            }
            for (const Wire& wire : cell->wiring().wires)
                for (size_t i = 1; wire.from != n && i < wire.points.size(); ++i)
                    QVERIFY2(!panel.intersects(segment(wire.points[i - 1], wire.points[i])),
                        owner.formula.c_str());
        }
}

void TestWiring::theFormulasAreThoseOfTheCell()
{
    const auto has = [](const CellPtr& cell, std::string_view formula) {
        return std::ranges::any_of(
            nodes(*cell), [&](const Node& node) { return node.formula == formula; });
    };
    QVERIFY(has(elman({}), "h_t = tanh a_t"));
    QVERIFY(has(elman({rectified}), "h_t = relu(a_t)"));
    QVERIFY(has(lstm({}), "h_t = o_t ⊙ tanh c_t"));
    QVERIFY(has(lstm({.output = rectified}), "h_t = o_t ⊙ relu(c_t)"));
    QVERIFY(has(lstm({.projection = true}), "h_t = P (o_t ⊙ tanh c_t)"));
    QVERIFY(has(gru({}), "r_t ⊙ (U_n h_{t−1} + d_n)"));
    QVERIFY(has(gru({.resetBefore = true}), "U_n (r_t ⊙ h_{t−1}) + d_n"));
}

void TestWiring::whatIsSelectedInABoxAppearsInThePhaseThatComputesIt()
{
    for (const CellPtr& cell : drawn())
        for (const Node& node : nodes(*cell)) {
            if (node.part != Part::Layer)
                continue;
            const auto& tracks = cell->phases()[static_cast<size_t>(node.phase)].tracks;
            QVERIFY(std::ranges::find(tracks, node.track) != tracks.end());
        }
}

QTEST_APPLESS_MAIN(TestWiring)
#include "tst_wiring.moc"
