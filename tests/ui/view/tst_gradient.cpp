#include "core/pack/tensor.h"
#include "core/run/weightnorm.h"
#include "core/task/learn.h"
#include "tests/support/sample.h"
#include "ui/state/lab.h"
#include "ui/view/gradient.h"

#include <QAbstractButton>
#include <QSvgGenerator>
#include <QtTest>

using namespace rnnscope;

class TestGradient : public QObject {
    Q_OBJECT

private slots:
    void curvesAreCoresFlow();
    void theNumbersAreCoresFlow();
    void twoOfTheSameCellAreToldApart();
    void aModelWithFewerLayersShowsItsTopOne();
    void bandIsTheFloorOfTheSmallestMaximum();
    void notFiniteNormsDoNotStretchTheAxis();
    void aClickOnAStepGoesThere_data();
    void aClickOnAStepGoesThere();
    void draggingFollowsTheMouse();
    void theButtonsChooseTheLosses();
    void byLagTheLossStandsAtTheLeft();
    void theBandIsWhatAllSeedsOfTheLabComeTo();
    void clippingScalesEachModelByItsNorm();
    void theAxisStaysWhileTheLossChanges();
    void aStepWithoutLossSaysSo();
    void overflowIsSaid();
    void itMayBeResizedBeforeTheGradientOfAnotherSceneIsThere();
    void beforeAnySceneItSaysWhatWillBeHere();
    void printIsMadeOfLinesAndText();
    void theCursorMovesAlone();
};

namespace {

/// A plot of the sample, shown and fully refreshed.
struct Shown {
    explicit Shown(SampleDesk& sample)
        : view(sample.desk)
    {
        view.resize(620, 230);
        view.show();
        view.refresh(Change::All);
        QCoreApplication::processEvents();
    }

    QString reading() const { return view.reading(); }

    GradientPlot view;
};

/// Asks for the loss at a step, or all, and waits for its gradient.
void ask(SampleDesk& sample, LossStep loss)
{
    sample.session.traceGradient(loss);
    QTRY_VERIFY(sample.session.gradient() && sample.session.gradient()->loss == loss);
}

GradientCurve curveOf(std::vector<double> norms) { return {"RNN", 0, true, std::move(norms)}; }

}

void TestGradient::curvesAreCoresFlow()
{
    SampleDesk sample(8);
    const GradientPtr gradient = sample.session.gradient();
    const auto curves = gradientCurves(*gradient, 0);
    QStringList labels;
    for (const GradientCurve& curve : curves)
        labels += curve.label + (curve.memory ? " memory" : "");
    labels.sort();
    QCOMPARE(labels, QStringList({"GRU memory", "LSTM c memory", "LSTM h", "RNN memory"}));

    const Scene& scene = *gradient->scene;
    for (size_t m = 0; m < scene.models.size(); ++m) {
        Watch watch;
        const Cell& cell = *scene.models[m]->layers[0].cell;
        const auto flows
            = flow(*scene.models[m], *scene.sequences[0], *scene.traces[m], gradient->loss, watch);
        for (const Flow& expected : *flows) {
            const bool found
                = std::any_of(curves.begin(), curves.end(), [&](const GradientCurve& curve) {
                      return cells()[static_cast<size_t>(curve.style)].get() == &cell
                          && curve.norms == expected.norms;
                  });
            QVERIFY(found);
        }
    }
}

void TestGradient::theNumbersAreCoresFlow()
{
    SampleDesk sample(8);
    Shown shown(sample);
    const std::vector<Tensor> numbers = shown.view.numbers();
    QCOMPARE(numbers.size(), size_t(4));
    const ScenePtr scene = sample.session.scene();
    Watch watch;
    const auto flows = flow(*scene->models[1], *scene->sequences[1], *scene->traces[1],
        sample.session.gradient()->loss, watch);
    for (const auto& [name, place] : {std::pair("M1/LSTM c", 0), std::pair("M1/LSTM h", 1)}) {
        const auto found = std::find_if(numbers.begin(), numbers.end(),
            [name = name](const Tensor& tensor) { return tensor.name == name; });
        QVERIFY(found != numbers.end());
        const Matrix norms = matrixOf(*found);
        const std::vector<double>& expected = (*flows)[size_t(place)].norms;
        QCOMPARE(norms.size(), std::ssize(expected));
        for (Index k = 0; k < norms.size(); ++k)
            QCOMPARE(norms(k), static_cast<Real>(expected[size_t(k)]));
    }
}

