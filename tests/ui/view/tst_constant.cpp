#include "core/run/halving.h"
#include "tests/support/sample.h"
#include "ui/view/constant.h"

#include <QtTest>

using namespace rnnscope;

class TestConstant : public QObject {
    Q_OBJECT

private slots:
    void countsAreTheModels();
    void whatAllHaveInCommonIsSaidOnce();
    void fairnessEndsAtFivePercent_data();
    void fairnessEndsAtFivePercent();
    void trainingIsSaidWhereAFileSaysIt();
    void halvingNeedsOneLoss();
    void oneNetworkHasNothingToCompare();
    void anUnfairComparisonIsCalledUnfair();
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

void TestConstant::fairnessEndsAtFivePercent_data()
{
    QTest::addColumn<int>("more");
    QTest::addColumn<bool>("fair");
    QTest::newRow("equal") << 0 << true;
    QTest::newRow("five of a hundred more") << 5 << true;
    QTest::newRow("six of a hundred more") << 6 << false;
}

void TestConstant::fairnessEndsAtFivePercent()
{
    QFETCH(int, more);
    QFETCH(bool, fair);
    SampleDesk sample(8);
    const ScenePtr scene = changed(sample, [&](Model& model, int m) {
        model.head = {};
        Weights& weights = model.layers[0].weights;
        weights = {Matrix::Zero(100 + (m == 1 ? more : 0), 1), {}, {}, {}};
    });
    QCOMPARE(compare(*scene, nullptr, 0).fair(), fair);
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
    QCOMPARE(valuesOf(compare(*scene, nullptr, 0), "training"),
        QStringList(
            {"1500 updates, seed 7&lt;b&gt;", "1500 updates, seed 7&lt;b&gt;", "1500 updates"}));
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
    QVERIFY(!compare(*sample.session.scene(), nullptr, 0).fair());
    QVERIFY(shown(sample).contains("Not a fair comparison"));
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
    QVERIFY(!unsaid.sameTask);
    QCOMPARE(unsaid.models, QStringList({"file 0", "file 1"}));
    QCOMPARE(valuesOf(unsaid, "cell"), QStringList("LSTM"));
    QVERIFY(compare(*twoFiles("abc", "poem"), nullptr, 0).sameTask);
    SampleDesk sample(6);
    sample.show(twoFiles("abc", nullptr));
    QVERIFY(shown(sample).contains("do not say"));
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
