#include "core/math/activation.h"
#include "tests/support/sample.h"
#include "ui/paint/celllayout.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"

#include <QTest>

using namespace rnnscope;

namespace {

constexpr Index step = 13;

/// A scene and the trace it was made from.
struct Sample {
    explicit Sample(const CellPtr& cell, Index units = 12, int depth = 1, int layer = 0,
        Index at = step, bool head = true)
        : model(sampleModel(cell, units, depth, SampleDesk::poem))
    {
        if (!head)
            model.head = {};
        sequence = *sequenceFromText(model, SampleDesk::poem);
        Watch watch;
        trace = *forward(model, sequence, watch);
        scene = cellScene({model, sequence, trace, layer, at}, nodeScales(model, trace, layer));
    }

    /// The node of that kind, and of that track where it has one.
    size_t find(Part part, int track = -1) const
    {
        for (size_t i = 0; i < scene.nodes.size(); ++i)
            if (scene.wiring->nodes[i].part == part && scene.wiring->nodes[i].track == track)
                return i;
        return scene.nodes.size();
    }

    Model model;
    Sequence sequence;
    Trace trace;
    CellScene scene;
};

CellPtr lstmCell() { return findCell("lstm"); }

}

class TestCellScene : public QObject {
    Q_OBJECT

private slots:
    void boxesHoldTheTraceOfTheStep();
    void portsHoldTheStateBeforeAndAfterTheStep();
    void theFirstStepBeginsWithTheStart();
    void theSumIsWhatTheActivationReads();
    void theInputIsTheTokenOrTheLayerBelow();
    void theOutputIsTheLikeliestTokenTheNextLayerOrTheState();
    void boundedTracksHaveTheirOwnScaleAndOthersOneForAllSteps();
    void everyStripHasItsScaleInTheKeys();
    void aScaleThatClipsHasItsOwnKey();
    void describeNamesTrackUnitAndExactValue();
    void describeSaysHowAnOperationComesToItsValue();
    void aValveLetsThroughWhatTheGateSays();
    void whatPassesAGateHasTheScaleOfWhatComesToIt();
    void aSumAndItsTermsHaveOneScale();
    void nothingOverlapsAtAnySize_data();
    void nothingOverlapsAtAnySize();
    void wiresEndAtTheEdgesOfTheirNodes();
    void everyUnitIsFoundWhereItIsDrawn();
    void aUnitHasTheSamePlaceInEveryStrip();
    void rowsAreFullWhereTheNumberOfUnitsAllows();
};

void TestCellScene::boxesHoldTheTraceOfTheStep()
{
    for (const CellPtr& cell : cells()) {
        const Sample sample(cell);
        for (size_t i = 0; i < sample.scene.nodes.size(); ++i) {
            const Node& node = cell->wiring().nodes[i];
            if (node.part != Part::Layer)
                continue;
            const NodeContent& content = sample.scene.nodes[i];
            const Track& track = cell->tracks()[static_cast<size_t>(node.track)];
            const Vector expected
                = sample.trace.layers[0].tracks[static_cast<size_t>(node.track)].col(step);
            QCOMPARE(content.values, expected);
            QCOMPARE(content.name, QString::fromUtf8(track.name));
            QCOMPARE(content.function, track.role == Role::Gate ? "σ" : "tanh");
            const QString mean = QString::number(expected.mean(), 'f', 2).replace('-', u'−');
            QCOMPARE(content.remark, "mean " + mean);
        }
    }
}

void TestCellScene::portsHoldTheStateBeforeAndAfterTheStep()
{
    for (const CellPtr& cell : cells()) {
        const Sample sample(cell);
        for (int track = 0; track < static_cast<int>(cell->tracks().size()); ++track) {
            const size_t before = sample.find(Part::Before, track);
            if (before == sample.scene.nodes.size())
                continue;
            const Matrix& values = sample.trace.layers[0].tracks[static_cast<size_t>(track)];
            QCOMPARE(sample.scene.nodes[before].values, Vector(values.col(step - 1)));
            QCOMPARE(sample.scene.nodes[sample.find(Part::After, track)].values,
                Vector(values.col(step)));
        }
    }
}

