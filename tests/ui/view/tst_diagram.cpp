#include "core/pack/tensor.h"
#include "tests/support/sample.h"
#include "ui/view/diagram.h"
#include "ui/view/refresher.h"

#include <QHelpEvent>
#include <QTest>
#include <QToolTip>

using namespace rnnscope;

namespace {

/// A diagram of the LSTM on the sample desk, kept up to date.
struct Bench {
    explicit Bench(int depth = 1)
        : sample(12, depth)
        , view(sample.desk)
        , refresher(sample.desk)
    {
        sample.session.choose(1);
        view.resize(1040, 400);
        refresher.add(&view);
        view.show();
        refresher.flush();
    }

    QImage picture()
    {
        refresher.flush();
        return view.grab().toImage();
    }

    /// The node of that kind, and of that track where it has one.
    size_t find(Part part, int track = -1) const
    {
        const auto& nodes = view.scene().wiring->nodes;
        return static_cast<size_t>(std::ranges::find_if(nodes, [&](const Node& node) {
            return node.part == part && node.track == track;
        }) - nodes.begin());
    }

    /// The pills, in the view.
    std::vector<QRectF> pills() const
    {
        std::vector<QRectF> all = view.phaseBar().pills();
        for (QRectF& pill : all)
            pill.translate(view.phaseBar().pos());
        return all;
    }

    void click(QPointF point)
    {
        QTest::mouseClick(&view, Qt::LeftButton, {}, point.toPoint());
        refresher.flush();
    }

    SampleDesk sample;
    CellDiagram view;
    Refresher refresher;
};

int lstmTrack(std::string_view id) { return findCell("lstm")->indexOf(id); }

}

class TestDiagram : public QObject {
    Q_OBJECT

private slots:
    void everyPhaseHasAPillWithinTheView();
    void aClickOnABoxSelectsItsTrack();
    void aClickOnAValueSelectsItsUnit();
    void aClickGoesToThePhaseThatMakesWhatWasClicked();
    void aClickOnWhatTheStepBeforeLeftGoesThere();
    void aClickOnThePredictionGoesToItsPhase();
    void whatTheOpenTermReadIsLit();
    void theToolTipSaysTheExactValue();
    void anotherStepShowsItsOwnValues();
    void theNumbersAreThoseOfTheTrace();
    void anotherCellShowsItsOwnWiring();
    void anotherLayerIsShownWhenItIsSelected();
    void backwardsShowsTheSamePicturesAsForwards();
    void theSelectionIsSeen();
    void bothThemesAreReadable();
    void withoutASceneItSaysWhatWillBeHere();
};

void TestDiagram::everyPhaseHasAPillWithinTheView()
{
    Bench bench;
    QCOMPARE(bench.pills().size(), size_t(5)); // forget, store, update, output, predict
    for (const QSize size : {QSize(560, 300), QSize(1040, 400), QSize(1600, 900)}) {
        bench.view.resize(size);
        bench.picture();
        for (const QRectF& pill : bench.pills()) {
            QVERIFY(QRectF(bench.view.rect()).contains(pill));
            for (const QRectF& node : bench.view.layout().nodes)
                QVERIFY(!pill.intersects(node));
        }
    }
}

void TestDiagram::aClickOnABoxSelectsItsTrack()
{
    Bench bench;
    const int forget = lstmTrack("forget");
    bench.sample.selection.setTrack(lstmTrack("cell"));
    bench.sample.selection.setUnit(3);
    const QRectF box = bench.view.layout().nodes[bench.find(Part::Layer, forget)];
    bench.click(box.topLeft() + QPointF(20, 5)); // its name
    QCOMPARE(bench.sample.selection.track(), forget);
    QCOMPARE(bench.sample.selection.unit(), 3);
}

void TestDiagram::aClickOnAValueSelectsItsUnit()
{
    Bench bench;
    const size_t node = bench.find(Part::After, lstmTrack("hidden"));
    bench.click(bench.view.layout().place(bench.view.scene(), node, 7).center());
    QCOMPARE(bench.sample.selection.track(), lstmTrack("hidden"));
    QCOMPARE(bench.sample.selection.unit(), 7);
}

void TestDiagram::aClickGoesToThePhaseThatMakesWhatWasClicked()
{
    Bench bench;
    const auto click = [&](Part part, const char* track) {
        bench.click(bench.view.layout().nodes[bench.find(part, lstmTrack(track))].center());
        return bench.sample.playback.position();
    };
    QCOMPARE(click(Part::Layer, "forget"), 13 + 1 / 5.0);
    QCOMPARE(click(Part::After, "cell"), 13 + 3 / 5.0);
    bench.sample.playback.setPosition(13.35); // within the phase already
    bench.refresher.flush();
    QCOMPARE(click(Part::Layer, "candidate"), 13.35);
}

