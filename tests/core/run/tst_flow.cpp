#include "core/run/flow.h"
#include "tests/support/networks.h"
#include "tests/support/torchcase.h"

using namespace rnnscope;

class FlowTest : public QObject {
    Q_OBJECT

private slots:
    void normsArePyTorchs_data() { TorchCase::addRows(); }
    void normsArePyTorchs();
    void oneFlowForEveryCarriedStateInDepthOrder_data() { Kind::addCells(); }
    void oneFlowForEveryCarriedStateInDepthOrder();
    void rowOfTheTriangleIsTheFlowOfItsLoss_data() { Kind::addCells(); }
    void rowOfTheTriangleIsTheFlowOfItsLoss();
    void normsFarBelowFloatsSquaresAreNotZero();
    void cancelledTriangleGivesNothing();
};

void FlowTest::normsArePyTorchs()
{
    QFETCH(TorchCase, torch);
    const Model model = torch.model();
    const Sequence sequence = torch.sequence();
    Watch watch;
    const auto trace = forward(model, sequence, watch);
    for (bool all : {false, true}) {
        const LossStep step = all ? LossStep() : torch.steps - 1;
        const auto flows = flow(model, sequence, *trace, step, watch);
        for (const Flow& one : *flows) {
            const auto track = torch.cell->tracks()[static_cast<size_t>(one.track)].id;
            const Eigen::MatrixXd expected
                = torch.reference()
                      .series(torch.name() + (all ? "all/" : "last/")
                          + torch.layerNames()[static_cast<size_t>(one.layer)] + '/'
                          + std::string(track))
                      .cast<double>();
            for (Index k = 0; k < torch.steps; ++k) {
                const double norm = expected.col(k).norm();
                QVERIFY(std::abs(one.norms[static_cast<size_t>(k)] - norm)
                    <= 1e-4 * std::max(norm, 1e-30));
            }
        }
    }
}

void FlowTest::oneFlowForEveryCarriedStateInDepthOrder()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(cell, 2, Entry::Values);
    const Sequence sequence = randomInput(model, 7);
    Watch watch;
    const auto flows = flow(model, sequence, *forward(model, sequence, watch), {}, watch);
    std::vector<std::pair<int, int>> found, expected;
    for (const Flow& one : *flows) {
        found.emplace_back(one.layer, one.track);
        QCOMPARE(one.norms.size(), 7u);
    }
    for (int layer : {0, 1})
        for (size_t i = 0; i < cell->tracks().size(); ++i)
            if (cell->tracks()[i].carried())
                expected.emplace_back(layer, static_cast<int>(i));
    QCOMPARE(found, expected);
}

void FlowTest::rowOfTheTriangleIsTheFlowOfItsLoss()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(cell, 2, Entry::OneHot);
    const Sequence sequence = randomInput(model, 9);
    Watch watch;
    const auto trace = forward(model, sequence, watch);
    const auto triangles = flowTriangle(model, sequence, *trace, watch);
    for (Index t = 0; t < 9; ++t) {
        const auto flows = flow(model, sequence, *trace, t, watch);
        QCOMPARE(triangles->size(), flows->size());
        for (size_t i = 0; i < flows->size(); ++i) {
            QCOMPARE((*triangles)[i].layer, (*flows)[i].layer);
            QCOMPARE((*triangles)[i].track, (*flows)[i].track);
            const Eigen::VectorXd row = (*triangles)[i].norms.row(t);
            const Eigen::Map<const Eigen::VectorXd> expected((*flows)[i].norms.data(), 9);
            QVERIFY(relativeError(row, expected) < 1e-5);
            QVERIFY(row.tail(8 - t).isZero(0) && row(t) > 0);
        }
    }
}

/// Squares of numbers below 1e-23 are zero in float, yet the numbers are not.
void FlowTest::normsFarBelowFloatsSquaresAreNotZero()
{
    Model model = randomModel(findCell("rnn"), 1, Entry::Values);
    model.layers[0].weights.u = Matrix::Identity(3, 3) * Real(0.1);
    Sequence sequence = randomInput(model, 31);
    sequence.values.setZero();
    model.layers[0].weights.b.setZero();
    model.layers[0].weights.d.setZero();
    Watch watch;
    const auto flows = flow(model, sequence, *forward(model, sequence, watch), 30, watch);
    const auto& norms = flows->front().norms;
    QVERIFY(std::abs(norms.front() / norms.back() / 1e-30 - 1) < 1e-4);
}

void FlowTest::cancelledTriangleGivesNothing()
{
    const Model model = randomModel(findCell("gru"), 1, Entry::Values);
    const Sequence sequence = randomInput(model, 2000);
    Watch watch;
    const auto trace = forward(model, sequence, watch);
    watch.cancel();
    const auto triangles = flowTriangle(model, sequence, *trace, watch);
    QVERIFY(!triangles);
    QCOMPARE(triangles.error().fault, Fault::Cancelled);
}

QTEST_GUILESS_MAIN(FlowTest)
#include "tst_flow.moc"