void TestGradient::twoOfTheSameCellAreToldApart()
{
    SampleDesk sample(8);
    Scene two;
    for (const char* name : {"short.pt", "a name that is much too long.pt"}) {
        two.models.push_back(sample.session.scene()->models[1]);
        two.origins.push_back({name, QString("/nowhere/") + name});
    }
    Watch watch;
    sample.show(*runScene(two, *sample.session.sequence(), watch));
    const auto curves = gradientCurves(*sample.session.gradient(), 0);
    QCOMPARE(curves.size(), size_t(4));
    const QPen first = sample.desk.colours().curve(curves.front().style);
    const QPen second = sample.desk.colours().curve(curves.back().style);
    QVERIFY(first.style() != second.style());
    QVERIFY(first.color() != second.color());
    QStringList labels;
    for (const GradientCurve& curve : curves)
        labels += curve.label;
    QVERIFY(labels.contains("short c"));
    QVERIFY(labels.contains("a name …too long c"));
}

void TestGradient::aModelWithFewerLayersShowsItsTopOne()
{
    SampleDesk sample(8, 2);
    const GradientScene& gradient = *sample.session.gradient();
    QVERIFY(gradientCurves(gradient, 0)[0].norms != gradientCurves(gradient, 1)[0].norms);
    QCOMPARE(gradientCurves(gradient, 7)[0].norms, gradientCurves(gradient, 1)[0].norms);
}

void TestGradient::bandIsTheFloorOfTheSmallestMaximum()
{
    const GradientRange range
        = gradientRange({curveOf({1e-3, 0.5, 2}), curveOf({1e-9, 8, 0}), curveOf({0, 0, 0})});
    QCOMPARE(range.lost, 2 * float32Floor);
    QVERIFY(range.high > 8 && range.high < 80);
    QVERIFY(range.low < range.lost / 10);
}

void TestGradient::notFiniteNormsDoNotStretchTheAxis()
{
    const double infinity = std::numeric_limits<double>::infinity();
    QCOMPARE(gradientRange({curveOf({1, infinity, std::nan("")})}).lost, float32Floor);
    QCOMPARE(gradientRange({curveOf({infinity})}).high, GradientRange().high);
}

void TestGradient::aClickOnAStepGoesThere_data()
{
    QTest::addColumn<int>("step");
    QTest::newRow("first") << 0;
    QTest::newRow("eighth") << 7;
    QTest::newRow("last") << 38;
}

void TestGradient::aClickOnAStepGoesThere()
{
    QFETCH(int, step);
    SampleDesk sample(8);
    Shown shown(sample);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.view.pixel(step, 1e-3).toPoint());
    QCOMPARE(sample.playback.step(), step);
    QCOMPARE(sample.playback.position(), step + 1.0);
}

