#include "core/math/spectrum.h"
#include "core/run/forward.h"
#include "core/run/influence.h"
#include "core/task/lab.h"
#include "tests/support/process.h"

#include <QTest>

#include <cmath>

using namespace rnnscope;

class TestLab : public QObject {
    Q_OBJECT

private slots:
    void everyPresetShowsWhatItSays_data();
    void everyPresetShowsWhatItSays();
    void theNextLetterWasReadThatManyStepsBefore();
    void theRadiusIsThatOfEveryBlock();
    void whatIsNotTurnedStaysAsItIs();
    void matchedNetworksHaveAsManyParameters();
    void whatCannotBeMadeIsTold();

private:
    /// M2 at the lag of presets.
    static double reach(const LabSetting& setting, std::string_view cell, unsigned seed)
    {
        const Model model = labModel(setting, cell, seed);
        LabSetting own = setting;
        own.seed = seed;
        Watch watch;
        const Sequence sequence = *sequenceFromText(model, labText(own));
        const auto trace = forward(model, sequence, watch);
        return influence(model, *trace, 0, watch)->values()[presetLag];
    }
};

void TestLab::everyPresetShowsWhatItSays_data()
{
    QTest::addColumn<QString>("id");
    for (const LabPreset& preset : labPresets())
        QTest::newRow(preset.id.data()) << QString::fromUtf8(preset.id);
}

void TestLab::everyPresetShowsWhatItSays()
{
    QFETCH(QString, id);
    const LabPreset& preset = *findPreset(id.toStdString());
    std::vector<double> found;
    const unsigned seeds = slowness > 1 ? 3 : 20;
    for (unsigned seed = 1; seed <= seeds; ++seed)
        found.push_back(reach(preset.setting, preset.cell, seed));
    const auto holds = std::ranges::count_if(
        found, [&](double value) { return value >= preset.low && value <= preset.high; });
    std::ranges::sort(found);
    qInfo("%d of %u seeds; ‖∂s_T/∂s_{T−50}‖ %.1e, median %.1e, %.1e", int(holds), seeds,
        found.front(), found[seeds / 2], found.back());
    QVERIFY(10 * holds >= 9 * seeds);
}

void TestLab::theNextLetterWasReadThatManyStepsBefore()
{
    LabSetting setting;
    setting.distance = 7;
    const std::string text = labText(setting);
    QCOMPARE(text.size(), size_t(setting.steps));
    for (size_t step = 7; step + 1 < text.size(); ++step)
        QCOMPARE(text[step + 1], text[step - 7]);
    QVERIFY(text.substr(1, 7) != text.substr(0, 7));
}

void TestLab::theRadiusIsThatOfEveryBlock()
{
    LabSetting setting;
    setting.units = 12;
    setting.spread = Spread::Radius;
    setting.scale = 0.8;
    const Model model = labModel(setting, "lstm", 3);
    const Weights& weights = model.layers.front().weights;
    for (Index block = 0; block < 4; ++block) {
        const Eigen::MatrixXd u = weights.u.middleRows(block * 12, 12).cast<double>();
        QVERIFY(std::abs(spectrumOf(u, {})->radius() - 0.8) < 1e-5);
    }
}

void TestLab::whatIsNotTurnedStaysAsItIs()
{
    LabSetting setting, turned;
    turned.scale = 1.5;
    turned.forgetBias = 2;
    const Weights plain = labModel(setting, "lstm", 1).layers.front().weights;
    const Weights other = labModel(turned, "lstm", 1).layers.front().weights;
    QCOMPARE(other.w, plain.w);
    QCOMPARE(other.u, Matrix(plain.u * Real(1.5)));
    QCOMPARE(other.b.head(setting.units), plain.b.head(setting.units)); // of the input gate
    QCOMPARE(other.b.segment(setting.units, setting.units).minCoeff(), Real(2));
}

void TestLab::matchedNetworksHaveAsManyParameters()
{
    const LabSetting setting;
    const auto wanted = static_cast<double>(labModel(setting, "lstm", 1).parameters());
    for (const std::string& cell : setting.cells)
        QVERIFY(std::abs(double(labModel(setting, cell, 1).parameters()) / wanted - 1) < 0.05);
}

void TestLab::whatCannotBeMadeIsTold()
{
    LabSetting setting;
    QVERIFY(!misfit(setting));
    setting.distance = setting.steps;
    const auto error = misfit(setting);
    QVERIFY(error && error->text().find("distance") != std::string::npos);
    setting = {};
    setting.cells = {"rnn", "mamba"};
    QVERIFY(misfit(setting));
}

QTEST_GUILESS_MAIN(TestLab)
#include "tst_lab.moc"
