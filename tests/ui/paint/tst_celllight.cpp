#include "core/cell/gru.h"
#include "core/cell/lstm.h"
#include "tests/support/networks.h"
#include "ui/paint/celllight.h"

#include <QTest>

using namespace rnnscope;

namespace {

/// The light of one term in the drawing of a network.
struct Lit {
    Lit(const Build& build, int track, int term, int layer = 0, Index step = 4)
        : Lit(build, Origin{Origin::Value, layer, track, 1, step}, term)
    {
    }
    Lit(const Build& build, const Origin& of, int term)
        : model(randomModel(build))
        , sequence(randomInput(model, 9))
        , trace(*forward(model, sequence, watch))
        , scene(cellScene(
              {model, sequence, trace, of.layer, of.step}, nodeScales(model, trace, of.layer)))
    {
        sources
            = sourcesOf(model, sequence, trace, of, explain(model, trace, of).terms[size_t(term)]);
        light = lightOf(scene, of, sources);
    }

    /// The lit wires as pairs of the signs or tracks of their nodes: "f_t→×".
    QStringList wires() const
    {
        QStringList all;
        for (size_t i = 0; i < light.wires.size(); ++i)
            if (light.wires[i])
                all << nameOf(scene.wiring->wires[i].from) + u'>'
                        + nameOf(scene.wiring->wires[i].to);
        all.sort();
        return all;
    }
    QStringList nodes() const
    {
        QStringList all;
        for (size_t i = 0; i < light.nodes.size(); ++i)
            if (light.nodes[i].size() > 0)
                all << nameOf(int(i));
        all.sort();
        return all;
    }
    QString nameOf(int node) const
    {
        const NodeContent& content = scene.nodes[size_t(node)];
        return scene.wiring->nodes[size_t(node)].part == Part::Operation
            ? content.text
            : QString::fromStdString(content.symbol);
    }

    Model model;
    Sequence sequence;
    Watch watch;
    Trace trace;
    CellScene scene;
    Sources sources;
    CellLight light;
};

}

/// What lights up in the drawing of a cell.
class TestCellLight : public QObject {
    Q_OBJECT

private slots:
    void onlyTheWaysOfTheTermAreLit_data();
    void onlyTheWaysOfTheTermAreLit();
    void bothDirectionsBelowAreLitInTheInput();
    void ofAnOutputEachDirectionLightsItsOwnUnits_data();
    void ofAnOutputEachDirectionLightsItsOwnUnits();
    void whatCountsLittleIsPaler();
};

void TestCellLight::onlyTheWaysOfTheTermAreLit_data()
{
    QTest::addColumn<CellPtr>("cell");
    QTest::addColumn<int>("track");
    QTest::addColumn<int>("term");
    QTest::addColumn<QStringList>("nodes");
    QTest::addColumn<QStringList>("wires");
    const QStringList before{"h_{t−1}"};
    QTest::newRow("U h of the forget gate")
        << lstm({}) << int(Lstm::Forget) << 1 << before << QStringList{"h_{t−1}>f"};
    QTest::newRow("b of the forget gate")
        << lstm({}) << int(Lstm::Forget) << 2 << QStringList{} << QStringList{};
    QTest::newRow("f c of the cell state")
        << lstm({}) << int(Lstm::CellState) << 0 << QStringList{"c_{t−1}", "f"}
        << QStringList{"+>c_t", "c_{t−1}>×", "f>×", "×>+"};
    QTest::newRow("i g of the cell state")
        << lstm({}) << int(Lstm::CellState) << 1 << QStringList{"g", "i"}
        << QStringList{"+>c_t", "g>×", "i>×", "×>+"};
    QTest::newRow("tanh c of the hidden state")
        << lstm({}) << int(Lstm::Hidden) << 1 << QStringList{"c_t"}
        << QStringList{"+>tanh", "tanh>×", "×>h_t"};
    QTest::newRow("p c of the output gate") << lstm({.peepholes = true}) << int(Lstm::Output) << 3
                                            << QStringList{"c_t"} << QStringList{"+>o"};
    QTest::newRow("projection") << lstm({.projection = true}) << int(Lstm::Hidden) << 0
                                << QStringList{"c_t", "o"}
                                << QStringList{"+>tanh", "P>h_t", "o>×", "tanh>×", "×>P"};
    QTest::newRow("(1 − z) n of the hidden state")
        << gru({}) << int(Gru::Hidden) << 0 << QStringList{"n", "z"}
        << QStringList{"+>h_t", "1−>×", "n>×", "z>1−", "×>+"};
    QTest::newRow("z h of the hidden state")
        << gru({}) << int(Gru::Hidden) << 1 << QStringList{"h_{t−1}", "z"}
        << QStringList{"+>h_t", "h_{t−1}>×", "z>×", "×>+"};
    QTest::newRow("r (U h + d) of the candidate")
        << gru({}) << int(Gru::Candidate) << 2 << QStringList{"h_{t−1}", "r"}
        << QStringList{"U>×", "h_{t−1}>U", "r>×", "×>n"};
    QTest::newRow("U (r h) of the candidate")
        << gru({.resetBefore = true}) << int(Gru::Candidate) << 1 << QStringList{"h_{t−1}", "r"}
        << QStringList{"U>n", "h_{t−1}>×", "r>×", "×>U"};
    QTest::newRow("W x of the sum")
        << elman({}) << 0 << 0 << QStringList{"x_t"} << QStringList{"W>a", "x_t>W"};
}

