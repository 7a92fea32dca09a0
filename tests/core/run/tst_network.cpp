#include "core/cell/cells.h"
#include "core/run/network.h"

#include <QTest>

using namespace rnnscope;

class Network : public QObject {
    Q_OBJECT

private slots:
    void countsItsParameters_data() { addCases(); }
    void countsItsParameters();
    void matchedUnitsComeClosest_data() { addCases(); }
    void matchedUnitsComeClosest();
    void orthogonalStartHasOrthogonalBlocks();
    void identityStartCopiesTheState();
    void startsDifferInTheRecurrentMatrixAlone();
    void forgetBiasIsSet();

private:
    static void addCases();
};

namespace {

constexpr Frame frames[]{
    {Entry::Embedding, 7, 5, 7}, {Entry::OneHot, 6, 0, 4}, {Entry::Values, 2, 0, 1}};
const char* const names[]{"embedding", "one-hot", "values"};

Model start(std::string_view cell, const Start& how, Index units = 6)
{
    return startModel(findCell(cell), frames[1], units, how);
}

}

void Network::addCases()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<int>("frame");
    for (const CellPtr& cell : cells())
        for (int frame = 0; frame < 3; ++frame)
            QTest::addRow("%s, %s", cell->name().data(), names[frame])
                << QString(cell->id().data()) << frame;
}

void Network::countsItsParameters()
{
    QFETCH(QString, cell);
    QFETCH(int, frame);
    const CellPtr kind = findCell(cell.toStdString());
    const Model model = startModel(kind, frames[frame], 9, {});
    QCOMPARE(parameterCount(*kind, frames[frame], 9), model.parameters());
    QVERIFY(frameOf(model) == frames[frame]);
    QCOMPARE(bytesOf(model), sizeof(Real) * static_cast<size_t>(model.parameters()));
}

void Network::matchedUnitsComeClosest()
{
    QFETCH(QString, cell);
    QFETCH(int, frame);
    const Cell& kind = *findCell(cell.toStdString());
    const Index aim = parameterCount(*findCell("lstm"), frames[frame], 32);
    const Index units = matchedUnits(kind, frames[frame], aim);
    const auto miss
        = [&](Index count) { return std::abs(parameterCount(kind, frames[frame], count) - aim); };
    QVERIFY(miss(units) <= miss(units - 1) && miss(units) <= miss(units + 1));
    QVERIFY(20 * miss(units) < aim);
}

void Network::orthogonalStartHasOrthogonalBlocks()
{
    const Matrix u = start("lstm", {.initial = Initial::Orthogonal}).layers[0].weights.u;
    QCOMPARE(u.rows(), 24);
    for (Index block = 0; block < 4; ++block) {
        const Matrix one = u.middleRows(6 * block, 6);
        QVERIFY((one.transpose() * one - Matrix::Identity(6, 6)).norm() < 1e-5);
    }
    QVERIFY(u.topRows(6) != u.bottomRows(6));
}

void Network::identityStartCopiesTheState()
{
    const Matrix u = start("gru", {.initial = Initial::Identity}).layers[0].weights.u;
    for (Index block = 0; block < 3; ++block)
        QCOMPARE(Matrix(u.middleRows(6 * block, 6)), Matrix(Matrix::Identity(6, 6)));
}

void Network::startsDifferInTheRecurrentMatrixAlone()
{
    const Model uniform = start("lstm", {.seed = 5});
    for (const Initial initial : {Initial::Orthogonal, Initial::Identity}) {
        const Model other = start("lstm", {.initial = initial, .seed = 5});
        QVERIFY(other.layers[0].weights.u != uniform.layers[0].weights.u);
        QCOMPARE(other.layers[0].weights.w, uniform.layers[0].weights.w);
        QCOMPARE(other.layers[0].weights.b, uniform.layers[0].weights.b);
        QCOMPARE(other.head.w, uniform.head.w);
    }
}

void Network::forgetBiasIsSet()
{
    const Weights weights = start("lstm", {.forgetBias = 2.5}).layers[0].weights; // rows i f g o
    QVERIFY((weights.b.segment(6, 6).array() == Real(2.5)).all());
    QVERIFY((weights.d.segment(6, 6).array() == 0).all());
    QCOMPARE(start("gru", {.forgetBias = 2.5}).layers[0].weights.b,
        start("gru", {}).layers[0].weights.b);
}

QTEST_APPLESS_MAIN(Network)
#include "tst_network.moc"
