#include "core/run/forward.h"
#include "tests/support/networks.h"
#include "tests/support/reference.h"

using namespace rnnscope;

class Forward : public QObject {
    Q_OBJECT

private slots:
    void everyTrackIsPyTorchs_data() { TorchCase::addRows(); }
    void everyTrackIsPyTorchs();
    void repeatIsBitIdentical_data() { Kind::addRows(); }
    void repeatIsBitIdentical();
    void aStepDependsOnNothingLater_data() { Kind::addRows(); }
    void aStepDependsOnNothingLater();
    void goingOnFromTheEndStateIsOneRun_data() { Kind::addRows(); }
    void goingOnFromTheEndStateIsOneRun();
    void cancelledRunGivesNothing_data() { Kind::addCells(); }
    void cancelledRunGivesNothing();
    void progressEndsAtOne();
};

void Forward::everyTrackIsPyTorchs()
{
    QFETCH(TorchCase, torch);
    Watch watch;
    const auto trace = forward(torch.model(), torch.sequence(), watch);
    QVERIFY(trace);
    const auto difference = [&](const std::string& name, const Matrix& found) {
        return (found - torch.reference().series(torch.name() + name)).cwiseAbs().maxCoeff();
    };
    QVERIFY(difference("x", trace->x) < 1e-5);
    QVERIFY(difference("logits", trace->logits) < 1e-5);
    for (size_t l = 0; l < trace->layers.size(); ++l)
        for (size_t i = 0; i < torch.cell->tracks().size(); ++i) {
            const std::string name
                = std::to_string(l) + '/' + std::string(torch.cell->tracks()[i].id);
            QVERIFY2(difference(name, trace->layers[l].tracks[i]) < 1e-5, name.c_str());
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
    const auto rest = forward(model, second, watch, endState(model, *begun));
    QVERIFY(rest->logits.isApprox(once->logits.rightCols(7), Real(1e-5)));
    QVERIFY(!rest->logits.isApprox(forward(model, second, watch)->logits, Real(1e-3)));
}

void Forward::cancelledRunGivesNothing()
{
    QFETCH(const Cell*, cell);
    const Model model = randomModel(*cell, 2, Entry::Values);
    Watch watch;
    watch.cancel();
    const auto trace = forward(model, randomInput(model, 100'000), watch);
    QVERIFY(!trace);
    QCOMPARE(trace.error().fault, Fault::Cancelled);
    QCOMPARE(watch.progress(), 0.5); // the first layer was left at once, the second never entered
}

void Forward::progressEndsAtOne()
{
    const Model model = randomModel(*findCell("lstm"), 3, Entry::OneHot);
    Watch watch;
    QVERIFY(forward(model, randomInput(model, 1000), watch));
    QCOMPARE(watch.progress(), 1.0);
}

QTEST_GUILESS_MAIN(Forward)
#include "tst_forward.moc"