void TestCellScene::theFirstStepBeginsWithTheStart()
{
    const Sample sample(lstmCell(), 12, 1, 0, 0);
    const int cell = lstmCell()->indexOf(Role::Cell);
    QCOMPARE(sample.scene.nodes[sample.find(Part::Before, cell)].values, Vector(Vector::Zero(12)));
}

void TestCellScene::theSumIsWhatTheActivationReads()
{
    const Sample sample(findCell("rnn"));
    const Vector sum = sample.scene.nodes[sample.find(Part::Sum, 0)].values;
    const Vector hidden = sample.scene.nodes[sample.find(Part::Layer, 0)].values;
    QVERIFY(sum.array().tanh().matrix().isApprox(hidden, 1e-5F));
}

void TestCellScene::theInputIsTheTokenOrTheLayerBelow()
{
    const Sample below(lstmCell(), 12, 2, 0);
    QCOMPARE(below.scene.nodes[below.find(Part::Input)].text, "“작”");
    const Sample above(lstmCell(), 12, 2, 1);
    const size_t hidden = static_cast<size_t>(lstmCell()->hidden());
    QCOMPARE(above.scene.nodes[above.find(Part::Input)].values,
        Vector(above.trace.layers[0].tracks[hidden].col(step)));
}

void TestCellScene::theOutputIsTheLikeliestTokenTheNextLayerOrTheState()
{
    const Sample top(lstmCell());
    const Vector likely = softmax(top.trace.logits.col(step));
    Index best = 0;
    const double sure = likely.maxCoeff(&best);
    const NodeContent& output = top.scene.nodes[top.find(Part::Output)];
    QCOMPARE(output.text,
        QStringLiteral("“%1”").arg(shownToken(top.model.vocabulary, static_cast<int>(best))));
    QCOMPARE(output.aside, QString::number(sure, 'f', 2));
    const Sample below(lstmCell(), 12, 2, 0);
    QCOMPARE(below.scene.nodes[below.find(Part::Output)].text, "layer 2");
    const Sample headless(lstmCell(), 12, 1, 0, step, false);
    QCOMPARE(headless.scene.nodes[headless.find(Part::Output)].values,
        headless.scene.nodes[headless.find(Part::After, lstmCell()->hidden())].values);
    QCOMPARE(headless.scene.nodes[headless.find(Part::Output)].symbol, std::string("h_t"));
    Model classes = top.model; // of something else than the tokens that it reads
    classes.vocabulary = {};
    classes.head = {classes.head.w.topRows(3), classes.head.b.topRows(3), linear, true};
    Watch watch;
    const auto trace = forward(classes, top.sequence, watch);
    const CellScene scene
        = cellScene({classes, top.sequence, *trace, 0, step}, nodeScales(classes, *trace, 0));
    const NodeContent& scores = scene.nodes[top.find(Part::Output)];
    QCOMPARE(scores.name, "before softmax");
    QCOMPARE(scores.values, Vector(trace->logits.col(step)));
}

void TestCellScene::boundedTracksHaveTheirOwnScaleAndOthersOneForAllSteps()
{
    const Sample early(lstmCell(), 12, 1, 0, 0);
    const Sample late(lstmCell(), 12, 1, 0, 20);
    for (size_t i = 0; i < early.scene.nodes.size(); ++i) {
        const Node& node = lstmCell()->wiring().nodes[i];
        const Scale scale = early.scene.nodes[i].scale;
        QCOMPARE(scale.high, late.scene.nodes[i].scale.high);
        if (node.part == Part::Layer) {
            const Track& track = lstmCell()->tracks()[static_cast<size_t>(node.track)];
            QCOMPARE(scale.low, static_cast<double>(track.low));
            QCOMPARE(scale.high, static_cast<double>(track.high));
        }
    }
}

void TestCellScene::everyStripHasItsScaleInTheKeys()
{
    for (const CellPtr& cell : cells()) {
        const Sample sample(cell);
        for (size_t i = 0; i < sample.scene.nodes.size(); ++i) {
            const NodeContent& content = sample.scene.nodes[i];
            const bool operation = cell->wiring().nodes[i].part == Part::Operation;
            QVERIFY(
                content.empty() || std::ranges::any_of(sample.scene.keys, [&](const ScaleKey& key) {
                    return key.scale == content.scale
                        && (operation || key.symbols.find(content.symbol[0]) != std::string::npos);
                }));
        }
    }
}

