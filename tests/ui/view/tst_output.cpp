#include "ui/view/output.h"

#include "core/math/activation.h"
#include "core/pack/tensor.h"
#include "tests/support/sample.h"
#include "ui/view/refresher.h"

#include <QtTest>

using namespace rnnscope;

namespace {

Vector logits() { return Vector{{0.5, 3, -1, 2, 0.5}}; }

/// How many pixels of a view have exactly this colour.
int count(QWidget& view, const QColor& colour)
{
    const QImage image = view.grab().toImage();
    int found = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            found += image.pixel(x, y) == colour.rgb();
    return found;
}

}

class TestOutput : public QObject {
    Q_OBJECT

private slots:
    void theMostProbableTokensComeFirst()
    {
        const std::vector<OutputBar> bars = nextTokens(logits(), 3, 3);
        const Matrix p = softmax(logits());
        QCOMPARE(bars.size(), size_t(3));
        const std::vector<int> expected{1, 3, 0};
        for (size_t row = 0; row < bars.size(); ++row) {
            QCOMPARE(bars[row].output, expected[row]);
            QVERIFY(std::abs(bars[row].value - p(expected[row], 0)) < 1e-6);
            QCOMPARE(bars[row].truth, expected[row] == 3);
        }
    }

    void anImprobableTruthTakesTheLastRow()
    {
        const std::vector<OutputBar> bars = nextTokens(logits(), 2, 3);
        QCOMPARE(bars.back().output, 2);
        QVERIFY(bars.back().truth);
        QVERIFY(std::abs(bars.back().value - softmax(logits())(2, 0)) < 1e-6);
    }

    void fewOutputsGiveFewRows() { QCOMPARE(nextTokens(logits(), -1, 9).size(), size_t(5)); }

    void surpriseIsTheLossOfTheStep()
    {
        SampleDesk sample(8);
        const Trace& trace = *sample.session.trace();
        const Sequence& sequence = *sample.session.sequence();
        const std::vector<double> all = losses(*sample.session.model(), sequence, trace);
        for (const int step : {0, 13})
            QVERIFY(std::abs(surprise(trace.logits.col(step),
                                 sequence.targets[static_cast<size_t>(step)])
                        - all[static_cast<size_t>(step)])
                < 1e-5);
    }

    void surpriseStaysExactWhereProbabilitiesUnderflow()
    {
        QCOMPARE(surprise(Vector{{1000, 0}}, 1), 1000.0);
    }

    void aModelWithoutHeadHasNothingToShow()
    {
        SampleDesk sample(4);
        Scene scene = *sample.session.scene();
        for (ModelPtr& model : scene.models) {
            Model headless = *model;
            headless.head = {};
            model = std::make_shared<const Model>(headless);
        }
        Watch watch;
        const Sequence sequence = *sample.session.sequence();
        sample.show(*runScene(std::move(scene), sequence, watch));
        NextToken view(sample.desk);
        view.resize(310, 160);
        view.refresh(Change::All);
        QCOMPARE(count(view, palette(Theme::Light).output), 0);
    }

    void theNumbersAreTheProbabilitiesOfTheStep()
    {
        SampleDesk sample(8);
        NextToken view(sample.desk);
        view.refresh(Change::All);
        const Matrix all = softmax(sample.session.trace()->logits);
        for (const int step : {0, 13, 20}) {
            sample.playback.toStep(step);
            const std::vector<Tensor> numbers = view.numbers();
            QCOMPARE(numbers.size(), size_t(1));
            QCOMPARE(numbers[0].name, std::string("probabilities"));
            const Matrix found = matrixOf(numbers[0]);
            QCOMPARE(found.cols(), all.rows());
            QVERIFY((found.transpose() - all.col(step)).norm() < 1e-6);
        }
    }

    void theBarsArePaleUntilTheStepHasMadeThem()
    {
        SampleDesk sample(8);
        NextToken view(sample.desk);
        Refresher refresher(sample.desk);
        refresher.add(&view);
        view.resize(310, 160);
        view.show();
        refresher.flush();
        const QColor colour = palette(Theme::Light).output;
        QVERIFY(count(view, colour) > 20);
        sample.playback.setPosition(13.5);
        refresher.flush();
        QCOMPARE(count(view, colour), 0);
    }
};

QTEST_MAIN(TestOutput)
#include "tst_output.moc"
