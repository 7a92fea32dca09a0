#include "core/cell/cells.h"
#include "core/run/score.h"
#include "core/run/train.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace rnnscope;

class Train : public QObject {
    Q_OBJECT

private slots:
    void startIsWithinPyTorchsBounds();
    void forgetGateStartsOpen();
    void sameSeedStartsAlike();
    void matchedUnitsBringParametersWithinTwoPercent_data() { addCells(); }
    void matchedUnitsBringParametersWithinTwoPercent();
    void learnsTextByHeart_data() { addCells(); }
    void learnsTextByHeart();
    void sameStartGivesSameModel_data() { addCells(); }
    void sameStartGivesSameModel();
    void stateIsCarriedFromChunkToChunk_data() { addCells(); }
    void stateIsCarriedFromChunkToChunk();
    void reportsNormBeforeClipping();
    void cancellingStopsWithinOneUpdate();
    void lossThatIsNotFiniteIsAnError();

private:
    static void addCells();
};

namespace {

const std::string text = "the rain asked the seed; the seed said the rain";

Model start(std::string_view cell, Index units = 24, unsigned seed = 1)
{
    return startModel(findCell(cell), Vocabulary::ofCharacters(text), 8, units, seed);
}

std::vector<TrainProgress> progressOf(const Model& model, const TrainOptions& options)
{
    std::vector<TrainProgress> all;
    Watch watch;
    const auto trained = train(model, {*sequenceFromText(model, text)}, options, watch,
        [&](const TrainProgress& now) { all.push_back(now); });
    return trained ? all : std::vector<TrainProgress>{};
}

Result<Model> trained(const Model& model, const TrainOptions& options)
{
    Watch watch;
    return train(model, {*sequenceFromText(model, text)}, options, watch, [](const auto&) {});
}

}

void Train::addCells()
{
    QTest::addColumn<QString>("cell");
    for (const CellPtr& cell : cells())
        QTest::newRow(cell->name().data()) << QString(cell->id().data());
}

void Train::startIsWithinPyTorchsBounds()
{
    const Model model = start("gru", 25);
    const Weights& weights = model.layers.front().weights;
    for (const Matrix& part : {weights.w, weights.u, Matrix(weights.b), Matrix(weights.d),
             model.head.w, Matrix(model.head.b)}) {
        QVERIFY(part.maxCoeff() <= Real(0.2) && part.maxCoeff() > Real(0.1));
        QVERIFY(part.minCoeff() >= Real(-0.2) && part.minCoeff() < Real(-0.1));
    }
    const auto e = model.embedding.array();
    QVERIFY(std::abs(e.mean()) < 0.2);
    QVERIFY(std::abs(std::sqrt((e - e.mean()).square().mean()) - 1) < 0.2);
}

void Train::forgetGateStartsOpen()
{
    const Weights weights = start("lstm", 4).layers.front().weights;
    const Vector sum = weights.b + weights.d; // rows i f g o
    QVERIFY((sum.segment(4, 4).array() == 1).all());
    QVERIFY((sum.head(4).array() != 1).all() && (sum.tail(8).array() != 1).all());
}

void Train::sameSeedStartsAlike()
{
    QCOMPARE(start("rnn").head.w, start("rnn").head.w);
    QVERIFY(start("rnn").head.w != start("rnn", 24, 2).head.w);
}

void Train::matchedUnitsBringParametersWithinTwoPercent()
{
    QFETCH(QString, cell);
    const Index parameters = start("lstm", 64).parameters();
    const Cell& kind = *findCell(cell.toStdString());
    const Index units = matchedUnits(kind, frameOf(start("lstm")), parameters);
    const Index closest = std::abs(start(kind.id(), units).parameters() - parameters);
    QVERIFY(50 * closest < parameters);
    QVERIFY(closest <= std::abs(start(kind.id(), units + 1).parameters() - parameters));
    QVERIFY(closest <= std::abs(start(kind.id(), units - 1).parameters() - parameters));
}

void Train::learnsTextByHeart()
{
    QFETCH(QString, cell);
    const auto model = trained(start(cell.toStdString()), {.steps = 300, .chunk = 16});
    QVERIFY(model);
    Watch watch;
    const auto loss = meanLoss(*model, *sequenceFromText(*model, text), watch);
    QVERIFY2(*loss < 0.2, qPrintable(QString::number(*loss)));
}

void Train::sameStartGivesSameModel()
{
    QFETCH(QString, cell);
    const TrainOptions options{.steps = 20, .chunk = 16};
    const auto one = trained(start(cell.toStdString()), options);
    const auto two = trained(start(cell.toStdString()), options);
    QCOMPARE(one->embedding, two->embedding);
    QCOMPARE(one->layers.front().weights.u, two->layers.front().weights.u);
    QCOMPARE(one->head.w, two->head.w);
}

void Train::stateIsCarriedFromChunkToChunk()
{
    QFETCH(QString, cell);
    // At rate 0 nothing is learned: the chunks' losses together are the whole sequence's.
    const Model model = start(cell.toStdString());
    const Sequence whole = *sequenceFromText(model, text);
    const auto steps = static_cast<int>(whole.steps() - 1);
    QCOMPARE(steps, 46);
    const auto chunks = progressOf(model, {.steps = 4, .chunk = 23, .rate = 0});
    QCOMPARE(chunks.size(), 4u);
    Watch watch;
    const double expected = *meanLoss(model, whole, watch);
    QVERIFY(std::abs((chunks[0].loss + chunks[1].loss) / 2 - expected) < 1e-5);
    QCOMPARE(chunks[2].loss, chunks[0].loss); // from a zero state again
}

void Train::reportsNormBeforeClipping()
{
    const auto norm = [](double clip) {
        return progressOf(start("lstm"), {.steps = 1, .clip = clip}).front().norm;
    };
    QVERIFY(norm(100) > 0.1);
    QCOMPARE(norm(0.001), norm(100));
}

void Train::cancellingStopsWithinOneUpdate()
{
    const Model model = start("rnn");
    Watch watch;
    int updates = 0;
    const auto result = train(model, {*sequenceFromText(model, text)}, {}, watch, [&](const auto&) {
        if (++updates == 3)
            watch.cancel();
    });
    QVERIFY(!result);
    QCOMPARE(updates, 3);
    QVERIFY(result.error().fault == Fault::Cancelled);
}

void Train::lossThatIsNotFiniteIsAnError()
{
    Model model = start("rnn");
    model.head.b(0) = std::numeric_limits<Real>::infinity();
    const auto result = trained(model, {.steps = 5});
    QVERIFY(!result);
    QVERIFY(QString::fromStdString(result.error().text()).contains("expected a finite loss"));
}

QTEST_APPLESS_MAIN(Train)
#include "tst_train.moc"
