#include "core/run/backward.h"
#include "tests/support/networks.h"
#include "tests/support/torchcase.h"

using namespace rnnscope;

class Backward : public QObject {
    Q_OBJECT

private slots:
    void everyDerivativeByATrackIsPyTorchs_data() { TorchCase::addRows(); }
    void everyDerivativeByATrackIsPyTorchs();
    void everyDerivativeByAParameterIsPyTorchs_data() { TorchCase::addRows(); }
    void everyDerivativeByAParameterIsPyTorchs();
    void repeatIsBitIdentical_data() { Kind::addRows(); }
    void repeatIsBitIdentical();
    void noLossReachesAStepAfterIt_data() { Kind::addRows(); }
    void noLossReachesAStepAfterIt();
    void lossesOneByOneAddUpToAll_data() { Kind::addRows(); }
    void lossesOneByOneAddUpToAll();
    void withoutHeadTheLossSumsTheHiddenState_data() { Kind::addCells(); }
    void withoutHeadTheLossSumsTheHiddenState();
    void stepsWithoutTargetHaveNoLoss();
    void cancelledRunGivesNothing_data() { Kind::addCells(); }
    void cancelledRunGivesNothing();
    void cleanupTestCase();

private:
    void note(const TorchCase& torch, const char* by, double difference);

    std::map<std::string, double> m_largest; ///< relative difference from PyTorch
};

namespace {

/// A gradient of one case, and where PyTorch's is found.
struct Side {
    std::string prefix; ///< "2/bias/20/last/"
    Trace trace;
    ParameterGradients parameters;
};

/// For the loss at the last step, and for all.
std::vector<Side> bothLosses(const TorchCase& torch)
{
    const Model model = torch.model();
    const Sequence sequence = torch.sequence();
    Watch watch;
    const auto trace = forward(model, sequence, watch);
    std::vector<Side> sides(2);
    for (int all : {0, 1}) {
        Side& side = sides[static_cast<size_t>(all)];
        side.prefix = torch.name() + (all ? "all/" : "last/");
        const LossStep step = all ? LossStep() : torch.steps - 1;
        side.trace = *backward(model, sequence, *trace, step, watch, &side.parameters);
    }
    return sides;
}

constexpr double infinite = std::numeric_limits<double>::infinity();

bool sameShape(const Matrix& a, const Matrix& b)
{
    return a.rows() == b.rows() && a.cols() == b.cols();
}

/// The largest relative difference of a step by itself: far from the loss all is small, and has to
/// be as exact as near it. A gate's derivative can all but cancel (δz = δh ⊙ (h′ − n)), so it is
/// measured by no less than a hundredth of ∂L/∂h_t.
double gradientDifference(const Matrix& found, const Matrix& expected, const Matrix& byHidden)
{
    if (!sameShape(found, expected) || !found.allFinite())
        return infinite;
    const auto norm = [](const auto& column) { return column.template cast<double>().norm(); };
    double largest = 0;
    for (Index t = 0; t < expected.cols(); ++t) {
        const double scale = std::max({norm(expected.col(t)), norm(byHidden.col(t)) / 100, 1e-30});
        largest = std::max(largest, norm(found.col(t) - expected.col(t)) / scale);
    }
    return largest;
}

}

void Backward::everyDerivativeByATrackIsPyTorchs()
{
    QFETCH(TorchCase, torch);
    for (const Side& side : bothLosses(torch)) {
        const auto expected
            = [&](const std::string& name) { return torch.reference().series(side.prefix + name); };
        for (const std::string& name : torch.trackNames()) {
            const Matrix* found = torch.track(side.trace, name);
            QVERIFY2(found, name.c_str());
            const Matrix byHidden = expected(name.substr(0, name.find('/')) + "/hidden");
            const double difference = gradientDifference(*found, expected(name), byHidden);
            note(torch, "a track", difference);
            QVERIFY2(difference <= 1e-4, (side.prefix + name).c_str());
        }
        const double difference
            = gradientDifference(side.trace.x, expected("x"), expected("0/hidden"));
        note(torch, "what is read", difference);
        QVERIFY2(difference <= 1e-4, side.prefix.c_str());
    }
}

void Backward::everyDerivativeByAParameterIsPyTorchs()
{
    QFETCH(TorchCase, torch);
    for (const Side& side : bothLosses(torch)) {
        const auto found = torch.parameters(side.parameters);
        for (const std::string& name : torch.parameterNames()) {
            QVERIFY2(found.contains(name), name.c_str());
            const Matrix expected = torch.reference().matrix(side.prefix + name);
            QVERIFY(sameShape(found.at(name), expected));
            const double difference = relativeError(found.at(name), expected);
            note(torch, "a parameter", difference);
            QVERIFY2(difference <= 1e-4, (side.prefix + name).c_str());
        }
    }
}

