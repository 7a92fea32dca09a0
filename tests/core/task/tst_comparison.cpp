#include "core/cell/cells.h"
#include "core/pack/json.h"
#include "core/task/comparison.h"
#include "core/task/drills.h"

#include <QTest>

using namespace rnnscope;

class ComparisonTest : public QObject {
    Q_OBJECT

private slots:
    void comesBackFromItsFileAsItWas();
    void everyTaskHasADefaultThatCanBeMade();
    void wrongFilesAreErrors_data();
    void wrongFilesAreErrors();
    void brokenJsonNamesTheFile();
    void impossibleComparisonsAreErrors_data();
    void impossibleComparisonsAreErrors();
    void unitsBringParametersTogether_data();
    void unitsBringParametersTogether();
    void unitsMayBeMatchedInstead();
    void factsSayWhatIsHeldConstant();
    void startSaysHowItIsMade();
};

namespace {

/// Nothing at its default.
Comparison unusual()
{
    Comparison c;
    c.task = "order";
    c.distance = 24;
    c.cells = {"gru", "lstm"};
    c.match = Match::Units;
    c.units = 19;
    c.seeds = {4, 7, 4294967295u};
    c.dataSeed = 9;
    c.updates = 123;
    c.batch = 6;
    c.chunk = 10;
    c.method = Method::Sgd;
    c.momentum = 0.9;
    c.rate = 0.1;
    c.clip = 0.3;
    c.initial = Initial::Orthogonal;
    c.forgetBias = -1.5;
    c.interval = 11;
    return c;
}

const Fact& factOf(const std::vector<Fact>& facts, std::string_view what)
{
    return *std::ranges::find(facts, what, &Fact::what);
}

}

void ComparisonTest::comesBackFromItsFileAsItWas()
{
    for (const Comparison& comparison : {unusual(), defaultComparison("poem")}) {
        const auto read = readComparison(writeComparison(comparison), "a.json");
        QVERIFY2(read, read ? "" : read.error().text().c_str());
        QVERIFY(*read == comparison);
    }
}

void ComparisonTest::everyTaskHasADefaultThatCanBeMade()
{
    QVERIFY(!misfit(defaultComparison("poem")));
    for (const Drill& drill : drills()) {
        const Comparison comparison = defaultComparison(drill.id);
        QCOMPARE(comparison.distance, drill.easy);
        QVERIFY(!misfit(comparison));
    }
}

void ComparisonTest::wrongFilesAreErrors_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value"); // JSON; empty: the key is left out
    QTest::addColumn<QString>("said");
    QTest::newRow("missing") << "rate"
                             << ""
                             << "expected “rate”, found none";
    QTest::newRow("unknown") << "speed"
                             << "1"
                             << "found “speed”";
    QTest::newRow("text for a number") << "rate"
                                       << "\"fast\""
                                       << "expected a number, found \"fast\"";
    QTest::newRow("half an update") << "updates"
                                    << "1.5"
                                    << "a whole number from 0 to";
    QTest::newRow("too large") << "updates"
                               << "1e30"
                               << "a whole number from 0 to";
    QTest::newRow("negative seed") << "seeds"
                                   << "[1, -1]"
                                   << "a list of whole numbers from 0";
    QTest::newRow("number for a list") << "cells"
                                       << "3"
                                       << "a list of texts, found 3";
    QTest::newRow("unknown optimizer") << "optimizer"
                                       << "\"rmsprop\""
                                       << "adam or sgd, found “rmsprop”";
    QTest::newRow("later version") << "rnnscope.comparison"
                                   << "2"
                                   << "from 1 to 1, found 2";
    QTest::newRow("unknown task") << "task"
                                  << "\"chess\""
                                  << "expected a task, found “chess”";
}

void ComparisonTest::wrongFilesAreErrors()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, said);
    Json json = Json::parse(writeComparison(unusual()));
    if (value.isEmpty())
        json.erase(key.toStdString());
    else
        json[key.toStdString()] = Json::parse(value.toStdString());
    const auto read = readComparison(writeJson(json), "a.json");
    QVERIFY(!read);
    QVERIFY2(
        QString::fromStdString(read.error().text()).contains(said), read.error().text().c_str());
}

