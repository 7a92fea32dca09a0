#include "core/pack/tensor.h"
#include "core/run/slope.h"
#include "tests/support/sample.h"
#include "ui/state/lab.h"
#include "ui/view/powers.h"

#include <QPushButton>
#include <QtTest>

#include <cmath>

using namespace rnnscope;

class TestPowers : public QObject {
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale::English); }
    void aPowerIsAStraightLine();
    void theOtherCurveIsTheReachOfTheChosenNetwork();
    void whatBecomesOfItIsSaid_data();
    void whatBecomesOfItIsSaid();
    void fittingGivesTheMeanRate();
    void anotherNetworkIsMeasuredWhenChosen();
    void theAxesHoldWhileTheWeightIsTurned();
    void thePlacesTellBothNumbers();
};

namespace {

std::vector<double> array(const View& view, const std::string& name)
{
    for (const Tensor& tensor : view.numbers())
        if (tensor.name == name)
            return tensor.numbers();
    return {};
}

/// log10 M2 of a model of the scene.
std::vector<double> reachOf(const Scene& scene, size_t model)
{
    Watch watch;
    const auto found = influence(*scene.models[model], *scene.traces[model], 0, watch);
    std::vector<double> numbers;
    for (const double log : found->logs)
        numbers.push_back(log / std::log(10));
    return numbers;
}

}

void TestPowers::aPowerIsAStraightLine()
{
    SampleDesk sample(8);
    Powers view(sample.desk);
    view.refresh(Change::All);
    view.setWeight(0.8);
    const auto power = array(view, "power.log10");
    QCOMPARE(power.size(), size_t(51));
    for (size_t n = 0; n < power.size(); ++n)
        QCOMPARE(power[n] + 1, double(n) * std::log10(0.8) + 1);
    QCOMPARE(array(view, "weight"), std::vector{0.8});
}

void TestPowers::theOtherCurveIsTheReachOfTheChosenNetwork()
{
    SampleDesk sample(8);
    Powers view(sample.desk);
    view.refresh(Change::All);
    QCOMPARE(array(view, "M2.log10/LSTM"), reachOf(*sample.session.scene(), 1));
    QVERIFY(array(view, "M2.log10/RNN").empty());
}

void TestPowers::whatBecomesOfItIsSaid_data()
{
    QTest::addColumn<double>("weight");
    QTest::addColumn<int>("power");
    QTest::addColumn<QString>("result");
    QTest::addColumn<QString>("fate");
    QTest::newRow("less than 1") << 0.9 << 50 << "0.9⁵⁰ = 5.15·10⁻³"
                                 << "halves every 6.6 steps: it vanishes";
    QTest::newRow("1") << 1.0 << 12 << "1¹² = 1.00"
                       << "stays as it is";
    QTest::newRow("more") << 1.5 << 20 << "1.5²⁰ = 3.33·10³"
                          << "doubles every 1.7 steps: it explodes";
    QTest::newRow("nearly 1") << 0.999 << 1 << "0.999¹ = 9.99·10⁻¹"
                              << "halves every 693 steps: it vanishes";
}

void TestPowers::whatBecomesOfItIsSaid()
{
    QFETCH(double, weight);
    QFETCH(int, power);
    SampleDesk sample(8);
    Powers view(sample.desk);
    view.refresh(Change::All);
    view.setWeight(weight);
    view.setPower(power);
    QTEST(view.resultText(), "result");
    QTEST(view.fateText(), "fate");
}

void TestPowers::fittingGivesTheMeanRate()
{
    SampleDesk sample(8);
    LabSetting setting;
    setting.units = 16;
    setting.steps = 80;
    setting.initial = Initial::Orthogonal;
    setting.scale = 0.8;
    setting.squashing = Squashing::Linear;
    Watch watch;
    sample.show(*labScene(setting, labText(setting), watch));
    sample.session.choose(0);
    Powers view(sample.desk);
    view.refresh(Change::All);
    view.findChild<QPushButton*>()->click();
    QCOMPARE(view.weight(), 0.8); // a linear orthogonal network is one number repeated
    const auto power = array(view, "power.log10"), reach = array(view, "M2.log10/RNN");
    QCOMPARE(power.size(), reach.size());
    for (size_t n = 0; n < power.size(); ++n)
        QVERIFY(std::abs(power[n] - reach[n]) < 1e-3);

    setting.squashing = Squashing::Tanh;
    sample.show(*labScene(setting, labText(setting), watch));
    view.refresh(Change::Scene);
    view.fit();
    std::vector<double> logs;
    for (const double number : array(view, "M2.log10/RNN"))
        logs.push_back(number * std::log(10));
    QVERIFY(std::abs(view.weight() - *ratePerStep(logs)) <= 0.0005);
    QVERIFY(view.weight() < 0.8);
}

void TestPowers::anotherNetworkIsMeasuredWhenChosen()
{
    SampleDesk sample(8);
    Powers view(sample.desk);
    view.refresh(Change::All);
    sample.session.choose(2);
    view.refresh(Change::Cell);
    QCOMPARE(array(view, "M2.log10/GRU"), reachOf(*sample.session.scene(), 2));
}

void TestPowers::theAxesHoldWhileTheWeightIsTurned()
{
    SampleDesk sample(8);
    Powers view(sample.desk);
    view.resize(600, 400);
    view.refresh(Change::All);
    const Chart before = view.chart();
    for (const double weight : {0.5, 1.5}) {
        view.setWeight(weight);
        view.grab();
        QCOMPARE(view.chart().bottom, before.bottom);
        QCOMPARE(view.chart().top, before.top);
        QCOMPARE(view.chart().right, before.right);
    }
}

void TestPowers::thePlacesTellBothNumbers()
{
    SampleDesk sample(8);
    Powers view(sample.desk);
    view.resize(600, 400);
    view.show();
    view.refresh(Change::All);
    const QString said = view.describe(view.chart().at(10, 0));
    QVERIFY2(said.startsWith("n = 10\n0.9¹⁰ = 3.49·10⁻¹\nLSTM: "), qPrintable(said));
    QVERIFY(view.describe({1, 1}).isEmpty());
}

QTEST_MAIN(TestPowers)
#include "tst_powers.moc"
