#include "core/run/halving.h"
#include "tests/support/sample.h"
#include "ui/state/lab.h"
#include "ui/view/conditions.h"
#include "ui/view/constant.h"

#include <QtTest>

using namespace rnnscope;

Q_DECLARE_METATYPE(rnnscope::ScenePtr)

class TestConstant : public QObject {
    Q_OBJECT

private slots:
    void countsAreTheModels();
    void whatAllHaveInCommonIsSaidOnce();
    void trainingIsSaidWhereAFileSaysIt();
    void halvingNeedsOneLoss();
    void oneNetworkHasNothingToCompare();
    void anUnfairComparisonIsCalledUnfair();
    void theVerdictStandsOnTop();
    void everyReasonIsASentence_data();
    void everyReasonIsASentence();
    void filesThatDoNotSayTheirTaskAreNotCalledAlike();
    void aTextOfTwoVocabulariesIsSaidToBe();
};

namespace {

QStringList valuesOf(const Conditions& comparison, const QString& name)
{
    for (const Conditions::Fact& fact : comparison.facts)
        if (fact.name == name)
            return fact.values;
    return {};
}

/// The sample with each model changed by `change`.
template <class Change>
ScenePtr changed(const SampleDesk& sample, Change change)
{
    Scene scene = *sample.session.scene();
    for (size_t m = 0; m < scene.models.size(); ++m) {
        Model model = *scene.models[m];
        change(model, static_cast<int>(m));
        scene.models[m] = std::make_shared<const Model>(model);
    }
    return std::make_shared<const Scene>(scene);
}

QString shown(const SampleDesk& sample)
{
    HeldConstant view(sample.desk);
    view.refresh(Change::All);
    return view.text();
}

}

void TestConstant::countsAreTheModels()
{
    QLocale::setDefault(QLocale::English);
    SampleDesk sample(64);
    const Scene& scene = *sample.session.scene();
    const Conditions comparison = compare(scene, nullptr, 0);
    QCOMPARE(comparison.models, QStringList({"RNN", "LSTM", "GRU"}));
    const QStringList counts = valuesOf(comparison, "parameters");
    for (size_t m = 0; m < 3; ++m)
        QCOMPARE(QLocale().toLongLong(counts[static_cast<qsizetype>(m)]),
            static_cast<qlonglong>(scene.models[m]->parameters()));
    QVERIFY2(counts[1].contains(','), qPrintable(counts[1]));
}

void TestConstant::whatAllHaveInCommonIsSaidOnce()
{
    SampleDesk sample(16, 2);
    const Conditions comparison = compare(*sample.session.scene(), nullptr, 0);
    QCOMPARE(valuesOf(comparison, "units"), QStringList("16 + 16"));
    QCOMPARE(valuesOf(comparison, "parameters").size(), 3);
}

void TestConstant::trainingIsSaidWhereAFileSaysIt()
{
    SampleDesk sample(8);
    QVERIFY(valuesOf(compare(*sample.session.scene(), nullptr, 0), "training").isEmpty());
    const ScenePtr scene = changed(sample, [](Model& model, int m) {
        model.metadata["rnnscope.steps"] = "1500";
        if (m != 2)
            model.metadata["rnnscope.seed"] = "7<b>";
    });
    QCOMPARE(valuesOf(compare(*scene, nullptr, 0), "training"), QStringList("1500 updates"));
    QCOMPARE(valuesOf(compare(*scene, nullptr, 0), "seed of the weights"),
        QStringList({"7&lt;b&gt;", "7&lt;b&gt;", "–"}));
}

void TestConstant::halvingNeedsOneLoss()
{
    SampleDesk sample(8);
    const Scene& scene = *sample.session.scene();
    const auto facts = [&](LossStep loss) {
        Watch watch;
        return compare(scene, gradientOf(sample.session.scene(), loss, watch)->get(), 0);
    };
    QVERIFY(valuesOf(facts(std::nullopt), "∂L<sub>31</sub> halves in").isEmpty());
    QVERIFY(valuesOf(facts(1), "∂L<sub>2</sub> halves in").isEmpty());
    const QStringList halves = valuesOf(facts(30), "∂L<sub>31</sub> halves in");
    QCOMPARE(halves.size(), 3);

    Watch watch;
    const auto flows = flow(*scene.models[0], *scene.sequences[0], *scene.traces[0], 30, watch);
    const double steps = stepsPerHalving(flows->front().norms, 30).value();
    QCOMPARE(halves[0], QString("%1 steps").arg(steps, 0, 'f', 1));
}

void TestConstant::oneNetworkHasNothingToCompare()
{
    SampleDesk sample(8);
    QVERIFY(!shown(sample).contains("nothing to compare"));
    Scene scene = *sample.session.scene();
    scene.models.resize(1);
    scene.traces.resize(1);
    sample.show(std::make_shared<const Scene>(scene));
    QVERIFY(shown(sample).contains("nothing to compare"));
    QVERIFY(shown(sample).contains("parameters"));
}

void TestConstant::anUnfairComparisonIsCalledUnfair()
{
    SampleDesk sample(64);
    QCOMPARE(compare(*sample.session.scene(), nullptr, 0).reasons,
        QStringList("What was learned is not said: RNN, LSTM, GRU."));
    QVERIFY(shown(sample).startsWith("⚠ Not a fair comparison"));
}

