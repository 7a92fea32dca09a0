#include "core/run/flow.h"
#include "tests/support/networks.h"

using namespace rnnscope;

/// The triangle of M1 against the flow of every loss, in double precision.
class TriangleDouble : public QObject {
    Q_OBJECT

private slots:
    void rowIsTheFlowOfItsLoss_data() { Kind::addVariants(); }
    void rowIsTheFlowOfItsLoss();
    void saysWhatItIs();
};

namespace {

struct Case {
    Build build;
    std::vector<Hold> holds;
};

}

void TriangleDouble::rowIsTheFlowOfItsLoss()
{
    QFETCH(CellPtr, cell);
    const std::vector<Hold> holds{{0, 0, {1}, 2, 9, Real(0.4)},
        {0, cell->hidden(), {0}, 5, 5, Real(0.3)}, {0, cell->hidden(), {}, 12, 12, Real(0.2)}};
    const std::vector<Case> cases{{{.cell = cell}, {}}, {{.cell = cell, .backward = true}, {}},
        {{.cell = cell}, holds}, {{.cell = cell, .depth = 2}, {}},
        {{.cell = cell, .depth = 2, .both = true}, holds}};
    constexpr Index steps = 19; // more than one batch
    for (const auto& [build, held] : cases) {
        const Model model = randomModel(build);
        const Sequence sequence = randomInput(model, steps);
        const RunOptions options{.holds = held};
        Watch watch;
        const Trace trace = *forward(model, sequence, watch, options);
        const auto triangles = flowTriangle(model, sequence, trace, watch, options);
        for (Index t = 0; t < steps; ++t) {
            const auto flows = flow(model, sequence, trace, t, watch, options);
            QCOMPARE(triangles->size(), flows->size());
            for (size_t i = 0; i < flows->size(); ++i) {
                const Eigen::Map<const Eigen::VectorXd> expected((*flows)[i].norms.data(), steps);
                const Eigen::VectorXd row = (*triangles)[i].norms.row(t);
                QCOMPARE((*triangles)[i].track, (*flows)[i].track);
                QVERIFY(relativeError(row, expected) < 1e-10);
            }
        }
    }
}

void TriangleDouble::saysWhatItIs()
{
    const Model model = randomModel(findCell("lstm"), 1, Entry::Values);
    const Sequence sequence = randomInput(model, 3);
    Watch watch;
    const Trace trace = *forward(model, sequence, watch);
    const auto one = flow(model, sequence, trace, 2, watch)->front().measure;
    QCOMPARE(one, (Measure{"M1", "‖∂L/∂c_k‖₂", "the loss at step 2"}));
    const auto all = flowTriangle(model, sequence, trace, watch)->back().measure;
    QCOMPARE(all, (Measure{"M1", "‖∂L_t/∂h_k‖₂", "the loss of each step t by itself"}));
}

QTEST_GUILESS_MAIN(TriangleDouble)
#include "tst_triangle_double.moc"
