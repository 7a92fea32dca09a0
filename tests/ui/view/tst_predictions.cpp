#include "ui/view/predictions.h"

#include "core/math/activation.h"
#include "core/pack/tensor.h"
#include "core/run/dense.h"
#include "tests/support/shownview.h"
#include "ui/paint/text.h"

#include <QtTest>

using namespace rnnscope;

namespace {

/// The predictions on a desk, shown and up to date.
struct Shown : ShownView<Predictions> {
    using ShownView::ShownView;

    Matrix array(const std::string& name) const
    {
        for (const Tensor& tensor : view.numbers())
            if (tensor.name == name)
                return matrixOf(tensor);
        return {};
    }
    QPointF middleOf(Index row, Index step) const { return view.grid().cellAt(row, step).center(); }
};

}

class TestPredictions : public QObject {
    Q_OBJECT

private slots:
    void theNumbersAreTheSoftmaxOfTheTrace()
    {
        SampleDesk sample(16);
        const Shown shown(sample.desk);
        const Trace& trace = *sample.session.trace();
        const Matrix all = softmax(trace.logits);
        const Matrix rows = shown.array("rows"), found = shown.array("probabilities");
        QCOMPARE(found.rows(), trace.steps());
        QCOMPARE(found.cols(), rows.rows() + 1); // and all others
        for (Index step = 0; step < found.rows(); ++step) {
            for (Index row = 0; row < rows.rows(); ++row)
                QVERIFY(std::abs(found(step, row) - all(Index(rows(row, 0)), step)) < 1e-6);
            QVERIFY(std::abs(found.row(step).sum() - 1) < 1e-5);
        }
    }

    void theCurveIsWhatTheTrueOneWasGiven()
    {
        SampleDesk sample(16);
        const Shown shown(sample.desk);
        const Sequence& sequence = *sample.session.sequence();
        const std::vector<double> all
            = losses(*sample.session.model(), sequence, *sample.session.trace());
        const Matrix given = shown.array("probability.true");
        for (Index step = 0; step + 1 < given.rows(); ++step)
            QVERIFY(std::abs(std::log(given(step, 0)) + all[size_t(step)]) < 1e-4);
        QVERIFY(std::isnan(given(given.rows() - 1, 0)));
    }

    void moreRoomShowsMoreRows()
    {
        SampleDesk sample(8);
        const Shown low(sample.desk, {420, 230}), high(sample.desk, {640, 700});
        QVERIFY(low.view.grid().shown >= 2);
        QVERIFY(high.view.grid().shown > low.view.grid().shown);
        QVERIFY(!high.view.grid().others || high.view.grid().shown > 20);
    }

    void aCellIsToldExactly()
    {
        SampleDesk sample(16);
        const Shown shown(sample.desk);
        const Chances& chances = shown.view.chances();
        const int output = chances.outputs[1];
        const QString text = shown.view.describe(shown.middleOf(1, 4));
        const QString share = fixedNumber(double(chances.shares(1, 4)), 3);
        QVERIFY2(text.contains("step 5") && text.contains(share), qPrintable(text));
        QVERIFY(text.contains(
            QString::fromStdString(sample.session.model()->vocabulary.token(output)).trimmed()));
        QCOMPARE(text.contains("most probable"), chances.best[4] == output);
        const ChanceGrid grid = shown.view.grid();
        QVERIFY(shown.view.describe(shown.middleOf(grid.shown, 4)).contains("all others"));
        QVERIFY(shown.view.describe(grid.curve.center()).contains("nats"));
    }

    void aPressGoesToTheStep()
    {
        SampleDesk sample(8);
        Shown shown(sample.desk);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.middleOf(0, 7).toPoint());
        QCOMPARE(sample.playback.position(), 8.0);
    }

    void aLongSequenceWeighsThePageAroundTheCursor()
    {
        std::string text;
        for (int i = 0; i < 60; ++i)
            text += SampleDesk::poem;
        SampleDesk sample(8, 1, text);
        Shown shown(sample.desk, {420, 230});
        for (const int step : {0, 1500, 700}) {
            sample.playback.toStep(step);
            shown.refresher.flush();
            QTRY_VERIFY(!shown.view.busy());
            const Chances& chances = shown.view.chances();
            QVERIFY(chances.first <= step && step < chances.first + chances.steps());
            QCOMPARE(shown.array("probabilities").rows(), shown.view.axis().count);
            QCOMPARE(chances.truths[size_t(step - chances.first)],
                sample.session.sequence()->targets[size_t(step)]);
        }
    }

    void classesAreProbabilitiesWithoutTruth()
    {
        SampleDesk sample(4);
        Exhibit classes = exhibit("", {.cell = gru({})});
        classes.model.head.softmax = true;
        put(sample, classes);
        const Shown shown(sample.desk);
        QCOMPARE(shown.array("rows").rows(), Index(5));
        QCOMPARE(shown.array("probabilities").cols(), Index(5));
        QVERIFY(shown.view.grid().curve.isNull());
    }

    void numbersAreTheAnswerOfTheTrace()
    {
        SampleDesk sample(4);
        Exhibit numbers = exhibit("", {.cell = gru({})});
        numbers.model.head.activation = sigmoidal;
        numbers.sequence.goals = Matrix::Constant(5, 9, Real(0.25));
        put(sample, numbers);
        const Shown shown(sample.desk);
        QCOMPARE(shown.array("outputs"),
            Matrix(answerOf(*sample.session.model(), *sample.session.trace()).transpose()));
        const QString text = shown.view.describe(shown.view.area().center());
        QVERIFY2(text.contains("output 2") && text.contains("0.250"), qPrintable(text));
    }

    void aModelWithoutHeadHasNothingToShow()
    {
        SampleDesk sample(4);
        Exhibit headless = exhibit("", {.cell = gru({})});
        headless.model.head = {};
        put(sample, headless);
        const Shown shown(sample.desk);
        QVERIFY(shown.view.numbers().empty());
        QVERIFY(shown.view.describe(shown.view.area().center()).isEmpty());
    }

    void aLargeVocabularyIsWeighedInTheBackground()
    {
        SampleDesk sample(4);
        Exhibit large = exhibit("", {.cell = gru({})}, 40);
        std::mt19937 generator(1);
        large.model.head = {randomMatrix(50'000, 3, 1, generator), Vector::Zero(50'000)};
        large.model.head.softmax = true;
        put(sample, large);
        Shown shown(sample.desk);
        QVERIFY(shown.view.busy());
        QTRY_VERIFY_WITH_TIMEOUT(!shown.view.busy(), 60'000);
        QVERIFY(shown.view.grid().others);
        QVERIFY(shown.array("probabilities").rightCols(1).minCoeff() >= 0);
    }
};

QTEST_MAIN(TestPredictions)
#include "tst_predictions.moc"
