#include "core/run/influence.h"
#include "tests/support/shownview.h"
#include "ui/state/lab.h"
#include "ui/view/reach.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace rnnscope;

class TestReach : public QObject {
    Q_OBJECT

private slots:
    void theCurvesAreCoresMeasure();
    void theCellLineStandsBesideAllPaths();
    void aPlaceTellsEveryNetwork();
    void theBandIsWhatAllSeedsOfTheLabComeTo();
    void theAxisHoldsWhileTheSameNetworksAreTurned();

private:
    static std::vector<double> numbersOf(const Reach& view, const std::string& name)
    {
        for (const Tensor& array : view.numbers())
            if (array.name == name)
                return array.numbers();
        return {};
    }
};

void TestReach::theCurvesAreCoresMeasure()
{
    SampleDesk sample(16);
    const ShownView<Reach> shown(sample.desk);
    QTRY_VERIFY(!shown.view.busy());
    const Scene& scene = *sample.session.scene();
    Watch watch;
    for (size_t m = 0; m < scene.models.size(); ++m) {
        const auto expected = influence(*scene.models[m], *scene.traces[m], 0, watch);
        const auto found = numbersOf(shown.view, "M2.log10/" + std::string(scene.models[m]->title));
        QCOMPARE(found.size(), expected->logs.size());
        for (size_t lag = 0; lag < found.size(); ++lag)
            QCOMPARE(found[lag], expected->logs[lag] / std::numbers::ln10);
    }
}

void TestReach::theCellLineStandsBesideAllPaths()
{
    SampleDesk sample(16);
    const ShownView<Reach> shown(sample.desk);
    QTRY_VERIFY(!shown.view.busy());
    const auto line = numbersOf(shown.view, "M2.line.log10/LSTM");
    const auto all = numbersOf(shown.view, "M2.log10/LSTM");
    QCOMPARE(line.size(), all.size());
    QVERIFY(line != all);
    QVERIFY(numbersOf(shown.view, "M2.line.log10/GRU").empty());
}

void TestReach::theBandIsWhatAllSeedsOfTheLabComeTo()
{
    SampleDesk sample(8);
    Lab lab(sample.session, sample.playback, sample.selection);
    sample.desk.lab = &lab;
    const ShownView<Reach> shown(sample.desk);
    LabSetting setting = lab.setting();
    setting.units = 8;
    setting.steps = 20;
    setting.distance = 5;
    setting.seeds = 4;
    lab.turn(setting);
    const auto high = [&] { return numbersOf(shown.view, "M2.log10/GRU.high"); };
    QTRY_COMPARE(high().size(), size_t(20));
    Watch watch;
    std::vector<double> logs(20, -std::numeric_limits<double>::infinity());
    for (unsigned seed = 1; seed <= 4; ++seed) {
        LabSetting one = setting;
        one.seed = seed;
        const ScenePtr scene = *labScene(one, labText(setting), watch);
        const auto found = influence(*scene->models[2], *scene->traces[2], 0, watch);
        for (size_t lag = 0; lag < logs.size(); ++lag)
            logs[lag] = std::max(logs[lag], found->logs[lag] / std::numbers::ln10);
    }
    QCOMPARE(high(), logs);
}

void TestReach::aPlaceTellsEveryNetwork()
{
    SampleDesk sample(16);
    const ShownView<Reach> shown(sample.desk);
    QTRY_VERIFY(!shown.view.busy());
    const QPointF place = shown.view.chart().at(10, shown.view.chart().top - 0.1);
    QCOMPARE(shown.view.placeAt(place), 10);
    const QString said = shown.view.describe(place);
    for (const char* word : {"lag 10", "RNN: ", "LSTM: ", "LSTM line: ", "GRU: "})
        QVERIFY2(said.contains(word), qPrintable(said));
    QVERIFY(shown.view.describe(QPointF(2, 2)).isEmpty());
}

void TestReach::theAxisHoldsWhileTheSameNetworksAreTurned()
{
    SampleDesk sample(16);
    ShownView<Reach> shown(sample.desk);
    QTRY_VERIFY(!shown.view.busy());
    const double bottom = shown.view.chart().bottom;
    sample.session.remake([](const Scene& scene, Watch& watch) {
        Scene other;
        for (const ModelPtr& model : scene.models) {
            Model weaker = *model;
            weaker.layers[0].weights.u *= Real(0.5);
            other.models.push_back(std::make_shared<const Model>(std::move(weaker)));
        }
        other.origins.resize(other.models.size());
        return runScene(std::move(other), *scene.sequences.front(), watch);
    });
    QTRY_VERIFY(!sample.session.busy());
    QCoreApplication::processEvents();
    shown.refresher.flush();
    QTRY_VERIFY(!shown.view.busy());
    QVERIFY(shown.view.chart().bottom < bottom); // widened for what is lower now
    const double wider = shown.view.chart().bottom;
    sample.session.show(sample.session.scene()); // opened again
    shown.refresher.flush();
    QCOMPARE(shown.view.chart().bottom, wider);
}

QTEST_MAIN(TestReach)
#include "tst_reach.moc"