void ComparisonTest::brokenJsonNamesTheFile()
{
    for (const char* text : {"", "{", "[]", "null", "3"}) {
        const auto read = readComparison(text, "a.json");
        QVERIFY(!read);
        QVERIFY(QString::fromStdString(read.error().where).contains("a.json"));
    }
}

void ComparisonTest::impossibleComparisonsAreErrors_data()
{
    QTest::addColumn<std::function<void(Comparison&)>>("change");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, std::function<void(Comparison&)> change,
                         const char* said) { QTest::newRow(name) << change << said; };
    row(
        "distance too far", [](Comparison& c) { c.distance = 1000; }, "a distance from 8 to 200");
    row(
        "no cell", [](Comparison& c) { c.cells.clear(); }, "at least one cell");
    row(
        "a cell twice",
        [](Comparison& c) {
            c.cells = {"gru", "gru"};
        },
        "different ones");
    row(
        "no seed", [](Comparison& c) { c.seeds.clear(); }, "different seeds, found none");
    row(
        "no units", [](Comparison& c) { c.units = 0; }, "1 to 4096 units, found 0");
    row(
        "no updates", [](Comparison& c) { c.updates = 0; }, "updates, found 0");
    row(
        "rate that is no number", [](Comparison& c) { c.rate = std::nan(""); }, "for the rate");
    row(
        "a text in minibatches", [](Comparison& c) { c.task = "poem"; }, "1 sequence an update");
}

void ComparisonTest::impossibleComparisonsAreErrors()
{
    QFETCH(std::function<void(Comparison&)>, change);
    QFETCH(QString, said);
    Comparison comparison = unusual();
    change(comparison);
    const auto error = misfit(comparison);
    QVERIFY(error);
    QVERIFY2(QString::fromStdString(error->text()).contains(said), error->text().c_str());
}

void ComparisonTest::unitsBringParametersTogether_data()
{
    QTest::addColumn<QString>("task");
    QTest::newRow("poem") << "poem";
    for (const Drill& drill : drills())
        QTest::newRow(drill.id.data()) << QString(drill.id.data());
}

void ComparisonTest::unitsBringParametersTogether()
{
    QFETCH(QString, task);
    const Comparison comparison = defaultComparison(task.toStdString());
    const auto facts = factsOf(comparison);
    QVERIFY2(factOf(facts, "parameters").same, factOf(facts, "parameters").said.c_str());
    QVERIFY(!factOf(facts, "units").same);
    QCOMPARE(unitsOf(comparison, *findCell("lstm")), comparison.units);
}

void ComparisonTest::unitsMayBeMatchedInstead()
{
    Comparison comparison = defaultComparison("latch");
    comparison.match = Match::Units;
    const auto facts = factsOf(comparison);
    QCOMPARE(factOf(facts, "units").said, "RNN 32, LSTM 32, GRU 32");
    QVERIFY(factOf(facts, "units").same && !factOf(facts, "parameters").same);
}

void ComparisonTest::factsSayWhatIsHeldConstant()
{
    const auto facts = factsOf(unusual());
    QCOMPARE(factOf(facts, "the same sequences in the same order").said,
        "order at distance 24, 6 at once, seed 9");
    QCOMPARE(factOf(facts, "training").said,
        "SGD with momentum 0.9, rate 0.1 falling to 0, gradient norm at most 0.3, truncated after "
        "10 steps");
    QCOMPARE(factOf(facts, "start of the recurrent weights").said, "orthogonal, forget bias -1.5");
    QCOMPARE(factOf(facts, "seeds of the weights").said, "4, 7, 4294967295");
}

void ComparisonTest::startSaysHowItIsMade()
{
    const Model model = startOf(unusual(), *findCell("lstm"), 7);
    QCOMPARE(model.metadata.at("rnnscope.task"), "order");
    QCOMPARE(model.metadata.at("rnnscope.distance"), "24");
    QCOMPARE(model.metadata.at("rnnscope.seed"), "7");
    QCOMPARE(model.metadata.at("rnnscope.data_seed"), "9");
    QCOMPARE(model.metadata.at("rnnscope.forget_bias"), "-1.5");
    QCOMPARE(model.vocabulary.size(), model.tokens());
    QVERIFY(!startOf(unusual(), *findCell("gru"), 7).metadata.contains("rnnscope.forget_bias"));
}

QTEST_APPLESS_MAIN(ComparisonTest)
#include "tst_comparison.moc"