void TestDiagram::aClickOnWhatTheStepBeforeLeftGoesThere()
{
    Bench bench;
    const size_t node = bench.find(Part::Before, lstmTrack("cell"));
    bench.click(bench.view.layout().place(bench.view.scene(), node, 7).center());
    QCOMPARE(bench.sample.playback.position(), 12 + 3 / 5.0);
    QCOMPARE(bench.sample.selection.unit(), 7);
    bench.sample.playback.toStep(0);
    bench.refresher.flush();
    bench.click(bench.view.layout().place(bench.view.scene(), node, 3).center());
    QCOMPARE(bench.sample.playback.position(), 1.0); // nothing was made before it
    QCOMPARE(bench.sample.selection.unit(), 3);
}

void TestDiagram::aClickOnThePredictionGoesToItsPhase()
{
    Bench bench;
    bench.sample.playback.setPosition(13.3);
    bench.refresher.flush();
    bench.click(bench.view.layout().nodes[bench.find(Part::Output)].center());
    QCOMPARE(bench.sample.playback.position(), 14.0);
}

void TestDiagram::whatTheOpenTermReadIsLit()
{
    Bench bench;
    const int forget = lstmTrack("forget");
    bench.sample.selection.setTrack(forget);
    bench.sample.playback.setPosition(13.2);
    const QImage dark = bench.picture();
    QVERIFY(bench.view.light().empty());
    bench.sample.selection.openTerm(1, false); // U_f h_{t−1}
    const QImage lit = bench.picture();
    QVERIFY(dark != lit);
    const size_t before = bench.find(Part::Before, lstmTrack("hidden"));
    const Vector& light = bench.view.light().nodes[before];
    const Model& model = *bench.sample.session.model();
    const Matrix& u = model.layers[0].weights.u;
    const Vector h = bench.sample.session.trace()->layers[0].previous(lstmTrack("hidden"), 13);
    const Vector products = u.row(forget * 12).transpose().cwiseProduct(h).cwiseAbs();
    QVERIFY((light * products.maxCoeff()).isApprox(products, 1e-4F));
    for (size_t i = 0; i < bench.view.light().nodes.size(); ++i)
        QCOMPARE(bench.view.light().nodes[i].size() > 0, i == before);
    const auto& wires = bench.view.scene().wiring->wires;
    for (size_t i = 0; i < wires.size(); ++i)
        QCOMPARE(bool(bench.view.light().wires[i]),
            wires[i].from == int(before) && wires[i].to == int(bench.find(Part::Layer, forget)));
    bench.sample.playback.setPosition(13.4);
    bench.picture();
    QVERIFY(bench.view.light().empty());
}

void TestDiagram::theToolTipSaysTheExactValue()
{
    Bench bench;
    const size_t node = bench.find(Part::Layer, lstmTrack("forget"));
    const QPoint point = bench.view.layout().place(bench.view.scene(), node, 7).center().toPoint();
    QHelpEvent event(QEvent::ToolTip, point, bench.view.mapToGlobal(point));
    QCoreApplication::sendEvent(&bench.view, &event);
    const double value = bench.view.scene().nodes[node].values[7];
    QVERIFY(QToolTip::text().endsWith("unit 7: " + QString::number(value, 'f', 3)));
}

void TestDiagram::anotherStepShowsItsOwnValues()
{
    Bench bench;
    const int forget = lstmTrack("forget");
    const Matrix& values
        = bench.sample.session.trace()->layers[0].tracks[static_cast<size_t>(forget)];
    const size_t node = bench.find(Part::Layer, forget);
    for (const int step : {0, 5, 20}) {
        bench.sample.playback.toStep(step);
        bench.refresher.flush();
        QCOMPARE(bench.view.scene().nodes[node].values, Vector(values.col(step)));
        QVERIFY(
            bench.view.accessibleDescription().contains(QStringLiteral("step %1").arg(step + 1)));
    }
}

