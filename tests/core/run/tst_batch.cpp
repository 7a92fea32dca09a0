#include "tests/support/bits.h"
#include "tests/support/networks.h"

#include <numeric>

using namespace rnnscope;

class Batch : public QObject {
    Q_OBJECT

private slots:
    void aBatchIsItsSequencesOneByOne_data() { addBuilds(); }
    void aBatchIsItsSequencesOneByOne();
    void aBatchGoesOnFromItsEndState_data() { Kind::addVariants(); }
    void aBatchGoesOnFromItsEndState();
    void paddedStepsHaveNoLoss_data() { Kind::addCells(); }
    void paddedStepsHaveNoLoss();
    void squaredErrorIsWhatThePencilSays();

private:
    static void addBuilds();
};

namespace {

constexpr Index steps = 8;

Sequence withTargets(const Model& model, unsigned seed)
{
    Sequence sequence = randomInput(model, steps, seed);
    std::mt19937 generator(seed);
    sequence.targets.clear();
    for (Index t = 0; t < steps; ++t)
        sequence.targets.push_back(static_cast<int>(generator() % 6) - 1);
    return sequence;
}

std::vector<Sequence> sequencesOf(const Model& model, int count)
{
    std::vector<Sequence> batch;
    for (int i = 0; i < count; ++i)
        batch.push_back(withTargets(model, static_cast<unsigned>(i + 1)));
    return batch;
}

/// The columns of one sequence of a batch.
Matrix columnsOf(const Matrix& m, Index batch, Index index)
{
    Matrix one(m.rows(), m.cols() / batch);
    for (Index t = 0; t < one.cols(); ++t)
        one.col(t) = m.col(t * batch + index);
    return one;
}

/// The largest difference, by the largest value that is at least 1; infinite where a number is
/// none.
double distance(const Matrix& found, const Matrix& expected)
{
    if (expected.size() == 0)
        return found.size() == 0 ? 0 : 1;
    if (!found.allFinite() || !expected.allFinite())
        return std::numeric_limits<double>::infinity();
    return static_cast<double>((found - expected).cwiseAbs().maxCoeff())
        / std::max(1.0, static_cast<double>(expected.cwiseAbs().maxCoeff()));
}

/// How far one sequence of a batch is from the same one by itself.
double distance(const Trace& batch, Index index, const Trace& alone)
{
    const auto apart = [&](const Matrix& many, const Matrix& one) {
        return distance(columnsOf(many, batch.batch, index), one);
    };
    double largest = std::max(apart(batch.x, alone.x), apart(batch.logits, alone.logits));
    for (size_t l = 0; l < alone.layers.size(); ++l) {
        const LayerTrace &many = batch.layers[l], &one = alone.layers[l];
        for (size_t i = 0; i < one.tracks.size(); ++i) {
            largest = std::max(largest, apart(many.tracks[i], one.tracks[i]));
            if (one.start[i].size() > 0)
                largest = std::max(largest, distance(many.start[i].col(index), one.start[i]));
        }
        largest = std::max(largest, apart(many.pre, one.pre));
    }
    return largest;
}

/// Sums of parameters' gradients, and how far one is from another.
void add(std::vector<Matrix>& sums, const ParameterGradients& gradients)
{
    const std::vector<Matrix> parts = partsOf(gradients);
    if (sums.empty())
        sums = parts;
    else
        for (size_t i = 0; i < parts.size(); ++i)
            sums[i] += parts[i];
}

double distance(const ParameterGradients& found, const std::vector<Matrix>& expected)
{
    const std::vector<Matrix> parts = partsOf(found);
    double largest = 0;
    for (size_t i = 0; i < parts.size(); ++i)
        if (parts[i].size() > 0 && expected[i].norm() > 0)
            largest = std::max(largest, relativeError(parts[i], expected[i]));
    return largest;
}

} // namespace

void Batch::addBuilds()
{
    QTest::addColumn<Build>("build");
    for (const auto& [name, cell] : Kind::variants())
        for (const Index units : {3, 20})
            for (const bool both : {false, true})
                QTest::addRow("%s, units: %d%s", name.c_str(), static_cast<int>(units),
                    both ? ", both directions, stored start" : "")
                    << Build{
                           .cell = cell, .depth = 2, .both = both, .started = both, .units = units};
}

