#include "core/cell/nodes.h"
#include "core/run/forward.h"
#include "tests/support/networks.h"

#include <QTest>

using namespace rnnscope;

namespace {

/// A layer's run, from the beginning or from the end.
struct Run {
    explicit Run(const CellPtr& cell, bool backward = false)
        : model(randomModel(Build{.cell = cell, .backward = backward, .started = true}))
    {
        Watch watch;
        trace = *forward(model, randomInput(model, 6), watch);
    }

    std::vector<NodeValues> at(Index step) const
    {
        return nodeValues(
            cell(), model.layers[0].weights, trace.x.col(step), trace.layers[0], step);
    }
    const Cell& cell() const { return *model.layers[0].cell; }
    const Wiring& wiring() const { return cell().wiring(); }
    Vector track(std::string_view id, Index step) const
    {
        return trace.layers[0].tracks[size_t(cell().indexOf(id))].col(step);
    }
    /// What the operation of that formula makes.
    Vector made(std::string_view formula, Index step) const
    {
        const auto node = std::ranges::find(wiring().nodes, formula, &Node::formula);
        return at(step)[size_t(node - wiring().nodes.begin())].value;
    }

    Model model;
    Trace trace;
};

bool same(const Vector& found, const Vector& expected)
{
    return found.size() == expected.size() && relativeError(found, expected) < 1e-5;
}

}

class TestNodes : public QObject {
    Q_OBJECT

private slots:
    void theWiringComputesTheStates_data();
    void theWiringComputesTheStates();
    void tracksAreThoseOfTheTrace_data() { Kind::addVariants(); }
    void tracksAreThoseOfTheTrace();
    void whatIsKeptAndWhatIsStoredMakeTheCellState();
    void theResetPastIsWhatTheCellKept();
    void aSumIsItsTermsAndTheBiases();
    void aGateIsOneOfTheTwoTermsOfItsProduct();
};

void TestNodes::theWiringComputesTheStates_data()
{
    Kind::addVariants();
    QTest::newRow("all of an LSTM")
        << lstm({.clip = 1, .peepholes = true, .coupled = true, .projection = true});
}

/// What an operation brings to a port of the state is that state.
void TestNodes::theWiringComputesTheStates()
{
    QFETCH(CellPtr, cell);
    for (const bool backward : {false, true}) {
        const Run run(cell, backward);
        for (Index step = 0; step < run.trace.steps(); ++step)
            for (const Wire& wire : run.wiring().wires) {
                const Node& to = run.wiring().nodes[size_t(wire.to)];
                const Node& from = run.wiring().nodes[size_t(wire.from)];
                if (to.part == Part::After && from.part == Part::Operation)
                    QVERIFY2(same(run.at(step)[size_t(wire.from)].value,
                                 run.trace.layers[0].tracks[size_t(to.track)].col(step)),
                        from.formula.c_str());
            }
    }
}

void TestNodes::tracksAreThoseOfTheTrace()
{
    QFETCH(CellPtr, cell);
    const Run run(cell);
    const LayerTrace& layer = run.trace.layers[0];
    for (const Index step : {0, 3}) {
        const auto values = run.at(step);
        for (size_t i = 0; i < values.size(); ++i) {
            const Node& node = run.wiring().nodes[i];
            if (node.part == Part::Before)
                QCOMPARE(values[i].value, layer.previous(node.track, step));
            else if (node.part == Part::Layer || node.part == Part::After)
                QCOMPARE(values[i].value, Vector(layer.tracks[size_t(node.track)].col(step)));
            else if (node.part == Part::Input)
                QCOMPARE(values[i].value, Vector(run.trace.x.col(step)));
        }
    }
}

void TestNodes::whatIsKeptAndWhatIsStoredMakeTheCellState()
{
    const Run run(lstm({}));
    for (Index step = 1; step < run.trace.steps(); ++step) {
        const Vector kept = run.made("f_t ⊙ c_{t−1}", step);
        const Vector stored = run.made("i_t ⊙ g_t", step);
        QVERIFY(same(kept, run.track("forget", step).cwiseProduct(run.track("cell", step - 1))));
        QVERIFY(same(stored, run.track("input", step).cwiseProduct(run.track("candidate", step))));
        QVERIFY(same(kept + stored, run.track("cell", step)));
        QVERIFY(same(run.made("tanh c_t", step), run.track("cell", step).array().tanh()));
    }
}

void TestNodes::theResetPastIsWhatTheCellKept()
{
    const Run after(gru({})), before(gru({.resetBefore = true}));
    const Vector weighted = after.trace.layers[0].kept.col(3);
    QVERIFY(same(after.made("U_n h_{t−1} + d_n", 3), weighted));
    QVERIFY(same(after.made("r_t ⊙ (U_n h_{t−1} + d_n)", 3),
        after.track("reset", 3).cwiseProduct(weighted)));
    QVERIFY(same(before.made("r_t ⊙ h_{t−1}", 3), before.trace.layers[0].kept.col(3)));
    QVERIFY(same(after.made("1 − z_t", 3), 1 - after.track("update", 3).array()));
}

void TestNodes::aSumIsItsTermsAndTheBiases()
{
    const Run run(elman({}));
    const Weights& weights = run.model.layers[0].weights;
    for (Index step = 0; step < run.trace.steps(); ++step)
        QVERIFY(same(run.made("U h_{t−1}", step) + run.made("W x_t", step) + weights.b + weights.d,
            run.trace.layers[0].pre.col(step)));
}

void TestNodes::aGateIsOneOfTheTwoTermsOfItsProduct()
{
    for (const auto& [name, cell] : Kind::variants()) {
        const Run run(cell);
        const auto values = run.at(2);
        for (size_t i = 0; i < values.size(); ++i) {
            const Node& node = run.wiring().nodes[i];
            QCOMPARE(node.gate >= 0, node.sign == "×");
            if (node.gate < 0)
                continue;
            QCOMPARE(values[i].terms.size(), size_t(2));
            QCOMPARE(values[i].terms.front(), values[size_t(node.gate)].value);
        }
    }
}

QTEST_APPLESS_MAIN(TestNodes)
#include "tst_nodes.moc"
