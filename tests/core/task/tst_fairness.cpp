#include "core/cell/cells.h"
#include "core/task/fairness.h"
#include "core/task/lab.h"

#include <QtTest>

using namespace rnnscope;

class TestFairness : public QObject {
    Q_OBJECT

private slots:
    void trainedAlikeIsFair();
    void oneNetworkIsNotJudged();
    void parametersMatchWithinFivePercent();
    void aDifferenceIsTheOnlyReason_data();
    void aDifferenceIsTheOnlyReason();
    void pytorchsDefaultForgetsHalf();
    void theSameForgetBiasInAllIsFair();
    void untrainedNetworksNeedNoTask();
};

namespace {

using All = std::vector<Model>;

/// RNN, LSTM and GRU of one comparison.
All trainedAlike()
{
    const Comparison comparison = defaultComparison("latch");
    All all;
    for (const std::string& cell : comparison.cells)
        all.push_back(startOf(comparison, *findCell(cell), 1));
    return all;
}

All ofLab(const LabSetting& setting)
{
    All all;
    for (const std::string& cell : setting.cells)
        all.push_back(labModel(setting, cell, setting.seed));
    return all;
}

/// Numbers for one step, and a goal where it asks for one.
SequencePtr read(const Model& model, bool goal = false)
{
    Sequence sequence;
    sequence.values = Matrix::Ones(model.reads(), 1);
    if (goal)
        sequence.goals = Matrix::Zero(model.outputs(), 1);
    return std::make_shared<const Sequence>(sequence);
}

Fairness judge(const All& all, bool goalInFirst = false)
{
    std::vector<ModelPtr> models;
    std::vector<SequencePtr> sequences;
    for (const Model& model : all) {
        sequences.push_back(read(model, goalInFirst && models.empty()));
        models.push_back(std::make_shared<const Model>(model));
    }
    return fairnessOf(models, sequences);
}

using Change = void (*)(Model& model);

}

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(Unfair)

void TestFairness::trainedAlikeIsFair()
{
    const Fairness fairness = judge(trainedAlike());
    QVERIFY(fairness.reasons.empty());
    QVERIFY(fairness.match == Match::Parameters);
    QVERIFY(fairness.spread > 0 && fairness.spread <= fairSpread);
}

void TestFairness::oneNetworkIsNotJudged()
{
    Model alone = trainedAlike().front();
    alone.metadata.clear();
    QVERIFY(judge({alone}).reasons.empty());
}

void TestFairness::parametersMatchWithinFivePercent()
{
    LabSetting setting;
    setting.forgetBias = 1;
    setting.match = Match::Units;
    const Fairness units = judge(ofLab(setting));
    QVERIFY(units.match == Match::Units);
    QVERIFY(units.spread > 1);
    QVERIFY(units.reasons.empty());

    All all = ofLab({.cells = {"gru", "gru"}, .forgetBias = 1});
    all[1] = labModel({.units = 90, .forgetBias = 1}, "gru", 1);
    const Fairness neither = judge(all);
    QVERIFY(!neither.match);
    QCOMPARE(neither.reasons, std::vector{Unfair::Size});
    const auto a = double(all[0].parameters()), b = double(all[1].parameters());
    QCOMPARE(neither.spread, b / a - 1);
}

void TestFairness::aDifferenceIsTheOnlyReason_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Unfair>("reason");
    const auto row = [](const char* name, Unfair reason, Change change) {
        QTest::newRow(name) << change << reason;
    };
    row("says nothing", Unfair::UnsaidTask, [](Model& model) { model.metadata.clear(); });
    row("before the first update", Unfair::Untrained, [](Model& model) {
        for (const char* key : {"task", "distance", "data_seed", "training"})
            model.metadata.erase(std::string("rnnscope.") + key);
        model.metadata["rnnscope.steps"] = "0";
    });
    row("another task", Unfair::Task, [](Model& m) { m.metadata["rnnscope.task"] = "order"; });
    row("another distance", Unfair::Task,
        [](Model& model) { model.metadata["rnnscope.distance"] = "7"; });
    row("other data", Unfair::Data, [](Model& m) { m.metadata["rnnscope.data_seed"] = "2"; });
    row("shorter", Unfair::Updates, [](Model& m) { m.metadata["rnnscope.steps"] = "10"; });
    row("stopped before", Unfair::Updates,
        [](Model& model) { model.metadata["rnnscope.checkpoint"] = "10"; });
    row("another method", Unfair::Training,
        [](Model& model) { model.metadata["rnnscope.training"] = "SGD"; });
    row("another seed", Unfair::Seed, [](Model& m) { m.metadata["rnnscope.seed"] = "2"; });
    row("another start", Unfair::Start,
        [](Model& model) { model.metadata["rnnscope.start"] = "orthogonal"; });
    row("a scaled start", Unfair::Start, [](Model& m) { m.metadata["rnnscope.factor"] = "1.5"; });
}

void TestFairness::aDifferenceIsTheOnlyReason()
{
    QFETCH(Change, change);
    QFETCH(Unfair, reason);
    All all = trainedAlike();
    change(all[0]);
    QCOMPARE(judge(all).reasons, std::vector{reason});
}

void TestFairness::pytorchsDefaultForgetsHalf()
{
    QCOMPARE(judge(ofLab({})).reasons, std::vector{Unfair::ForgetGate});
    QCOMPARE(judge(ofLab({.forgetBias = 0})).reasons, std::vector{Unfair::ForgetGate});
    QVERIFY(judge(ofLab({.forgetBias = 1})).reasons.empty());
    const Model lstm = labModel({.forgetBias = 2}, "lstm", 1);
    QVERIFY(std::abs(*forgetGateOf(lstm) - 0.8808) < 1e-4);
    QVERIFY(!forgetGateOf(labModel({}, "gru", 1)));
}

void TestFairness::theSameForgetBiasInAllIsFair()
{
    QVERIFY(judge(ofLab({.cells = {"lstm", "lstm"}})).reasons.empty());
    All all = ofLab({.cells = {"lstm", "lstm"}});
    all[1] = labModel({.forgetBias = 1}, "lstm", 1);
    QCOMPARE(judge(all).reasons, std::vector{Unfair::ForgetGate});
}

void TestFairness::untrainedNetworksNeedNoTask()
{
    const All all = ofLab({.forgetBias = 1, .squashing = Squashing::Relu});
    QCOMPARE(judge(all).reasons, std::vector{Unfair::Activation});
    QCOMPARE(squashingOf(all[0]), "relu");
    QVERIFY(updatesOf(all[0]) == 0);
    QCOMPARE(judge(ofLab({.forgetBias = 1}), true).reasons, std::vector{Unfair::Loss});
}

QTEST_GUILESS_MAIN(TestFairness)
#include "tst_fairness.moc"
