#include "tests/support/gallery.h"
#include "tests/support/sample.h"
#include "ui/paint/text.h"
#include "ui/view/card.h"
#include "ui/view/diagram.h"
#include "ui/view/heatmap.h"
#include "ui/view/refresher.h"
#include "ui/view/ribbon.h"
#include "ui/view/words.h"
#include "ui/window/views.h"

#include <QSpinBox>
#include <QtTest>

using namespace rnnscope;

Q_DECLARE_METATYPE(rnnscope::Exhibit)

namespace {

/// A desk with one exhibit on it.
struct Desked : SampleDesk {
    explicit Desked(const Exhibit& exhibit)
        : SampleDesk(4)
    {
        Scene scene;
        scene.models = {std::make_shared<const Model>(exhibit.model)};
        Watch watch;
        show(*runScene(std::move(scene), exhibit.sequence, watch));
    }

    Matrix track(int layer, int track) const
    {
        return session.trace()->layers[size_t(layer)].tracks[size_t(track)];
    }

    /// Calls check() for every track of every layer at the first, a middle and the last step, with
    /// the last unit selected.
    template <class Check>
    void everywhere(Refresher& refresher, const Check& check)
    {
        const int steps = playback.steps();
        for (int layer = 0; layer < std::ssize(session.model()->layers); ++layer)
            for (int i = 0; i < std::ssize(session.trace()->layers[size_t(layer)].tracks); ++i)
                for (const int step : {0, steps / 2, steps - 1}) {
                    selection.setLayer(layer);
                    selection.setTrack(i);
                    selection.setUnit(1 << 20);
                    playback.toStep(step);
                    refresher.flush();
                    check(layer, i, step);
                }
    }
};

/// A view on such a desk, shown and up to date.
template <class V>
struct Shown {
    Shown(const Exhibit& exhibit, QSize size)
        : desk(exhibit)
        , view(desk.desk)
        , refresher(desk.desk)
    {
        view.resize(size);
        refresher.add(&view);
        view.show();
        refresher.flush();
    }

    Desked desk;
    V view;
    Refresher refresher;
};

}

/// Every view with every kind of model that can be run.
class TestVariants : public QObject {
    Q_OBJECT

private slots:
    void everyViewShowsEveryLayerTrackAndStep_data() { addExhibits(); }
    void everyViewShowsEveryLayerTrackAndStep();
    void theSelectionStaysWithinTheTrack_data() { addExhibits(); }
    void theSelectionStaysWithinTheTrack();
    void theDiagramHoldsTheTrace_data() { addExhibits(); }
    void theDiagramHoldsTheTrace();
    void theWordsHoldTheTraceAndAreNotCutOff_data() { addExhibits(); }
    void theWordsHoldTheTraceAndAreNotCutOff();
    void everyTermCanBeOpenedAndLitEverywhere_data() { addExhibits(); }
    void everyTermCanBeOpenedAndLitEverywhere();
    void theHeatMapHoldsTheTrace_data() { addExhibits(); }
    void theHeatMapHoldsTheTrace();
    void theCardNamesEveryLayer();
    void whatReadsFromTheEndSaysSo();
    void theStepReadBeforeIsTheNextOneFromTheEnd();
    void memoryFromTheEndIsThereBeforeTheCursor();
    void aUnitThatOnlyTheExplainedTrackHasSelectsThatTrack();

private:
    static void addExhibits();
};

void TestVariants::addExhibits()
{
    QTest::addColumn<Exhibit>("exhibit");
    for (Exhibit& exhibit : gallery()) {
        const std::string name = exhibit.name;
        QTest::newRow(name.c_str()) << std::move(exhibit);
    }
}

void TestVariants::everyViewShowsEveryLayerTrackAndStep()
{
    QFETCH(Exhibit, exhibit);
    Desked desk(exhibit);
    Refresher refresher(desk.desk);
    std::vector<std::unique_ptr<View>> all;
    for (const ViewInfo& info : views()) {
        all.emplace_back(info.make(desk.desk, nullptr));
        all.back()->resize(560, 300);
        refresher.add(all.back().get());
        all.back()->show();
    }
    desk.everywhere(refresher, [&](int layer, int track, int step) {
        const auto& tracks = desk.session.trace()->layers[size_t(layer)].tracks;
        if (track + 1 < std::ssize(tracks) || (step > 0 && step + 1 < desk.playback.steps()))
            return; // values are compared below: here the ends of the ranges are drawn
        for (const double part : {0.0, 0.3, 0.7}) {
            desk.playback.setPosition(step + part);
            refresher.flush();
        }
        for (const auto& view : all)
            QVERIFY(!view->grab().isNull());
    });
}

