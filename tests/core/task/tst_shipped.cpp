#include "core/cell/cells.h"
#include "core/load/open.h"
#include "core/load/verify.h"
#include "core/run/score.h"
#include "core/task/tasks.h"

#include <QTest>

using namespace rnnscope;

/// The networks in resources/models.
class Shipped : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void openAndPassTheirTestVector_data() { addCells(); }
    void openAndPassTheirTestVector();
    void knowThePoemsByHeart_data() { addCells(); }
    void knowThePoemsByHeart();
    void readWhatTheTaskCanBeTyped_data() { addCells(); }
    void readWhatTheTaskCanBeTyped();
    void areFairlyCompared();

private:
    static void addCells();

    std::map<QString, Model> m_models;
};

void Shipped::initTestCase()
{
    Watch watch;
    for (const CellPtr& cell : cells()) {
        const std::string id(cell->id());
        const auto opened
            = openFile(RNNSCOPE_ROOT "/resources/models/poem-" + id + ".safetensors", watch);
        QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
        m_models[QString::fromStdString(id)] = opened->model;
    }
}

void Shipped::addCells()
{
    QTest::addColumn<QString>("cell");
    for (const CellPtr& cell : cells())
        QTest::newRow(cell->name().data()) << QString(cell->id().data());
}

void Shipped::openAndPassTheirTestVector()
{
    QFETCH(QString, cell);
    const Model& model = m_models.at(cell);
    QCOMPARE(QString(model.layers.front().cell->id().data()), cell);
    Watch watch;
    const auto difference = verify(model, watch);
    QVERIFY(difference && *difference < 1e-3);
}

void Shipped::knowThePoemsByHeart()
{
    QFETCH(QString, cell);
    const Model& model = m_models.at(cell);
    Watch watch;
    for (const Example& example : findTask("poem")->examples) {
        const Sequence sequence = *sequenceFromText(model, example.text);
        const double loss = *meanLoss(model, sequence, watch);
        QVERIFY2(loss < 0.1, qPrintable(QString::number(loss)));
        // The most probable next character is the true one, but for a few.
        const Trace trace = *forward(model, sequence, watch);
        int right = 0;
        for (Index t = 0; t + 1 < trace.steps(); ++t) {
            Index best;
            trace.logits.col(t).maxCoeff(&best);
            right += best == sequence.targets[static_cast<size_t>(t)];
        }
        QVERIFY(right > 0.98 * static_cast<double>(trace.steps() - 1));
    }
}

void Shipped::readWhatTheTaskCanBeTyped()
{
    QFETCH(QString, cell);
    QCOMPARE(m_models.at(cell).vocabulary.tokens(), vocabularyOf(*findTask("poem")).tokens());
}

void Shipped::areFairlyCompared()
{
    const Model& lstm = m_models.at("lstm");
    for (const auto& [cell, model] : m_models) {
        QVERIFY(50 * std::abs(model.parameters() - lstm.parameters()) < lstm.parameters());
        for (const char* same :
            {"rnnscope.task", "rnnscope.seed", "rnnscope.steps", "rnnscope.training"})
            QCOMPARE(model.metadata.at(same), lstm.metadata.at(same));
    }
}

QTEST_APPLESS_MAIN(Shipped)
#include "tst_shipped.moc"
