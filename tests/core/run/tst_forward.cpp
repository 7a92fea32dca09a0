#include "core/run/forward.h"
#include "tests/support/networks.h"
#include "tests/support/permuted.h"
#include "tests/support/torchcase.h"

using namespace rnnscope;

class Forward : public QObject {
    Q_OBJECT

private slots:
    void everyTrackIsPyTorchs_data() { TorchCase::addRows(); }
    void everyTrackIsPyTorchs();
    void anotherOrderOfBlocksIsNoticed_data() { Kind::addCells(); }
    void anotherOrderOfBlocksIsNoticed();
    void repeatIsBitIdentical_data() { Kind::addRows(); }
    void repeatIsBitIdentical();
    void aStepDependsOnNothingLater_data() { Kind::addRows(); }
    void aStepDependsOnNothingLater();
    void goingOnFromTheEndStateIsOneRun_data() { Kind::addRows(); }
    void goingOnFromTheEndStateIsOneRun();
    void cancelledRunGivesNothing_data() { Kind::addCells(); }
    void cancelledRunGivesNothing();
    void progressEndsAtOne();
    void cleanupTestCase();

private:
    std::map<std::string, double> m_largest; ///< difference from PyTorch, by file
};

namespace {

/// The largest difference of a track, of what is read and of the logits from PyTorch's.
double differenceFromTorch(const TorchCase& torch, const Model& model)
{
    Watch watch;
    const auto trace = forward(model, torch.sequence(), watch);
    const auto difference = [&](const std::string& name, const Matrix& found) {
        return valueDifference(found, torch.reference().series(torch.name() + name));
    };
    double largest = std::max(difference("x", trace->x), difference("logits", trace->logits));
    for (const std::string& name : torch.trackNames()) {
        const Matrix* track = torch.track(*trace, name);
        if (!track)
            qFatal("%s is missing", name.c_str());
        largest = std::max(largest, difference(name, *track));
    }
    return largest;
}

}

void Forward::everyTrackIsPyTorchs()
{
    QFETCH(TorchCase, torch);
    const double difference = differenceFromTorch(torch, torch.model());
    QVERIFY2(difference <= 1e-5, qPrintable(QString::number(difference)));
    double& largest = m_largest[torch.file()];
    largest = std::max(largest, difference);
}

/// The comparison above would notice gates that are read in a wrong order.
void Forward::anotherOrderOfBlocksIsNoticed()
{
    QFETCH(CellPtr, cell);
    for (bool both : {false, true}) {
        const TorchCase torch{cell, 3, both, false, true, 6};
        Model model = torch.model();
        for (Layer& layer : model.layers) {
            const Weights right = layer.weights;
            for (const Weights& wrong : permuted(right, cell->blocks())) {
                layer.weights = wrong;
                QVERIFY(differenceFromTorch(torch, model) > 1e-3);
            }
            layer.weights = right;
        }
    }
}

void Forward::repeatIsBitIdentical()
{
    QFETCH(Kind, kind);
    const Model model = kind.model();
    const Sequence sequence = randomInput(model, 50);
    Watch watch;
    const auto first = forward(model, sequence, watch), second = forward(model, sequence, watch);
    QCOMPARE(first->logits, second->logits);
    for (size_t l = 0; l < first->layers.size(); ++l)
        QVERIFY(first->layers[l].tracks == second->layers[l].tracks);
}

void Forward::aStepDependsOnNothingLater()
{
    QFETCH(Kind, kind);
    const Model model = kind.model();
    const Sequence sequence = randomInput(model, 12);
    Watch watch;
    const auto whole = forward(model, sequence, watch);
    for (Index steps : {1, 5}) {
        const auto start = forward(model, part(sequence, 0, steps), watch);
        QCOMPARE(start->steps(), steps);
        QVERIFY(start->logits.isApprox(whole->logits.leftCols(steps), Real(1e-5)));
        for (size_t l = 0; l < start->layers.size(); ++l)
            for (size_t i = 0; i < kind.cell->tracks().size(); ++i)
                QVERIFY(start->layers[l].tracks[i].isApprox(
                    whole->layers[l].tracks[i].leftCols(steps), Real(1e-5)));
    }
}

void Forward::goingOnFromTheEndStateIsOneRun()
{
    QFETCH(Kind, kind);
    const Model model = kind.model();
    const Sequence whole = randomInput(model, 12), second = part(whole, 5, 7);
    Watch watch;
    const auto once = forward(model, whole, watch);
    const auto begun = forward(model, part(whole, 0, 5), watch);
    const auto rest = forward(model, second, watch, {.start = endState(model, *begun)});
    QVERIFY(rest->logits.isApprox(once->logits.rightCols(7), Real(1e-5)));
    QVERIFY(!rest->logits.isApprox(forward(model, second, watch)->logits, Real(1e-3)));
}

void Forward::cancelledRunGivesNothing()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(cell, 2, Entry::Values);
    Watch watch;
    watch.cancel();
    const auto trace = forward(model, randomInput(model, 100'000), watch);
    QVERIFY(!trace);
    QCOMPARE(trace.error().fault, Fault::Cancelled);
    QCOMPARE(watch.progress(), 0.5); // the first layer was left at once, the second never entered
}

void Forward::progressEndsAtOne()
{
    const Model model = randomModel(findCell("lstm"), 3, Entry::OneHot);
    Watch watch;
    QVERIFY(forward(model, randomInput(model, 1000), watch));
    QCOMPARE(watch.progress(), 1.0);
}

void Forward::cleanupTestCase()
{
    for (const auto& [file, difference] : m_largest)
        qInfo("%s: largest difference %.1e", file.c_str(), difference);
}

QTEST_GUILESS_MAIN(Forward)
#include "tst_forward.moc"