void TestGradient::draggingFollowsTheMouse()
{
    SampleDesk sample(8);
    Shown shown(sample);
    QTest::mousePress(&shown.view, Qt::LeftButton, {}, shown.view.pixel(3, 1).toPoint());
    QCOMPARE(sample.playback.step(), 3);
    QMouseEvent drag(QEvent::MouseMove, shown.view.pixel(20, 1), shown.view.pixel(20, 1),
        Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&shown.view, &drag);
    QCOMPARE(sample.playback.step(), 20);
    QMouseEvent outside(
        QEvent::MouseMove, QPointF(9000, 20), QPointF(9000, 20), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&shown.view, &outside);
    QCOMPARE(sample.playback.step(), sample.playback.steps() - 1);
    QMouseEvent hover(QEvent::MouseMove, shown.view.pixel(5, 1), shown.view.pixel(5, 1),
        Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(&shown.view, &hover);
    QCOMPARE(sample.playback.step(), sample.playback.steps() - 1);
}

void TestGradient::theButtonsChooseTheLosses()
{
    SampleDesk sample(8);
    Shown shown(sample);
    const auto buttons = shown.view.findChildren<QAbstractButton*>();
    QCOMPARE(buttons.size(), 4); // and the one for lags
    QVERIFY(buttons[1]->isChecked());
    QVERIFY(buttons[0]->focusPolicy() & Qt::TabFocus);
    QTest::keyClick(buttons[0], Qt::Key_Space);
    QCOMPARE(sample.selection.losses(), Losses::Every);
    sample.selection.setLosses(Losses::Current);
    shown.view.refresh(Change::Selection);
    QVERIFY(buttons[2]->isChecked());
}

void TestGradient::byLagTheLossStandsAtTheLeft()
{
    SampleDesk sample(8);
    Shown shown(sample);
    auto* lags = shown.view.findChildren<QAbstractButton*>().back();
    const double early = shown.view.pixel(2, 1e-3).x(), late = shown.view.pixel(30, 1e-3).x();
    QVERIFY(early < late);
    lags->click();
    QVERIFY(shown.view.pixel(2, 1e-3).x() > shown.view.pixel(30, 1e-3).x());
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.view.pixel(30, 1e-3).toPoint());
    QCOMPARE(sample.playback.step(), 30);
    ask(sample, {});
    shown.view.refresh(Change::Gradient);
    QVERIFY(!lags->isEnabled()); // all losses have no lag
    QCOMPARE(shown.view.pixel(2, 1e-3).x(), early);
}

void TestGradient::theBandIsWhatAllSeedsOfTheLabComeTo()
{
    SampleDesk sample(8);
    Lab lab(sample.session, sample.playback, sample.selection);
    sample.desk.lab = &lab;
    Shown shown(sample);
    LabSetting setting = lab.setting();
    setting.units = 8;
    setting.steps = 20;
    setting.distance = 5;
    setting.seeds = 3;
    lab.turn(setting);
    const auto found = [&](const char* name) {
        for (const Tensor& array : shown.view.numbers())
            if (array.name == name)
                return array.numbers();
        return std::vector<double>();
    };
    while (!sample.session.gradient() || sample.session.gradient()->scene != sample.session.scene())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    shown.view.refresh(Change::All);
    QTRY_COMPARE(lab.others().size(), size_t(2));
    QTRY_COMPARE(found("M1.log10/LSTM c.low").size(), size_t(20));
    Watch watch;
    for (size_t k = 0; k < 20; ++k) {
        std::vector<double> logs;
        for (const unsigned seed : {1, 2, 3}) {
            LabSetting one = setting;
            one.seed = seed;
            const ScenePtr scene = *labScene(one, labText(setting), watch);
            const auto flows = flow(*scene->models[1], *scene->sequences[1], *scene->traces[1],
                sample.session.gradient()->loss, watch);
            logs.push_back(std::log10(flows->front().norms[k]));
        }
        std::erase_if(logs, [](double log) { return !std::isfinite(log); });
        if (logs.empty())
            continue;
        const Band band = bandOf(logs);
        QCOMPARE(found("M1.log10/LSTM c.low")[k], band.low);
        QCOMPARE(found("M1.log10/LSTM c.median")[k], band.median);
        QCOMPARE(found("M1.log10/LSTM c.high")[k], band.high);
    }
}

void TestGradient::clippingScalesEachModelByItsNorm()
{
    SampleDesk sample(8);
    Lab lab(sample.session, sample.playback, sample.selection);
    sample.desk.lab = &lab;
    const Shown shown(sample);
    const Scene& scene = *sample.session.scene();
    Watch watch;
    const LossStep loss = sample.session.gradient()->loss;
    const double norm
        = *weightNorm(*scene.models[0], *scene.sequences[0], *scene.traces[0], loss, watch);
    LabSetting setting = lab.setting();
    setting.clip = norm / 4;
    lab.turn(setting);
    QVERIFY(!lab.open()); // the networks that are shown stay
    const double factor = lab.setting().clip / norm;
    bool any = false;
    for (const Tensor& array : shown.view.numbers())
        if (array.name == "M1.clipped/RNN") {
            any = true;
            const auto flows
                = flow(*scene.models[0], *scene.sequences[0], *scene.traces[0], loss, watch);
            for (size_t k = 0; k < array.numbers().size(); ++k)
                QCOMPARE(array.numbers()[k], factor * flows->front().norms[k]);
        }
    QVERIFY(any);
}