void TestCellScene::aScaleThatClipsHasItsOwnKey()
{
    const Sample sample(lstmCell());
    std::vector<Scale> scales = nodeScales(sample.model, sample.trace, 0);
    for (size_t i = 0; i < scales.size(); ++i)
        if (lstmCell()->wiring().nodes[i].track == lstmCell()->indexOf(Role::Cell))
            scales[i] = {-1, 1, true};
    const CellScene scene
        = cellScene({sample.model, sample.sequence, sample.trace, 0, step}, scales);
    const auto key
        = std::ranges::find_if(scene.keys, [](const ScaleKey& one) { return one.scale.clipped; });
    QVERIFY(key != scene.keys.end());
    QCOMPARE(key->symbols, std::string("c"));
}

void TestCellScene::describeNamesTrackUnitAndExactValue()
{
    const Sample sample(lstmCell());
    const int forget = lstmCell()->indexOf("forget");
    const size_t node = sample.find(Part::Layer, forget);
    const double value = sample.trace.layers[0].tracks[static_cast<size_t>(forget)](7, step);
    QCOMPARE(describe(sample.scene, node, 7),
        "forget gate <i>f</i>, unit 7: " + QString::number(value, 'f', 3));
    QVERIFY(describe(sample.scene, sample.find(Part::Input), -1).endsWith(": “작”"));
}

void TestCellScene::describeSaysHowAnOperationComesToItsValue()
{
    const Sample sample(lstmCell());
    const LayerTrace& trace = sample.trace.layers[0];
    const auto number = [](double value) { return fixedNumber(value, 3); };
    const double f = trace.tracks[size_t(lstmCell()->indexOf("forget"))](7, step);
    const double before = trace.tracks[size_t(lstmCell()->indexOf("cell"))](7, step - 1);
    const double now = trace.tracks[size_t(lstmCell()->indexOf("cell"))](7, step);
    const auto said = [&](std::string_view formula) {
        const auto& nodes = sample.scene.wiring->nodes;
        const auto node = std::ranges::find(nodes, formula, &Node::formula);
        return describe(sample.scene, size_t(node - nodes.begin()), 7);
    };
    QVERIFY2(said("f_t ⊙ c_{t−1}")
                 .endsWith(", unit 7: " + number(f) + " × " + number(before) + " = "
                     + number(f * before)),
        qPrintable(said("f_t ⊙ c_{t−1}")));
    QVERIFY(said("c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t").endsWith(" = " + number(now)));
    QVERIFY(
        said("tanh c_t").endsWith("unit 7: tanh(" + number(now) + ") = " + number(std::tanh(now))));
}

void TestCellScene::aValveLetsThroughWhatTheGateSays()
{
    for (const CellPtr& cell : cells()) {
        const Sample sample(cell);
        for (const NodeContent& content : sample.scene.nodes)
            if (content.isValve()) {
                QCOMPARE(
                    content.values, Vector(content.opening().cwiseProduct(content.entering())));
                QVERIFY(content.opening().minCoeff() >= 0 && content.opening().maxCoeff() <= 1);
            }
    }
}

void TestCellScene::whatPassesAGateHasTheScaleOfWhatComesToIt()
{
    for (const CellPtr& cell : cells()) {
        const Sample sample(cell);
        for (const NodeContent& content : sample.scene.nodes)
            QVERIFY(!content.isValve() || content.scale == content.entry);
    }
}

void TestCellScene::aSumAndItsTermsHaveOneScale()
{
    const Sample sample(findCell("rnn"));
    const Scale sum = sample.scene.nodes[sample.find(Part::Sum, 0)].scale;
    for (size_t i = 0; i < sample.scene.nodes.size(); ++i)
        if (sample.scene.wiring->nodes[i].part == Part::Operation)
            QVERIFY(sample.scene.nodes[i].scale == sum);
}

void TestCellScene::nothingOverlapsAtAnySize_data()
{
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<int>("units");
    for (const int units : {1, 64, 512})
        for (const QSizeF size :
            {QSizeF(528, 216), QSizeF(1008, 350), QSizeF(1568, 850), QSizeF(540, 800)})
            QTest::addRow("%d units in %g × %g", units, size.width(), size.height())
                << size << units;
}

