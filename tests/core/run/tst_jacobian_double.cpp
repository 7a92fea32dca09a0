#include "core/run/jacobian.h"
#include "tests/support/networks.h"

using namespace rnnscope;

/// The step Jacobian and its products, in double precision.
class JacobianDouble : public QObject {
    Q_OBJECT

private slots:
    void isTheDerivativeOfOneStep_data() { Kind::addVariants(); }
    void isTheDerivativeOfOneStep();
    void productsAreThoseOfTheDenseMatrix_data() { Kind::addVariants(); }
    void productsAreThoseOfTheDenseMatrix();
};

namespace {

/// Holds of a gate, a candidate or state, and the last track, at step 2.
std::vector<Hold> holdsFor(const Cell& cell)
{
    std::vector<Hold> holds;
    for (int track = 0; track < std::ssize(cell.tracks()); ++track)
        holds.push_back({0, track, {track % 2}, 2, 2, Real(0.4)});
    return holds;
}

/// The carried states of a layer, one below the other: h, then c.
Vector stateOf(const Cell& cell, const std::vector<Matrix>& parts)
{
    const Matrix& h = parts[static_cast<size_t>(cell.hidden())];
    const int c = cell.indexOf(Role::Cell);
    Vector all(h.rows() + (c < 0 ? 0 : parts[static_cast<size_t>(c)].rows()));
    all.head(h.rows()) = h;
    if (c >= 0)
        all.tail(all.size() - h.rows()) = parts[static_cast<size_t>(c)];
    return all;
}

/// The state after the only step of a run from `state`.
Vector after(const Model& model, const Sequence& step, const std::vector<Hold>& holds, Vector state)
{
    const Cell& cell = *model.layers[0].cell;
    std::vector<Matrix> start = cell.noStart(model.layers[0].weights);
    Matrix& h = start[static_cast<size_t>(cell.hidden())];
    h = state.head(h.rows());
    if (const int c = cell.indexOf(Role::Cell); c >= 0)
        start[static_cast<size_t>(c)] = state.tail(state.size() - h.rows());
    Watch watch;
    const Trace trace = *forward(model, step, watch, {.start = {std::move(start)}, .holds = holds});
    return stateOf(cell, endState(model, trace)[0]);
}

}

/// Central differences of step 2, free and with everything it has held in some unit.
void JacobianDouble::isTheDerivativeOfOneStep()
{
    QFETCH(CellPtr, cell);
    for (bool held : {false, true}) {
        const auto holds = held ? holdsFor(*cell) : std::vector<Hold>();
        const Model model = randomModel(Build{.cell = cell, .started = true}); // no state in a kink
        const Sequence sequence = randomInput(model, 4);
        Watch watch;
        const Trace trace = *forward(model, sequence, watch, {.holds = holds});
        StepJacobian jacobian;
        jacobian.read(Reading(model, trace, 0, holds), 2);

        std::vector<Matrix> before(cell->tracks().size());
        for (size_t i = 0; i < before.size(); ++i)
            if (cell->tracks()[i].carried())
                before[i] = trace.layers[0].tracks[i].col(1);
        std::vector<Hold> first = holds;
        for (Hold& hold : first)
            hold.first = hold.last = 0;
        const Vector state = stateOf(*cell, before);
        const Sequence step = part(sequence, 2, 1);
        Matrix expected(state.size(), state.size());
        for (Index j = 0; j < state.size(); ++j) {
            const Vector change = 1e-6 * Vector::Unit(state.size(), j);
            expected.col(j) = (after(model, step, first, state + change)
                                  - after(model, step, first, state - change))
                / 2e-6;
        }
        QVERIFY(relativeError(jacobian.dense(), expected) < 1e-6);
    }
}

void JacobianDouble::productsAreThoseOfTheDenseMatrix()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(cell, 1, Entry::Values);
    const Sequence sequence = randomInput(model, 4);
    Watch watch;
    const Trace trace = *forward(model, sequence, watch);
    StepJacobian jacobian;
    jacobian.read(Reading(model, trace, 0), 3);
    const Matrix& dense = jacobian.dense();
    std::mt19937 generator(1);
    const Matrix x = randomMatrix(dense.rows(), 2, 1, generator);
    Matrix out(x.rows(), x.cols());
    jacobian.pull(x, out, 3);
    QVERIFY(relativeError(out, 3 * dense.transpose() * x) < 1e-14);
    jacobian.push(x, out);
    QVERIFY(relativeError(out, dense * x) < 1e-14);
    QVERIFY(std::abs(jacobian.size() / dense.norm() - 1) < 1e-14);
}

QTEST_GUILESS_MAIN(JacobianDouble)
#include "tst_jacobian_double.moc"