void Backward::note(const TorchCase& torch, const char* by, double difference)
{
    double& largest = m_largest[torch.file() + " by " + by];
    largest = std::max(largest, difference);
}

void Backward::repeatIsBitIdentical()
{
    QFETCH(Kind, kind);
    const Model model = kind.model();
    const Sequence sequence = randomInput(model, 50);
    Watch watch;
    const auto trace = forward(model, sequence, watch);
    ParameterGradients one, two;
    const auto first = backward(model, sequence, *trace, {}, watch, &one);
    const auto second = backward(model, sequence, *trace, {}, watch, &two);
    const auto bare = backward(model, sequence, *trace, {}, watch);
    for (size_t l = 0; l < first->layers.size(); ++l) {
        QVERIFY(first->layers[l].tracks == second->layers[l].tracks);
        QVERIFY(first->layers[l].tracks == bare->layers[l].tracks);
        QVERIFY(one.layers[l].w == two.layers[l].w && one.layers[l].u == two.layers[l].u);
    }
    QVERIFY(first->x == bare->x && one.head.w == two.head.w && one.embedding == two.embedding);
}

void Backward::noLossReachesAStepAfterIt()
{
    QFETCH(Kind, kind);
    const Model model = kind.model();
    const Sequence sequence = randomInput(model, 10);
    Watch watch;
    const auto trace = forward(model, sequence, watch);
    const auto gradient = backward(model, sequence, *trace, 6, watch);
    for (const LayerTrace& layer : gradient->layers)
        for (const Matrix& track : layer.tracks) {
            QVERIFY(track.rightCols(3).isZero(0));
            QVERIFY(!track.col(6).isZero(0));
        }
    QVERIFY(gradient->x.rightCols(3).isZero(0));
}

void Backward::lossesOneByOneAddUpToAll()
{
    QFETCH(Kind, kind);
    const Model model = kind.model();
    const Sequence sequence = randomInput(model, 8);
    Watch watch;
    const auto trace = forward(model, sequence, watch);
    const auto all = backward(model, sequence, *trace, {}, watch);
    std::vector<LayerTrace> sum;
    for (Index t = 0; t < 8; ++t) {
        const auto one = backward(model, sequence, *trace, t, watch);
        if (t == 0)
            sum = one->layers;
        else
            for (size_t l = 0; l < sum.size(); ++l)
                for (size_t i = 0; i < sum[l].tracks.size(); ++i)
                    sum[l].tracks[i] += one->layers[l].tracks[i];
    }
    for (size_t l = 0; l < sum.size(); ++l)
        for (size_t i = 0; i < sum[l].tracks.size(); ++i)
            QVERIFY(relativeError(sum[l].tracks[i], all->layers[l].tracks[i]) < 1e-5);
}

void Backward::withoutHeadTheLossSumsTheHiddenState()
{
    QFETCH(CellPtr, cell);
    Model model = randomModel(cell, 2, Entry::Values);
    model.head = {};
    const Sequence sequence = randomInput(model, 5);
    QCOMPARE(lossOf(model, sequence), Loss::OutputSum);
    Watch watch;
    const auto trace = forward(model, sequence, watch);
    const Matrix& hidden = inputOf(model, *trace, 2);
    QCOMPARE(losses(model, sequence, *trace)[4], hidden.col(4).cast<double>().sum());
    const auto gradient = backward(model, sequence, *trace, 4, watch);
    const Matrix& byHidden = gradient->layers[1].tracks[static_cast<size_t>(cell->hidden())];
    QVERIFY(byHidden.col(4).isOnes(0));
}

void Backward::stepsWithoutTargetHaveNoLoss()
{
    const Model model = randomModel(findCell("gru"), 1, Entry::OneHot);
    Sequence sequence = randomInput(model, 4);
    sequence.targets = {-1, 2, -1, 0};
    Watch watch;
    const auto trace = forward(model, sequence, watch);
    const auto each = losses(model, sequence, *trace);
    QVERIFY(each[0] == 0 && each[1] > 0 && each[2] == 0 && each[3] > 0);
    QVERIFY(backward(model, sequence, *trace, 2, watch)->layers[0].tracks.back().isZero(0));
}

void Backward::cancelledRunGivesNothing()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(cell, 2, Entry::Values);
    const Sequence sequence = randomInput(model, 100);
    Watch watch;
    const auto trace = forward(model, sequence, watch);
    watch.cancel();
    const auto gradient = backward(model, sequence, *trace, {}, watch);
    QVERIFY(!gradient);
    QCOMPARE(gradient.error().fault, Fault::Cancelled);
}

void Backward::cleanupTestCase()
{
    for (const auto& [what, difference] : m_largest)
        qInfo("%s: largest relative difference %.1e", what.c_str(), difference);
}

QTEST_GUILESS_MAIN(Backward)
#include "tst_backward.moc"