void TestCellScene::nothingOverlapsAtAnySize()
{
    QFETCH(QSizeF, size);
    QFETCH(int, units);
    const QRectF area({16, 40}, size);
    for (const CellPtr& cell : cells()) {
        const Sample sample(cell, units);
        const CellLayout layout = layOut(sample.scene, area, QFont());
        for (size_t i = 0; i < layout.nodes.size(); ++i) {
            QVERIFY(area.adjusted(-0.01, -0.01, 0.01, 0.01).contains(layout.nodes[i]));
            QVERIFY(!layout.legend.intersects(layout.nodes[i]));
            if (!layout.strips[i].isEmpty()) {
                const QRectF around
                    = layout.panels[i].isEmpty() ? layout.nodes[i] : layout.panels[i];
                QVERIFY(around.contains(layout.strips[i]));
                QVERIFY(layout.valves[i].isEmpty() || around.contains(layout.valves[i]));
                QVERIFY(!layout.valves[i].intersects(layout.strips[i]));
                QVERIFY2(layout.strips[i].height() >= 8, sample.scene.nodes[i].symbol.c_str());
            }
            for (size_t j = 0; j < layout.nodes.size(); ++j) {
                QVERIFY(i == j || !layout.nodes[i].intersects(layout.nodes[j]));
                QVERIFY(!layout.notes[i].intersects(layout.nodes[j]));
                QVERIFY(!layout.panels[i].intersects(layout.nodes[j]));
                QVERIFY(i == j || !layout.panels[i].intersects(layout.panels[j]));
                QVERIFY(!layout.panels[i].intersects(layout.notes[j]));
            }
        }
    }
}

void TestCellScene::wiresEndAtTheEdgesOfTheirNodes()
{
    for (const CellPtr& cell : cells()) {
        const Sample sample(cell);
        const CellLayout layout = layOut(sample.scene, {0, 0, 1000, 400}, QFont());
        const auto touches = [&](int node, QPointF point) {
            const QRectF rect = layout.nodes[static_cast<size_t>(node)];
            const auto onEdge = [&](const QRectF& shape) {
                return shape.adjusted(-0.01, -0.01, 0.01, 0.01).contains(point)
                    && !shape.adjusted(0.01, 0.01, -0.01, -0.01).contains(point);
            };
            return onEdge(rect) || onEdge(layout.panels[static_cast<size_t>(node)]);
        };
        for (size_t i = 0; i < layout.wires.size(); ++i) {
            QVERIFY(touches(cell->wiring().wires[i].from, layout.wires[i].first()));
            QVERIFY(touches(cell->wiring().wires[i].to, layout.wires[i].last()));
        }
    }
}

void TestCellScene::everyUnitIsFoundWhereItIsDrawn()
{
    const Sample sample(lstmCell(), 50);
    const CellLayout layout = layOut(sample.scene, {0, 0, 1000, 400}, QFont());
    for (size_t node = 0; node < layout.nodes.size(); ++node)
        for (const QRectF& area : {layout.strips[node], layout.valves[node]})
            for (int unit = 0;
                 !area.isEmpty() && unit < static_cast<int>(sample.scene.nodes[node].values.size());
                 ++unit) {
                const auto hit = layout.hit(
                    sample.scene, layout.placeIn(area, sample.scene, node, unit).center());
                QVERIFY(hit);
                QCOMPARE(hit->node, node);
                QCOMPARE(hit->unit, unit);
            }
    QVERIFY(!layout.hit(sample.scene, {1, 1}));
}

void TestCellScene::aUnitHasTheSamePlaceInEveryStrip()
{
    const Sample sample(lstmCell(), 50);
    const CellLayout layout = layOut(sample.scene, {0, 0, 1000, 400}, QFont());
    for (size_t i = 0; i < layout.rows.size(); ++i)
        if (sample.scene.showsUnits(i) && !layout.strips[i].isEmpty())
            QCOMPARE(layout.rows[i], layout.rows[0]);
}

void TestCellScene::rowsAreFullWhereTheNumberOfUnitsAllows()
{
    const Sample sample(lstmCell(), 64);
    for (const QSizeF size : {QSizeF(528, 216), QSizeF(1008, 350), QSizeF(1568, 850)})
        QCOMPARE(64 % layOut(sample.scene, {{0, 0}, size}, QFont()).rows[0], 0);
}

QTEST_MAIN(TestCellScene)
#include "tst_cellscene.moc"
