#include "core/cell/cells.h"
#include "core/pack/tensor.h"
#include "tests/support/sample.h"
#include "ui/state/lab.h"
#include "ui/view/cost.h"

#include <QPushButton>
#include <QtTest>

using namespace rnnscope;

class TestCostView : public QObject {
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale::English); }
    void numbersAreThoseOfTheShapes();
    void timesAreMeasuredOnceShapesRest();
    void otherWeightsOfTheSameShapesAreNotMeasuredAnew();
    void theButtonMeasuresAgain();
    void theReadingSaysWhatIsMatched();
    void barsAreToScale();
    void everyGroupIsExplained();
};

namespace {

ScenePtr labOf(const LabSetting& setting)
{
    Watch watch;
    return *labScene(setting, labText(setting), watch);
}

LabSetting shortSetting()
{
    LabSetting setting;
    setting.units = 16;
    setting.steps = 20;
    setting.distance = 5;
    return setting;
}

std::vector<double> array(const View& view, const std::string& name)
{
    for (const Tensor& tensor : view.numbers())
        if (tensor.name == name)
            return tensor.numbers();
    return {};
}

/// Tells how to read it.
class ReadCost : public CostView {
public:
    using CostView::CostView;
    using CostView::reading;
};

void await(const View& view) { QTRY_VERIFY_WITH_TIMEOUT(!view.busy(), 60000); }

}

void TestCostView::numbersAreThoseOfTheShapes()
{
    SampleDesk sample(16);
    CostView view(sample.desk);
    view.refresh(Change::All);
    for (const ModelPtr& model : sample.session.scene()->models) {
        const Cost cost = costOf(*model);
        const std::string name = '/' + std::string(model->layers[0].cell->name());
        QCOMPARE(array(view, "parameters" + name), (std::vector{double(cost.parameters)}));
        QCOMPARE(array(view, "multiply-adds" + name),
            (std::vector{double(cost.layers), double(cost.around)}));
        QCOMPARE(array(view, "bytes" + name), (std::vector{double(cost.bytes)}));
    }
    QVERIFY(array(view, "seconds.forward/RNN").empty());
}

void TestCostView::timesAreMeasuredOnceShapesRest()
{
    SampleDesk sample(8);
    CostView view(sample.desk);
    view.refresh(Change::All);
    QVERIFY(view.busy());
    await(view);
    const auto forward = array(view, "seconds.forward/LSTM");
    QCOMPARE(forward.size(), size_t(3));
    QVERIFY(forward[1] <= forward[0] && forward[0] <= forward[2]);
    QVERIFY(array(view, "seconds.both/LSTM")[0] > forward[0]);
    QVERIFY(view.groups().back().rows[1].text.contains(" ×"));
}

void TestCostView::otherWeightsOfTheSameShapesAreNotMeasuredAnew()
{
    SampleDesk sample(8);
    LabSetting setting = shortSetting();
    sample.show(labOf(setting));
    CostView view(sample.desk);
    view.refresh(Change::All);
    await(view);
    setting.scale = 2;
    sample.show(labOf(setting));
    view.refresh(Change::Scene);
    QVERIFY(!view.busy());
    setting.units = 20;
    sample.show(labOf(setting));
    view.refresh(Change::Scene);
    QVERIFY(view.busy());
}

void TestCostView::theButtonMeasuresAgain()
{
    SampleDesk sample(8);
    CostView view(sample.desk);
    view.refresh(Change::All);
    await(view);
    auto* button = view.findChild<QPushButton*>();
    QVERIFY(button->isEnabled());
    button->click();
    QVERIFY(view.busy());
    QVERIFY(!button->isEnabled());
    await(view);
    QVERIFY(button->isEnabled());
}

void TestCostView::theReadingSaysWhatIsMatched()
{
    SampleDesk sample(8);
    LabSetting setting = shortSetting();
    setting.units = 64;
    sample.show(labOf(setting));
    ReadCost view(sample.desk);
    view.refresh(Change::All);
    QVERIFY(view.reading().startsWith("Matched parameters make the multiply-adds about equal"));
    const auto& products = view.groups()[1].rows;
    QVERIFY(std::abs(products[1].number / products[0].number - 1) < 0.05);
    setting.match = Match::Units;
    sample.show(labOf(setting));
    view.refresh(Change::Scene);
    const auto& equal = view.groups()[1].rows;
    QVERIFY(equal[1].number > 3.5 * equal[0].number);
    QVERIFY(equal[1].text.contains("×"));
    QVERIFY(!equal[0].text.contains("×"));
    const QString reading = view.reading(); // (4 (8 + 64) + 3) / (8 + 64)
    QVERIFY2(
        reading.contains("of LSTM makes 4.04 times the multiply-adds of RNN"), qPrintable(reading));
}

void TestCostView::barsAreToScale()
{
    const Palette& colours = palette(Theme::Light);
    QImage image(400, 60, QImage::Format_RGB32);
    image.fill(colours.card);
    const QColor ink = colours.memory;
    const BarGroup group{
        "title", {}, {}, {{"a", 100, 0, "100", "100", ink}, {"b", 50, 0, "50", "50", ink}}};
    QPainter painter(&image);
    drawGroup(painter, {0, 0, 400, 60}, group, {group}, 20, colours);
    painter.end();
    const auto inked = [&](int y) {
        int count = 0;
        for (int x = 0; x < 400; ++x)
            count += image.pixelColor(x, y) == ink;
        return count;
    };
    QVERIFY(inked(23) > 200);
    QVERIFY(std::abs(2 * inked(43) - inked(23)) <= 2);
}

void TestCostView::everyGroupIsExplained()
{
    SampleDesk sample(8);
    CostView view(sample.desk);
    view.resize(400, 600);
    view.refresh(Change::All);
    QStringList said;
    for (int y = 0; y < 600; y += 5)
        if (const QString one = view.describe({200, double(y)}); !one.isEmpty())
            said += one.section('\n', 0, 0);
    said.removeDuplicates();
    QCOMPARE(said.size(), qsizetype(view.groups().size()));
}

QTEST_MAIN(TestCostView)
#include "tst_cost.moc"