namespace {

LabSetting fairSetting()
{
    LabSetting setting;
    setting.units = 32;
    setting.steps = 20;
    setting.distance = 5;
    setting.forgetBias = 1;
    return setting;
}

ScenePtr sceneOf(const LabSetting& setting)
{
    Watch watch;
    return *labScene(setting, labText(setting), watch);
}

}

void TestConstant::theVerdictStandsOnTop()
{
    SampleDesk sample(8);
    sample.show(sceneOf(fairSetting()));
    QVERIFY2(shown(sample).startsWith("✓ Fair: parameters match within"), "matched parameters");
    LabSetting units = fairSetting();
    units.match = Match::Units;
    sample.show(sceneOf(units));
    QVERIFY2(shown(sample).startsWith("✓ Fair by units"), qPrintable(shown(sample)));
}

void TestConstant::everyReasonIsASentence_data()
{
    QTest::addColumn<ScenePtr>("scene");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, auto change, const QString& said) {
        LabSetting setting = fairSetting();
        Scene scene = *sceneOf(setting);
        Model first = *scene.models.front();
        change(setting, first);
        scene = *sceneOf(setting);
        if (first.metadata != scene.models.front()->metadata || first.layers.size() > 1)
            scene.models.front() = std::make_shared<const Model>(first);
        QTest::newRow(name) << std::make_shared<const Scene>(scene) << said;
    };
    row(
        "relu", [](LabSetting& s, Model&) { s.squashing = Squashing::Relu; },
        "The states are squashed differently: RNN relu, LSTM tanh, GRU tanh.");
    row(
        "PyTorch’s forget bias",
        [](LabSetting& s, Model& first) {
            s.forgetBias = {};
            first = *sceneOf(s)->models.front();
        },
        "LSTM: the forget bias is PyTorch’s default");
    row(
        "forget bias −1",
        [](LabSetting& s, Model& first) {
            s.forgetBias = -1;
            first = *sceneOf(s)->models.front();
        },
        "LSTM: the forget gate starts at f ≈ 0.27, so that 73 % of the memory is lost");
    row(
        "another start",
        [](LabSetting&, Model& first) { first.metadata["rnnscope.start"] = "orthogonal"; },
        "U does not start alike.");
    row(
        "another seed", [](LabSetting&, Model& first) { first.metadata["rnnscope.seed"] = "9"; },
        "They start from other seeds, of which one may be lucky: RNN 9, LSTM 1, GRU 1.");
    row(
        "trained",
        [](LabSetting&, Model& first) {
            first.metadata["rnnscope.task"] = "latch";
            first.metadata["rnnscope.steps"] = "100";
        },
        "Untrained beside trained ones: LSTM, GRU.");
    row(
        "unsaid",
        [](LabSetting&, Model& first) {
            first.metadata = {{"rnnscope.seed", "1"}};
        },
        "What was learned is not said: RNN.");
}

void TestConstant::everyReasonIsASentence()
{
    QFETCH(ScenePtr, scene);
    QFETCH(QString, said);
    const QStringList reasons = compare(*scene, nullptr, 0).reasons;
    QVERIFY2(reasons.join('\n').contains(said), qPrintable(reasons.join('\n')));
    QCOMPARE(reasons.size(), 1);
}

namespace {

/// Two files, of which the second may have another vocabulary.
ScenePtr twoFiles(const std::string& secondText, const char* task)
{
    Scene scene;
    for (const std::string& text : {std::string("abc"), secondText}) {
        Model model = sampleModel(findCell("lstm"), 6, 1, text);
        if (task)
            model.metadata["rnnscope.task"] = task;
        const QString name = QString("file %1.pt").arg(scene.models.size());
        scene.models.push_back(std::make_shared<const Model>(model));
        scene.origins.push_back({name, "/nowhere/" + name});
    }
    Watch watch;
    auto sequence = sequenceFromText(*scene.models.front(), "abcab");
    return *runScene(std::move(scene), std::move(sequence), watch);
}

}

void TestConstant::filesThatDoNotSayTheirTaskAreNotCalledAlike()
{
    const Conditions unsaid = compare(*twoFiles("abc", nullptr), nullptr, 0);
    QCOMPARE(unsaid.fairness.reasons, std::vector{Unfair::UnsaidTask});
    QCOMPARE(unsaid.models, QStringList({"file 0", "file 1"}));
    QCOMPARE(valuesOf(unsaid, "cell"), QStringList("LSTM"));
    QVERIFY(compare(*twoFiles("abc", "poem"), nullptr, 0).reasons.isEmpty());
    SampleDesk sample(6);
    sample.show(twoFiles("abc", nullptr));
    QVERIFY(shown(sample).contains("What was learned is not said: file 0, file 1"));
}

void TestConstant::aTextOfTwoVocabulariesIsSaidToBe()
{
    QCOMPARE(valuesOf(compare(*twoFiles("abc", nullptr), nullptr, 0), "sequence"),
        QStringList("the same 5 tokens"));
    QCOMPARE(valuesOf(compare(*twoFiles("cab", nullptr), nullptr, 0), "sequence"),
        QStringList("the same text, 5 tokens of each one’s vocabulary"));
}

QTEST_MAIN(TestConstant)
#include "tst_constant.moc"