void TestVariants::theSelectionStaysWithinTheTrack()
{
    QFETCH(Exhibit, exhibit);
    Desked desk(exhibit);
    Refresher refresher(desk.desk);
    desk.everywhere(refresher, [&](int layer, int track, int) {
        QCOMPARE(desk.selection.layer(), layer);
        QCOMPARE(desk.selection.track(), track);
        QCOMPARE(desk.selection.unit(), int(desk.track(layer, track).rows()) - 1);
    });
}

void TestVariants::theDiagramHoldsTheTrace()
{
    QFETCH(Exhibit, exhibit);
    Shown<CellDiagram> shown(exhibit, {1040, 400});
    shown.desk.everywhere(shown.refresher, [&](int layer, int, int step) {
        const LayerTrace& trace = shown.desk.session.trace()->layers[size_t(layer)];
        const CellScene& scene = shown.view.scene();
        for (size_t i = 0; i < scene.nodes.size(); ++i) {
            const Node& node = scene.wiring->nodes[i];
            if (node.part == Part::Before)
                QCOMPARE(scene.nodes[i].values, trace.previous(node.track, step));
            else if (node.part == Part::After || node.part == Part::Layer)
                QCOMPARE(scene.nodes[i].values, Vector(trace.tracks[size_t(node.track)].col(step)));
        }
        QVERIFY(shown.view.rect().contains(shown.view.phaseBar().geometry()));
    });
}

void TestVariants::theWordsHoldTheTraceAndAreNotCutOff()
{
    QFETCH(Exhibit, exhibit);
    Shown<Words> shown(exhibit, {300, 303});
    shown.desk.everywhere(shown.refresher, [&](int layer, int, int step) {
        const auto count = phases(*shown.desk.session.model(), layer).size();
        for (size_t phase = 1; phase <= count; ++phase) {
            shown.desk.playback.setPosition(step + double(phase) / double(count));
            shown.refresher.flush();
            const Account& account = shown.view.account();
            QVERIFY2(shown.view.bottom() <= shown.view.height(), qPrintable(account.title));
            if (account.track < 0)
                continue;
            const Matrix values = shown.desk.track(layer, account.track);
            QCOMPARE(account.units, int(values.rows()));
            QCOMPARE(account.result.value, fixedNumber(values(account.unit, step), 3));
            QCOMPARE(shown.view.findChild<QSpinBox*>()->value(), account.unit);
        }
    });
}

/// At the end of every phase of every step that is visited; the widths are as narrow as can be.
void TestVariants::everyTermCanBeOpenedAndLitEverywhere()
{
    QFETCH(Exhibit, exhibit);
    Shown<Words> shown(exhibit, {240, 240});
    CellDiagram diagram(shown.desk.desk);
    shown.refresher.add(&diagram);
    diagram.resize(560, 264);
    diagram.show();
    int lit = 0;
    shown.desk.everywhere(shown.refresher, [&](int layer, int track, int step) {
        shown.desk.playback.setPosition(
            madeAt(*shown.desk.session.model(), {Origin::Value, layer, track, 0, step}));
        shown.refresher.flush();
        const auto count = int(shown.view.account().terms.size());
        for (int term = 0; term < count; ++term) {
            shown.desk.selection.openTerm(term, false);
            shown.refresher.flush();
            QVERIFY(!shown.view.sources().empty());
            const Term& open = shown.view.account().explanation.terms[size_t(term)];
            const bool reads = !open.common.empty() || !open.each.empty();
            QCOMPARE(diagram.light().nodes.size(), diagram.scene().nodes.size());
            int nodes = 0, wires = 0;
            for (const Vector& node : diagram.light().nodes)
                nodes += node.size() > 0;
            for (const char wire : diagram.light().wires)
                wires += wire;
            QVERIFY2((nodes > 0) == reads && (wires > 0) == reads, open.symbol.c_str());
            lit += nodes;
        }
        if (step == 0 && track == 0)
            QVERIFY(!shown.view.grab().isNull() && !diagram.grab().isNull());
    });
    QVERIFY(lit > 0);
}

