#include "tests/support/bits.h"
#include "tests/support/networks.h"

using namespace rnnscope;

class Reuse : public QObject {
    Q_OBJECT

private slots:
    void steppingBackAndForwardGivesTheSameBits_data() { Kind::addBuilds(); }
    void steppingBackAndForwardGivesTheSameBits();
    void aTraceOfAnotherShapeLeavesNothingBehind_data() { Kind::addBuilds(); }
    void aTraceOfAnotherShapeLeavesNothingBehind();
    void aTraceOfTheSameShapeKeepsItsMemory();
};

namespace {

/// A model that differs in everything a trace has a shape from.
std::vector<Model> otherModels()
{
    std::vector<Model> models{randomModel(Build{lstm({.projection = true}), 3, true}),
        randomModel(Build{gru({}), 1, true, true, Merge::Sum}),
        randomModel(Build{.cell = elman({}), .depth = 2, .units = 20})};
    models.push_back(models.front());
    models.back().head = {};
    return models;
}

} // namespace

void Reuse::steppingBackAndForwardGivesTheSameBits()
{
    QFETCH(Build, build);
    const Model model = randomModel(build);
    const Sequence whole = randomInput(model, 20), back = part(whole, 0, 11);
    Watch watch;
    const Trace trace = *forward(model, whole, watch);
    const Trace gradient = *backward(model, whole, trace, {}, watch);
    Trace shorter = *forward(model, back, watch, {}, trace);
    QVERIFY(sameBits(shorter, *forward(model, back, watch)));
    const Trace less = *backward(model, back, shorter, {}, watch, nullptr, {}, gradient);
    QVERIFY(sameBits(less, *backward(model, back, shorter, {}, watch)));
    const Trace again = *forward(model, whole, watch, {}, std::move(shorter));
    QVERIFY(sameBits(again, trace));
    QVERIFY(sameBits(*backward(model, whole, again, {}, watch, nullptr, {}, less), gradient));
}

void Reuse::aTraceOfAnotherShapeLeavesNothingBehind()
{
    QFETCH(Build, build);
    const Model model = randomModel(build);
    Model headless = model;
    headless.head = {};
    Watch watch;
    for (const Model& own : {model, headless}) {
        const Sequence sequence = randomInput(own, 7);
        const Trace trace = *forward(own, sequence, watch);
        const Trace gradient = *backward(own, sequence, trace, {}, watch);
        for (const Model& other : otherModels()) {
            const std::vector<Sequence> batch(2, randomInput(other, 9));
            Trace old = *forward(other, batch, watch);
            Trace oldGradient = *backward(other, batch, old, {}, watch);
            QVERIFY(sameBits(*forward(own, sequence, watch, {}, std::move(old)), trace));
            QVERIFY(sameBits(
                *backward(own, sequence, trace, {}, watch, nullptr, {}, std::move(oldGradient)),
                gradient));
        }
    }
}

void Reuse::aTraceOfTheSameShapeKeepsItsMemory()
{
    const Model model = randomModel(Build{lstm({}), 1, true});
    const Sequence sequence = randomInput(model, 100);
    Watch watch;
    Trace trace = *forward(model, sequence, watch);
    const Real* track = trace.layers[0].tracks[0].data();
    const Real* joined = trace.joined[1].data();
    trace = *forward(model, sequence, watch, {}, std::move(trace));
    QCOMPARE(trace.layers[0].tracks[0].data(), track);
    QCOMPARE(trace.joined[1].data(), joined);
}

QTEST_GUILESS_MAIN(Reuse)
#include "tst_reuse.moc"
