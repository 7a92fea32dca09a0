#include "core/cell/cells.h"
#include "core/pack/tensor.h"
#include "tests/support/shownview.h"
#include "ui/view/learning.h"

#include <QTest>

using namespace rnnscope;

class TestLearning : public QObject {
    Q_OBJECT

private slots:
    void withoutATrainingItSaysWhatComes();
    void theNumbersAreWhatWasLearned();
    void theDistancesAreThoseOfTheEpochShown();
    void severalSeedsAreABand();
    void aPressOnAnEpochShowsIt();

private:
    struct Bench {
        explicit Bench(std::vector<unsigned> seeds = {1})
        {
            Comparison setting = defaultComparison("latch");
            setting.distance = 4;
            setting.units = 6;
            setting.batch = 4;
            setting.updates = 20;
            setting.interval = 5;
            setting.seeds = std::move(seeds);
            training.turn(setting);
            sample.desk.training = &training;
        }
        void train()
        {
            training.start();
            while (training.state() != Training::State::Ended)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        SampleDesk sample{8};
        Training training{sample.session, sample.playback, sample.selection};
    };
    static Eigen::MatrixXd numbersOf(const LearningView& view, const std::string& name)
    {
        for (const Tensor& array : view.numbers())
            if (array.name == name) {
                const auto all = array.numbers();
                const Index rows = array.shape.front();
                const Index columns = static_cast<Index>(all.size()) / std::max<Index>(rows, 1);
                return Eigen::Map<const Eigen::Matrix<double, -1, -1, Eigen::RowMajor>>(
                    all.data(), rows, columns);
            }
        return {};
    }
};

void TestLearning::withoutATrainingItSaysWhatComes()
{
    const SampleDesk sample(8);
    const ShownView<LearningView> none(sample.desk, {700, 420});
    QVERIFY(none.view.numbers().empty());
    Bench bench;
    const ShownView<LearningView> shown(bench.sample.desk, {700, 420});
    QVERIFY(shown.view.numbers().empty());
    QCOMPARE(shown.view.epochAt({350, 200}), -1);
}

void TestLearning::theNumbersAreWhatWasLearned()
{
    Bench bench;
    const ShownView<LearningView> shown(bench.sample.desk, {700, 420});
    bench.train();
    for (size_t cell = 0; cell < 3; ++cell) {
        const Learned& learned = bench.training.runs()[cell].learned;
        const std::string name(cells()[cell]->name());
        const auto loss = numbersOf(shown.view, "loss/" + name);
        const auto accuracy = numbersOf(shown.view, "accuracy/" + name);
        QCOMPARE(loss.rows(), 5);
        for (Index epoch = 0; epoch < loss.rows(); ++epoch) {
            const Checkpoint& checkpoint = learned.checkpoints[static_cast<size_t>(epoch)];
            QCOMPARE(loss(epoch, 1), checkpoint.score.loss);
            QCOMPARE(accuracy(epoch, 1), checkpoint.score.accuracy);
        }
        const auto norm = numbersOf(shown.view, "norm/" + name);
        const auto clipped = numbersOf(shown.view, "clipped/" + name);
        QCOMPARE(norm.rows(), 20); // few updates: each by itself
        for (Index update = 0; update < norm.rows(); ++update) {
            QCOMPARE(norm(update, 0), learned.curve[static_cast<size_t>(update)].norm);
            QCOMPARE(clipped(update, 0), learned.curve[static_cast<size_t>(update)].clipped);
        }
    }
}

void TestLearning::theDistancesAreThoseOfTheEpochShown()
{
    Bench bench;
    const ShownView<LearningView> shown(bench.sample.desk, {700, 420});
    bench.train();
    bench.training.showEpoch(2);
    const Drill& latch = *findDrill("latch");
    Watch watch;
    const Model& model = *bench.training.runs()[1].learned.checkpoints[2].model;
    const auto expected = *accuracyByDistance(model, latch, distancesAround(latch, 4), 1, watch);
    const auto found = [&] { return numbersOf(shown.view, "distance/LSTM"); };
    QTRY_COMPARE(found().rows(), std::ssize(expected));
    for (size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(found()(static_cast<Index>(i), 0), double(expected[i].distance));
        QTRY_COMPARE(found()(static_cast<Index>(i), 1), expected[i].accuracy);
    }
}

void TestLearning::severalSeedsAreABand()
{
    Bench bench({1, 2, 3});
    const ShownView<LearningView> shown(bench.sample.desk, {700, 420});
    bench.train();
    std::vector<double> losses;
    for (const size_t run : {1, 4, 7})
        losses.push_back(bench.training.runs()[run].learned.checkpoints[3].score.loss);
    std::ranges::sort(losses);
    const auto band = numbersOf(shown.view, "loss/LSTM");
    QCOMPARE(band(3, 0), losses[0]);
    QCOMPARE(band(3, 1), losses[1]);
    QCOMPARE(band(3, 2), losses[2]);
}

void TestLearning::aPressOnAnEpochShowsIt()
{
    Bench bench;
    ShownView<LearningView> shown(bench.sample.desk, {700, 420});
    bench.train();
    const Chart& chart = shown.view.chart(LearningView::Loss);
    const QPoint place = chart.at(1, (chart.bottom + chart.top) / 2).toPoint();
    QCOMPARE(shown.view.epochAt(place), 1);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, place);
    QCOMPARE(bench.training.epoch(), 1);
    QVERIFY(shown.view.describe(place).contains("LSTM"));
}

QTEST_MAIN(TestLearning)
#include "tst_learning.moc"
