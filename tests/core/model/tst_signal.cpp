#include "core/model/signal.h"

#include "tests/support/networks.h"

#include <QTest>

using namespace rnnscope;

class TestSignal : public QObject {
    Q_OBJECT

private slots:
    void everyKindIsFiniteAndOfItsLength();
    void sineHasItsPeriodInTheFirstInput();
    void noTwoInputsOfASineAreTheSame();
    void impulseIsOneAtItsStepAlone();
    void stepStaysUp();
    void sweepGrowsFaster();
    void noiseIsTheSameForTheSameSeed();
    void noiseIsRandomTokensWhereTheModelReadsTokens();
    void otherSignalsAreRefusedByAnEmbedding();
};

namespace {

Signal signal(std::string_view kind, Index steps = 40)
{
    Signal made;
    made.kind = kind;
    made.steps = steps;
    return made;
}

/// How often the first input passes through zero in [from, to).
int crossings(const Matrix& values, Index from, Index to)
{
    int count = 0;
    for (Index t = from + 1; t < to; ++t)
        count += (values(0, t) > 0) != (values(0, t - 1) > 0);
    return count;
}

}

void TestSignal::everyKindIsFiniteAndOfItsLength()
{
    for (const SignalKind& kind : signalKinds()) {
        const Matrix values = valuesOf(signal(kind.id, 17), 3);
        QCOMPARE(values.rows(), 3);
        QCOMPARE(values.cols(), 17);
        QVERIFY(values.allFinite() && values.cwiseAbs().maxCoeff() > Real(0.9));
        QCOMPARE(findSignal(kind.id), &kind);
    }
    QVERIFY(!findSignal("square"));
}

void TestSignal::sineHasItsPeriodInTheFirstInput()
{
    Signal sine = signal("sine");
    sine.period = 8;
    const Matrix values = valuesOf(sine, 1);
    QVERIFY(std::abs(values(0, 0)) < 1e-6);
    QVERIFY(std::abs(values(0, 2) - 1) < 1e-6);
    QVERIFY((values.leftCols(32) - values.rightCols(32)).cwiseAbs().maxCoeff() < 1e-5);
}

void TestSignal::noTwoInputsOfASineAreTheSame()
{
    const Matrix values = valuesOf(signal("sine"), 20);
    for (Index i = 0; i < 20; ++i)
        for (Index j = 0; j < i; ++j)
            QVERIFY((values.row(i) - values.row(j)).norm() > 0.1);
}

void TestSignal::impulseIsOneAtItsStepAlone()
{
    Signal impulse = signal("impulse", 5);
    impulse.at = 3;
    QCOMPARE(valuesOf(impulse, 2), Matrix({{0, 0, 0, 1, 0}, {0, 0, 0, 1, 0}}));
}

void TestSignal::stepStaysUp()
{
    Signal step = signal("step", 5);
    step.at = 3;
    QCOMPARE(valuesOf(step, 1), Matrix({{0, 0, 0, 1, 1}}));
}

void TestSignal::sweepGrowsFaster()
{
    const Matrix values = valuesOf(signal("sweep", 200), 1);
    QVERIFY(crossings(values, 100, 200) > 2 * crossings(values, 0, 100));
}

void TestSignal::noiseIsTheSameForTheSameSeed()
{
    Signal noise = signal("noise", 1000);
    const Matrix values = valuesOf(noise, 4);
    QCOMPARE(values, valuesOf(noise, 4));
    QVERIFY(std::abs(values.mean()) < 0.1);
    noise.seed = 2;
    QVERIFY(values != valuesOf(noise, 4));
}

void TestSignal::noiseIsRandomTokensWhereTheModelReadsTokens()
{
    const Model model = randomModel(findCell("gru"), 1, Entry::Embedding);
    const auto sequence = sequenceFromSignal(model, signal("noise"));
    QVERIFY(sequence);
    QCOMPARE(sequence->ids, randomSequence(model, 40, 1)->ids);
}

void TestSignal::otherSignalsAreRefusedByAnEmbedding()
{
    const Model model = randomModel(findCell("gru"), 1, Entry::Embedding);
    const auto sequence = sequenceFromSignal(model, signal("sine"));
    QVERIFY(!sequence);
    QVERIFY(sequence.error().found.find("expected token numbers") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestSignal)
#include "tst_signal.moc"