void TestDiagram::theNumbersAreThoseOfTheTrace()
{
    Bench bench(2);
    bench.sample.selection.setLayer(1);
    bench.sample.playback.toStep(9);
    bench.refresher.flush();
    const LayerTrace& trace = bench.sample.session.trace()->layers[1];
    const std::vector<Tensor> numbers = bench.view.numbers();
    const auto row = [&](const std::string& name) {
        const auto found = std::ranges::find(numbers, "1/" + name, &Tensor::name);
        return found == numbers.end() ? Vector() : Vector(matrixOf(*found).transpose());
    };
    const auto& tracks = findCell("lstm")->tracks();
    for (size_t track = 0; track < tracks.size(); ++track)
        QCOMPARE(row(std::string(tracks[track].id)), Vector(trace.tracks[track].col(9)));
    const auto cell = size_t(lstmTrack("cell"));
    QCOMPARE(row("cell before"), Vector(trace.tracks[cell].col(8)));
    const Vector both = row("f_t ⊙ c_{t−1}") + row("i_t ⊙ g_t");
    QVERIFY(both.isApprox(trace.tracks[cell].col(9), 1e-5F));
}

void TestDiagram::anotherCellShowsItsOwnWiring()
{
    Bench bench;
    for (int cell = 0; cell < 3; ++cell) {
        bench.sample.session.choose(cell);
        bench.refresher.flush();
        QCOMPARE(bench.view.scene().wiring, &cells()[static_cast<size_t>(cell)]->wiring());
        QCOMPARE(bench.pills().size(), cells()[static_cast<size_t>(cell)]->phases().size() + 1);
    }
}

void TestDiagram::anotherLayerIsShownWhenItIsSelected()
{
    Bench bench(2);
    QVERIFY(bench.view.accessibleDescription().contains("layer 1 of 2"));
    QCOMPARE(bench.pills().size(), size_t(4)); // the head is on the top layer
    bench.sample.selection.setLayer(1);
    bench.refresher.flush();
    QVERIFY(bench.view.accessibleDescription().contains("layer 2 of 2"));
    QCOMPARE(bench.pills().size(), size_t(5));
    const size_t node = bench.find(Part::Layer, lstmTrack("forget"));
    QCOMPARE(bench.view.scene().nodes[node].values,
        Vector(bench.sample.session.trace()
                   ->layers[1]
                   .tracks[static_cast<size_t>(lstmTrack("forget"))]
                   .col(13)));
}

void TestDiagram::backwardsShowsTheSamePicturesAsForwards()
{
    Bench bench;
    std::vector<QImage> forwards;
    for (int i = 1; i <= 20; ++i) {
        bench.sample.playback.setPosition(13 + i / 20.0);
        forwards.push_back(bench.picture());
        QVERIFY2(i == 1 || forwards.back() != forwards[forwards.size() - 2], "nothing moves");
    }
    for (int i = 20; i >= 1; --i) {
        bench.sample.playback.setPosition(13 + i / 20.0);
        QCOMPARE(bench.picture(), forwards[static_cast<size_t>(i - 1)]);
    }
}

void TestDiagram::theSelectionIsSeen()
{
    Bench bench;
    bench.sample.selection.setTrack(lstmTrack("cell"));
    const QImage before = bench.picture();
    bench.sample.selection.setTrack(lstmTrack("forget"));
    const QImage track = bench.picture();
    QVERIFY(track != before);
    bench.sample.selection.setUnit(5);
    QVERIFY(bench.picture() != track);
}

void TestDiagram::bothThemesAreReadable()
{
    Bench bench;
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        bench.sample.desk.theme = theme;
        bench.refresher.changed(Change::Look);
        const QImage picture = bench.picture();
        QCOMPARE(picture.pixelColor(2, 2), palette(theme).card);
        const auto& wires = bench.view.scene().wiring->wires;
        const auto cell = std::ranges::find(wires, Carrier::Cell, &Wire::carrier);
        const QPointF line
            = bench.view.layout().wires[size_t(cell - wires.begin())].first() + QPointF(2, 0);
        QCOMPARE(picture.pixelColor(line.toPoint()), palette(theme).cellLine);
    }
}

void TestDiagram::withoutASceneItSaysWhatWillBeHere()
{
    Session session;
    Playback playback;
    Selection selection;
    const Desk desk{&session, &playback, &selection};
    CellDiagram view(desk);
    view.resize(600, 300);
    view.refresh(Change::All);
    const QImage picture = view.grab().toImage();
    const QRect middle(100, 130, 400, 40);
    const QImage words = picture.copy(middle);
    QImage blank = words;
    blank.fill(desk.colours().card);
    QVERIFY(words != blank);
    QTest::mouseClick(&view, Qt::LeftButton);
    QCOMPARE(playback.position(), 0.0);
}

QTEST_MAIN(TestDiagram)
#include "tst_diagram.moc"