void TestVariants::theHeatMapHoldsTheTrace()
{
    QFETCH(Exhibit, exhibit);
    Shown<HeatMap> shown(exhibit, {420, 230});
    shown.desk.everywhere(shown.refresher, [&](int layer, int track, int step) {
        const Matrix values = shown.desk.track(layer, track);
        const int unit = shown.desk.selection.unit();
        const QString said = shown.view.describe(HeatMap::Spot{unit, step});
        QVERIFY2(said.contains(": " + fixedNumber(values(unit, step), 3)), qPrintable(said));
        const QRectF area = shown.view.area();
        QVERIFY(shown.view.spotAt(area.bottomRight()).unit < values.rows());
    });
}

void TestVariants::theCardNamesEveryLayer()
{
    const Shown<ModelCard> shown(
        exhibit("", {.cell = gru({}), .depth = 2, .both = true}), {400, 600});
    const QString text = shown.view.text();
    for (const char* name : {"layer 1, forward: GRU", "layer 1, backward: GRU",
             "layer 2, forward: GRU", "layer 2, backward: GRU"})
        QVERIFY2(text.contains(name), name);
    QVERIFY(!text.contains("layer 3"));
}

void TestVariants::whatReadsFromTheEndSaysSo()
{
    Shown<CellDiagram> shown(
        exhibit("", {.cell = lstm({}), .depth = 2, .both = true}), {1040, 400});
    QVERIFY(!shown.view.accessibleDescription().contains("whole sequence"));
    QVERIFY(shown.view.accessibleDescription().contains("layer 1 of 2, forward"));
    shown.desk.selection.setLayer(3);
    shown.refresher.flush();
    QVERIFY(shown.view.accessibleDescription().contains("layer 2 of 2, backward"));
    QVERIFY(shown.view.accessibleDescription().contains("whole sequence"));
}

void TestVariants::theStepReadBeforeIsTheNextOneFromTheEnd()
{
    Shown<Words> shown(exhibit("", {.cell = elman({}), .both = true}), {300, 303});
    shown.desk.selection.setLayer(1);
    shown.desk.playback.toStep(3);
    shown.desk.playback.setPosition(3.3);
    shown.refresher.flush();
    const Account& account = shown.view.account();
    QCOMPARE(account.equations.front(), std::string("h_t = tanh(W x_t + U h_{t+1} + b)"));
    QVERIFY2(account.order.contains("step 5"), qPrintable(account.order));
    shown.desk.playback.toEnd();
    shown.desk.playback.setPosition(shown.desk.playback.steps() - 0.7);
    shown.refresher.flush();
    QVERIFY2(account.order.contains("first of all"), qPrintable(account.order));
}

void TestVariants::memoryFromTheEndIsThereBeforeTheCursor()
{
    Shown<Ribbon> shown(exhibit("", {.cell = lstm({}), .both = true}), {600, 172});
    shown.desk.playback.toStep(0);
    shown.refresher.flush();
    const QImage image = shown.view.grab().toImage();
    const auto memory = [&](int layer) {
        const StepRow row = shown.view.rows().layers[static_cast<size_t>(layer)];
        const int middle = qRound(shown.view.placeOf(6).x());
        int found = 0;
        for (int x = middle - 20; x < middle + 20; ++x)
            for (int y = qRound(row.top); y < row.bottom(); ++y)
                found += image.pixelColor(x, y) == shown.desk.desk.colours().memory;
        return found;
    };
    QCOMPARE(memory(0), 0);
    QVERIFY(memory(1) > 20);
}

void TestVariants::aUnitThatOnlyTheExplainedTrackHasSelectsThatTrack()
{
    Shown<Words> shown(exhibit("", {.cell = lstm({.projection = true})}), {300, 303});
    shown.desk.selection.setTrack(Lstm::Hidden); // two units, where the gates have three
    shown.desk.playback.setPosition(3.1);
    shown.refresher.flush();
    QCOMPARE(shown.view.account().track, int(Lstm::Forget));
    shown.view.findChild<QSpinBox*>()->setValue(2);
    QCOMPARE(shown.desk.selection.track(), int(Lstm::Forget));
    QCOMPARE(shown.desk.selection.unit(), 2);
}

QTEST_MAIN(TestVariants)
#include "tst_variants.moc"
