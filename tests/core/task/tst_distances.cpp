#include "core/task/distances.h"

#include "core/cell/cells.h"
#include "core/task/learn.h"
#include "core/task/subject.h"
#include "core/task/trained.h"

#include <QTest>

using namespace rnnscope;

class Distances : public QObject {
    Q_OBJECT

private slots:
    void trainedOneIsAmongThem();
    void accuracyIsThatOfUnseenSequences();
    void untrainedNetworkGuesses();
    void fileTellsHowItWasTrained();
    void drillOfAFileIsFoundAgain();
};

namespace {

Comparison small()
{
    Comparison comparison = defaultComparison("latch");
    comparison.cells = {"lstm"};
    comparison.distance = 5;
    comparison.updates = 10;
    comparison.units = 8;
    return comparison;
}

Learned learned()
{
    Watch watch;
    return *learn(small(), *findCell("lstm"), 1, watch, {});
}

}

void Distances::trainedOneIsAmongThem()
{
    for (const Drill& drill : drills())
        for (const int trained : {drill.low, drill.easy, drill.high}) {
            const std::vector<int> all = distancesAround(drill, trained);
            QVERIFY(std::ranges::is_sorted(all));
            QCOMPARE(std::ranges::count(all, trained), 1);
            QVERIFY(all.front() >= drill.low && all.back() <= drill.high);
            QVERIFY(all.size() <= 11);
        }
}

void Distances::accuracyIsThatOfUnseenSequences()
{
    Watch watch;
    const ModelPtr end = learned().end().model;
    const Model& model = *end;
    const Drill& latch = *findDrill("latch");
    const std::vector<int> distances{5, 40};
    const auto found = *accuracyByDistance(model, latch, distances, 1, watch);
    for (size_t i = 0; i < distances.size(); ++i) {
        const Subject subject = *findSubject("latch", distances[i]);
        std::vector<Sequence> test = subject.test(1);
        test.resize(64);
        QCOMPARE(found[i].distance, distances[i]);
        QCOMPARE(found[i].accuracy, score(model, test, subject.judge, watch)->accuracy);
    }
}

void Distances::untrainedNetworkGuesses()
{
    Watch watch;
    const Drill& order = *findDrill("order");
    Comparison comparison = defaultComparison("order");
    const Model model = startOf(comparison, *findCell("gru"), 1);
    const auto found
        = *accuracyByDistance(model, order, std::vector{order.low, order.easy}, 1, watch);
    for (const AtDistance& one : found)
        QVERIFY(one.accuracy < 0.6);
}

void Distances::fileTellsHowItWasTrained()
{
    Watch watch;
    const Learned all = learned();
    const Model end = *trainedModel(small(), all.end(), watch);
    QCOMPARE(end.metadata.at("rnnscope.task"), std::string("latch"));
    QVERIFY(end.metadata.at("rnnscope.loss").ends_with(" nats"));
    QVERIFY(end.metadata.at("rnnscope.accuracy").ends_with(" %"));
    QVERIFY(!end.metadata.contains("rnnscope.checkpoint"));
    const Model start = *trainedModel(small(), all.checkpoints.front(), watch);
    QCOMPARE(start.metadata.at("rnnscope.checkpoint"), std::string("0"));
    QCOMPARE(sampleOf(small(), end), findSubject("latch", 5)->test(1).front().ids);
}

void Distances::drillOfAFileIsFoundAgain()
{
    Model model = *learned().end().model;
    const auto asked = sequenceOfDrill(model);
    QVERIFY(asked);
    const Sequence expected = findSubject("latch", 5)->test(1).front();
    QCOMPARE(asked->ids, expected.ids);
    QCOMPARE(asked->targets, expected.targets);
    QCOMPARE(sequenceOfDrill(model, 255)->ids, findSubject("latch", 5)->test(1).back().ids);
    QVERIFY(!sequenceOfDrill(model, 256) && !sequenceOfDrill(model, -1));
    model.metadata["rnnscope.distance"] = "1000000";
    QVERIFY(!sequenceOfDrill(model));
    model.metadata["rnnscope.distance"] = "5";
    model.metadata["rnnscope.task"] = "adding"; // it reads numbers
    QVERIFY(!sequenceOfDrill(model));
    model.metadata.clear();
    QVERIFY(!sequenceOfDrill(model));
}

QTEST_GUILESS_MAIN(Distances)
#include "tst_distances.moc"