void Batch::aBatchIsItsSequencesOneByOne()
{
    QFETCH(Build, build);
    Model model = randomModel(build);
    for (Layer& layer : model.layers)
        layer.weights.u /= Real(build.units > 3 ? 3 : 1); // a network that does not blow up
    Watch watch;
    for (const int count : {1, 2, 5, 7, 32}) {
        const std::vector<Sequence> batch = sequencesOf(model, count);
        ParameterGradients parameters, own;
        const Trace trace = *forward(model, batch, watch);
        const Trace gradient = *backward(model, batch, trace, {}, watch, &parameters);
        std::vector<Matrix> sums;
        for (int i = 0; i < count; ++i) {
            const Sequence& one = batch[size_t(i)];
            const Trace alone = *forward(model, one, watch);
            QVERIFY(distance(trace, i, alone) < 1e-5);
            QVERIFY(distance(gradient, i, *backward(model, one, alone, {}, watch, &own)) < 1e-4);
            QVERIFY(std::ranges::equal(losses(model, one, trace, i), losses(model, one, alone),
                [](double a, double b) { return std::abs(a - b) <= 1e-4 * std::max(1.0, b); }));
            add(sums, own);
        }
        QVERIFY(distance(parameters, sums) < 1e-4);
    }
}

void Batch::aBatchGoesOnFromItsEndState()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(Build{cell, 2});
    std::vector<Sequence> begun, rest;
    const std::vector<Sequence> whole = sequencesOf(model, 5);
    for (const Sequence& sequence : whole) {
        begun.push_back(part(sequence, 0, 3));
        rest.push_back(part(sequence, 3, steps - 3));
    }
    Watch watch;
    const Trace once = *forward(model, whole, watch), first = *forward(model, begun, watch);
    const Trace second = *forward(model, rest, watch, {.start = endState(model, first)});
    QVERIFY(second.logits.isApprox(once.logits.rightCols(5 * (steps - 3)), Real(1e-5)));
}

/// A short sequence in a batch is filled up with steps that have no target: they add nothing.
void Batch::paddedStepsHaveNoLoss()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(cell, 2, Entry::Embedding);
    const Sequence whole = withTargets(model, 1);
    const Sequence brief = part(withTargets(model, 2), 0, 5);
    Sequence padded = brief;
    padded.ids.resize(steps, 0);
    padded.targets.resize(steps, -1);
    const std::vector<Sequence> batch{whole, padded};
    Watch watch;
    ParameterGradients parameters, own;
    const Trace trace = *forward(model, batch, watch);
    const auto each = losses(model, padded, trace, 1);
    QVERIFY(std::all_of(each.begin() + 5, each.end(), [](double loss) { return loss == 0; }));
    const Trace gradient = *backward(model, batch, trace, {}, watch, &parameters);
    QVERIFY((columnsOf(gradient.logits, 2, 1).rightCols(steps - 5).array() == 0).all());
    QVERIFY((columnsOf(gradient.x, 2, 1).rightCols(steps - 5).array() == 0).all());
    std::vector<Matrix> sums;
    for (const Sequence& one : {whole, brief}) {
        (void)backward(model, one, *forward(model, one, watch), {}, watch, &own);
        add(sums, own);
    }
    QVERIFY(distance(parameters, sums) < 1e-4);
}

/// h_t = 2 x_t + h_{t−1} / 2, y_t = 1.5 h_t + 0.5; x = 1, 2; the goal at the second step is 7.
void Batch::squaredErrorIsWhatThePencilSays()
{
    const auto number = [](double value) { return Matrix::Constant(1, 1, Real(value)); };
    Model model;
    model.layers = {{elman({linear}), {number(2), number(0.5), number(0), number(0)}}};
    model.head = {number(1.5), number(0.5)};
    Sequence sequence;
    sequence.values = Matrix{{1, 2}};
    sequence.goals = Matrix{{std::numeric_limits<Real>::quiet_NaN(), 7}};
    Watch watch;
    ParameterGradients parameters;
    const Trace trace = *forward(model, sequence, watch);
    QCOMPARE(trace.logits, (Matrix{{3.5, 8}}));
    QCOMPARE(lossOf(model, sequence), Loss::SquaredError);
    QCOMPARE(lossCount(model, sequence), 1);
    QCOMPARE(losses(model, sequence, trace), (std::vector<double>{0, 0.5}));
    const Trace gradient = *backward(model, sequence, trace, {}, watch, &parameters);
    QCOMPARE(gradient.logits, (Matrix{{0, 1}}));
    QCOMPARE(gradient.layers[0].tracks[0], (Matrix{{0.75, 1.5}}));
    QCOMPARE(gradient.x, (Matrix{{1.5, 3}}));
    QCOMPARE(parameters.head.w(0), Real(5));
    QCOMPARE(parameters.head.b(0), Real(1));
    QCOMPARE(parameters.layers[0].w(0), Real(3.75));
    QCOMPARE(parameters.layers[0].u(0), Real(3));
    QCOMPARE(parameters.layers[0].b(0), Real(2.25));
    QCOMPARE(parameters.layers[0].d(0), Real(2.25));
}

QTEST_GUILESS_MAIN(Batch)
#include "tst_batch.moc"