void TestCellLight::onlyTheWaysOfTheTermAreLit()
{
    QFETCH(CellPtr, cell);
    QFETCH(int, track);
    QFETCH(int, term);
    const Lit lit({.cell = cell}, track, term);
    QTEST(lit.nodes(), "nodes");
    QTEST(lit.wires(), "wires");
}

void TestCellLight::bothDirectionsBelowAreLitInTheInput()
{
    const Lit lit({.cell = lstm({}), .depth = 2, .both = true}, Lstm::Input, 0, 2);
    QCOMPARE(lit.nodes(), QStringList{"x_t"});
    Vector products = Vector::Zero(6);
    for (const Contribution& one : lit.sources.contributions) {
        const Origin& origin = one.factors.front().origin;
        products(origin.layer * 3 + origin.unit) = Real(std::abs(one.product));
    }
    for (const Vector& node : lit.light.nodes)
        if (node.size() > 0)
            QVERIFY(node.isApprox(products / products.maxCoeff()));
}

void TestCellLight::ofAnOutputEachDirectionLightsItsOwnUnits_data()
{
    QTest::addColumn<int>("layer");
    QTest::newRow("forward") << 0;
    QTest::newRow("backward") << 1;
}

void TestCellLight::ofAnOutputEachDirectionLightsItsOwnUnits()
{
    QFETCH(int, layer);
    const Lit lit({.cell = lstm({}), .both = true}, {Origin::Output, layer, -1, 1, 4}, 0);
    QCOMPARE(lit.nodes(), QStringList{"h_t"});
    QCOMPARE(lit.wires(), QStringList{"×>y_t"});
    Vector products = Vector::Zero(3);
    for (const Contribution& one : lit.sources.contributions)
        if (const Origin& origin = one.factors.front().origin; origin.layer == layer)
            products(origin.unit) = Real(std::abs(one.product));
    for (const Vector& node : lit.light.nodes)
        if (node.size() > 0)
            QVERIFY(node.isApprox(products / products.maxCoeff()));
}

void TestCellLight::whatCountsLittleIsPaler()
{
    const Lit lit({.cell = lstm({}), .units = 6}, Lstm::Forget, 1);
    const CellLayout layout = layOut(lit.scene, {0, 0, 900, 380}, QFont());
    const Palette& colours = palette(Theme::Light);
    QImage image(900, 380, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    drawLitNodes(painter, lit.scene, layout, lit.light, colours);
    painter.end();
    for (size_t i = 0; i < lit.light.nodes.size(); ++i) {
        const Vector& counts = lit.light.nodes[i];
        for (int a = 0; a < int(counts.size()); ++a)
            for (int b = 0; b < int(counts.size()); ++b)
                if (counts(a) < counts(b) - 0.05F) {
                    const auto at = [&](int value) {
                        return qGray(
                            image.pixel(layout.place(lit.scene, i, value).center().toPoint()));
                    };
                    QVERIFY(at(a) > at(b)); // more of the card over it
                }
    }
}

QTEST_MAIN(TestCellLight)
#include "tst_celllight.moc"