void TestGradient::theAxisStaysWhileTheLossChanges()
{
    SampleDesk sample(8);
    Shown shown(sample);
    const QPointF before = shown.view.pixel(10, 1e-3);
    sample.selection.setLosses(Losses::Current);
    for (const int step : {5, 20}) {
        sample.playback.toStep(step);
        ask(sample, step);
        shown.view.refresh(Change::Gradient | Change::Position | Change::Selection);
        QCOMPARE(shown.view.pixel(10, 1e-3), before);
    }
}

void TestGradient::aStepWithoutLossSaysSo()
{
    SampleDesk sample(8);
    Shown shown(sample);
    QVERIFY(shown.view.emptyText().isEmpty());
    const int last = sample.playback.steps() - 1;
    sample.selection.setLosses(Losses::Current);
    sample.playback.toStep(last);
    ask(sample, last);
    shown.view.refresh(Change::Gradient);
    QVERIFY(!shown.view.emptyText().isEmpty());
    ask(sample, last - 1);
    shown.view.refresh(Change::Gradient);
    QVERIFY(shown.view.emptyText().isEmpty());
}

void TestGradient::overflowIsSaid()
{
    SampleDesk sample(8);
    Scene scene = *sample.session.scene();
    Model broken = *scene.models[0];
    broken.head.w *= std::numeric_limits<Real>::infinity();
    scene.models[0] = std::make_shared<const Model>(broken);
    sample.show(std::make_shared<const Scene>(scene));
    Shown shown(sample);
    QVERIFY2(shown.reading().contains("RNN"), qPrintable(shown.reading()));
    QVERIFY(!shown.reading().contains("GRU"));
}

void TestGradient::itMayBeResizedBeforeTheGradientOfAnotherSceneIsThere()
{
    SampleDesk sample(8);
    Shown shown(sample);
    Scene alone;
    alone.models = {sample.session.scene()->models[0]};
    sample.session.choose(2);
    Watch watch;
    sample.session.show(*runScene(alone, *sample.session.sequence(), watch));
    QVERIFY(!sample.session.gradient());
    shown.view.resize(500, 300);
    shown.view.grab();
    shown.view.refresh(Change::Scene);
    shown.view.resize(520, 320);
    shown.view.grab();
    QVERIFY(!shown.view.emptyText().isEmpty());
    QTRY_VERIFY(sample.session.gradient());
    shown.view.refresh(Change::Gradient);
    QVERIFY(shown.view.emptyText().isEmpty());
}

void TestGradient::beforeAnySceneItSaysWhatWillBeHere()
{
    Session session;
    Playback playback;
    Selection selection;
    const Desk desk{&session, &playback, &selection};
    GradientPlot view(desk);
    view.resize(620, 230);
    view.show();
    view.refresh(Change::All);
    QVERIFY(!view.emptyText().isEmpty());
}

void TestGradient::printIsMadeOfLinesAndText()
{
    SampleDesk sample(8);
    Shown shown(sample);
    QByteArray svg;
    QBuffer buffer(&svg);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(shown.view.size());
    QPainter painter(&generator);
    shown.view.print(painter);
    painter.end();
    QVERIFY(!svg.contains("<image"));
    QVERIFY(svg.contains(">LSTM c</text>"));
    QVERIFY(svg.contains(sample.desk.colours().lost.name().toLatin1()));
}

void TestGradient::theCursorMovesAlone()
{
    SampleDesk sample(8);
    Shown shown(sample);
    const auto cursorAt = [&](int step) {
        const QPoint place = shown.view.pixel(step, 1e-5).toPoint();
        const QImage image = shown.view.grab(QRect(place, QSize(1, 1))).toImage();
        return image.pixelColor(0, 0).lightness() < 128;
    };
    QVERIFY(cursorAt(13));
    QVERIFY(!cursorAt(30));
    sample.playback.toStep(30);
    shown.view.refresh(Change::Position);
    QVERIFY(!cursorAt(13));
    QVERIFY(cursorAt(30));
}

QTEST_MAIN(TestGradient)
#include "tst_gradient.moc"
