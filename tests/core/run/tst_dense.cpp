#include "core/run/backward.h"
#include "core/run/dense.h"
#include "core/run/flow.h"
#include "tests/support/networks.h"

using namespace rnnscope;

/// Dense layers before and after the recurrent ones.
class DenseLayers : public QObject {
    Q_OBJECT

private slots:
    void inputsPassThoseBefore();
    void tokensPassThoseBefore();
    void outputsPassThoseAfter();
    void theAnswerIsAfterTheActivation_data();
    void theAnswerIsAfterTheActivation();
    void theTriangleSeesThoseAfter();
    void rerunsReachThoseAfter();
    void theyCountAsParameters();

private:
    static Matrix dense(const Dense& layer, const Matrix& x)
    {
        return ((layer.w * x).colwise() + layer.b).array().tanh();
    }
    static Dense randomDense(Index outputs, Index inputs)
    {
        std::mt19937 generator(3);
        return {"dense", randomMatrix(outputs, inputs, 0.7, generator),
            randomMatrix(outputs, 1, 0.3, generator), hyperbolic};
    }
    static Trace traceOf(const Model& model, const Sequence& sequence)
    {
        Watch watch;
        return *forward(model, sequence, watch);
    }
};

void DenseLayers::inputsPassThoseBefore()
{
    Model model = randomModel(Build{findCell("lstm")});
    model.before = {randomDense(4, 2), randomDense(4, 4)};
    QCOMPARE(model.reads(), 2);
    std::mt19937 generator(1);
    const auto sequence = sequenceFromValues(model, randomMatrix(2, 7, 1, generator));
    QVERIFY(sequence);
    const Matrix x = dense(model.before[1], dense(model.before[0], sequence->values));
    const Trace trace = traceOf(model, *sequence);
    QVERIFY((trace.x - x).cwiseAbs().maxCoeff() < 1e-6);
    Model inner = model;
    inner.before.clear();
    const Trace same = traceOf(inner, *sequenceFromValues(inner, trace.x));
    QCOMPARE(trace.logits, same.logits);
    QVERIFY(!sequenceFromValues(model, Matrix::Zero(4, 7)));
}

void DenseLayers::tokensPassThoseBefore()
{
    Model model = randomModel(Build{findCell("gru")});
    model.entry = Entry::OneHot;
    model.before = {randomDense(4, 6)};
    QCOMPARE(model.tokens(), 6);
    const Trace trace = traceOf(model, *sequenceFromIds(model, {5, 0}));
    Matrix tokens(6, 2);
    tokens << Vector::Unit(6, 5), Vector::Unit(6, 0);
    QVERIFY((trace.x - dense(model.before[0], tokens)).cwiseAbs().maxCoeff() < 1e-6);
}

void DenseLayers::outputsPassThoseAfter()
{
    const Model model = randomModel({.cell = findCell("rnn"), .both = true, .after = true});
    const Trace trace = traceOf(model, randomInput(model, 5));
    const Matrix first = dense(model.after[0], inputOf(model, trace, 2));
    const Matrix sum = (model.after[1].w * first).colwise() + model.after[1].b;
    const Matrix second = sum.array() / (1 + (-sum.array()).exp());
    QVERIFY((headInput(model, trace) - second).cwiseAbs().maxCoeff() < 1e-5);
    const Matrix logits = (model.head.w * second).colwise() + model.head.b;
    QVERIFY((trace.logits - logits).cwiseAbs().maxCoeff() < 1e-5);
}

void DenseLayers::theAnswerIsAfterTheActivation_data()
{
    QTest::addColumn<bool>("softmaxed");
    QTest::newRow("softmax") << true;
    QTest::newRow("tanh") << false;
}

void DenseLayers::theAnswerIsAfterTheActivation()
{
    QFETCH(bool, softmaxed);
    Model model = randomModel(Build{findCell("lstm")});
    const Trace trace = traceOf(model, randomInput(model, 5));
    QCOMPARE(answerOf(model, trace), trace.logits);
    model.head.softmax = softmaxed;
    model.head.activation = hyperbolic;
    const Matrix expected = softmaxed ? softmax(trace.logits) : Matrix(trace.logits.array().tanh());
    QVERIFY((answerOf(model, trace) - expected).cwiseAbs().maxCoeff() < 1e-6);
}

/// Two ways to M1 of every loss: one pass each, and all together.
void DenseLayers::theTriangleSeesThoseAfter()
{
    const Model model = randomModel({.cell = findCell("lstm"), .after = true});
    const Sequence sequence = randomInput(model, 6);
    const Trace trace = traceOf(model, sequence);
    Watch watch;
    const auto triangle = flowTriangle(model, sequence, trace, watch);
    QVERIFY(triangle);
    const auto flows = flow(model, sequence, trace, 4, watch);
    QVERIFY(flows);
    QCOMPARE(triangle->size(), flows->size());
    for (size_t i = 0; i < flows->size(); ++i)
        for (size_t k = 0; k <= 4; ++k) {
            const double expected = (*flows)[i].norms[k];
            QVERIFY(std::abs((*triangle)[i].norms(4, Index(k)) - expected) < 1e-5 * (1 + expected));
        }
}

void DenseLayers::rerunsReachThoseAfter()
{
    const Model model = randomModel({.cell = findCell("gru"), .after = true});
    const Sequence sequence = randomInput(model, 8);
    Watch watch;
    RunOptions held;
    held.holds = {{0, 1, {0}, 3, 5, Real(0.9)}};
    const auto direct = forward(model, sequence, watch, held);
    const auto again = rerun(model, traceOf(model, sequence), {}, watch, held);
    QCOMPARE(again->logits, direct->logits);
    QCOMPARE(again->after[1].out, direct->after[1].out);
}

void DenseLayers::theyCountAsParameters()
{
    Model model = randomModel(Build{findCell("lstm")});
    const Index before = model.parameters();
    model.before = {randomDense(4, 2)};
    model.after = {randomDense(3, 3)};
    QCOMPARE(model.parameters(), before + 4 * 2 + 4 + 3 * 3 + 3);
}

QTEST_APPLESS_MAIN(DenseLayers)
#include "tst_dense.moc"
