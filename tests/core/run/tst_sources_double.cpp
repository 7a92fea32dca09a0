#include "core/run/join.h"
#include "core/run/sources.h"
#include "tests/support/gallery.h"

using namespace rnnscope;

Q_DECLARE_METATYPE(rnnscope::Exhibit)

/// What terms say that they came from.
class SourcesDouble : public QObject {
    Q_OBJECT

private slots:
    void theProductsAddUpToTheTermThatIsExplained_data() { addExhibits(); }
    void theProductsAddUpToTheTermThatIsExplained();
    void everyFactorIsTheNumberThatStandsThere_data() { addExhibits(); }
    void everyFactorIsTheNumberThatStandsThere();
    void everyWalkEndsAtWhatCameFromOutside_data() { addExhibits(); }
    void everyWalkEndsAtWhatCameFromOutside();
    void ofAOneHotTokenOneColumnCounts();
    void theEmbeddingsNumbersAreThoseOfTheToken();
    void denseLayersAreOneStep();
    void theStepBeforeIsTheNextOneFromTheEnd();
    void theOutputIsWhatThePredictionExplains();
    void theOutputsFunctionIsNamedWithItsNumbers();
    void aValueIsMadeInThePhaseThatComputesIt();

private:
    static void addExhibits();
};

namespace {

/// An exhibit that has been run.
struct Ran {
    explicit Ran(const Exhibit& exhibit)
        : model(exhibit.model)
        , sequence(exhibit.sequence)
        , trace(*forward(model, sequence, watch))
    {
    }

    const Matrix& values(const Origin& of) const
    {
        return trace.layers[size_t(of.layer)].tracks[size_t(of.track)];
    }
    /// Calls check(origin, term, sources) for all terms of a value.
    template <class Check>
    void terms(const Origin& of, const Check& check) const
    {
        for (const Term& term : explain(model, trace, of).terms)
            check(of, term, sourcesOf(model, sequence, trace, of, term));
    }
    /// The same for all values of some steps; of many units the first and the last.
    template <class Check>
    void everywhere(const Check& check) const
    {
        const Index last = trace.steps() - 1;
        for (const Index step : {Index(0), last / 2, last}) {
            for (int layer = 0; layer < std::ssize(model.layers); ++layer)
                for (int track = 0; track < std::ssize(trace.layers[size_t(layer)].tracks);
                     ++track) {
                    const Index units = values({Origin::Value, layer, track}).rows();
                    for (const Index unit : {Index(0), units / 2, units - 1})
                        terms({Origin::Value, layer, track, unit, step}, check);
                }
            for (Index output = 0; output < model.head.w.rows(); ++output)
                terms({Origin::Output, int(model.layers.size()) - 1, -1, output, step}, check);
        }
    }

    Model model;
    Sequence sequence;
    Watch watch;
    Trace trace;
};

/// All that a term multiplies.
std::vector<Factor> factorsOf(const Sources& sources)
{
    std::vector<Factor> all = sources.common;
    for (const Contribution& one : sources.contributions)
        all.insert(all.end(), one.factors.begin(), one.factors.end());
    return all;
}

bool near(double a, double b) { return std::abs(a - b) < 1e-11 * std::max(1.0, std::abs(b)); }

}

void SourcesDouble::addExhibits()
{
    QTest::addColumn<Exhibit>("exhibit");
    std::vector<Exhibit> all = gallery();
    for (const Merge merge : {Merge::Product, Merge::Average})
        all.push_back(exhibit(merge == Merge::Product ? "multiplied" : "averaged",
            {.cell = gru({}), .depth = 2, .both = true, .merge = merge}));
    all.push_back(exhibit("dense layers after", {.cell = lstm({}), .both = true, .after = true}));
    all.push_back(exhibit("LSTM, clipped", {.cell = lstm({.clip = 0.25, .peepholes = true})}));
    for (const Entry entry : {Entry::OneHot, Entry::Embedding}) {
        Model model = randomModel(gru({}), 2, entry);
        Sequence sequence = randomInput(model, 4);
        all.push_back({entry == Entry::OneHot ? "one-hot" : "embedding", model, sequence});
    }
    for (const Exhibit& exhibit : all)
        QTest::newRow(exhibit.name.c_str()) << exhibit;
}

void SourcesDouble::theProductsAddUpToTheTermThatIsExplained()
{
    QFETCH(Exhibit, exhibit);
    Ran(exhibit).everywhere([](const Origin&, const Term& term, const Sources& sources) {
        double sum = 0;
        for (const Contribution& one : sources.contributions) {
            double product = one.multiplier;
            for (const Factor& factor : one.factors)
                product *= factor.value;
            for (const Factor& factor : sources.common)
                product *= factor.value;
            QVERIFY(near(one.product, product));
            sum += product;
        }
        QVERIFY2(near(sum, term.value), term.symbol.c_str());
    });
}

/// What is read at the place that an origin names is what the term multiplies, but where the symbol
/// says that something is made of it first.
void SourcesDouble::everyFactorIsTheNumberThatStandsThere()
{
    QFETCH(Exhibit, exhibit);
    const Ran ran(exhibit);
    int found = 0;
    ran.everywhere([&](const Origin& of, const Term&, const Sources& sources) {
        for (const Factor& factor : factorsOf(sources)) {
            const Origin& at = factor.origin;
            const std::string bare = factor.symbol.substr(0, factor.symbol.find('_'));
            if (at.kind == Origin::Value) {
                const Cell& cell = *ran.model.layers[size_t(at.layer)].cell;
                if (bare == cell.tracks()[size_t(at.track)].symbol)
                    QCOMPARE(factor.value, double(ran.values(at)(at.unit, at.step)));
                QVERIFY(at != of);
                ++found;
            } else if (at.kind == Origin::Start) {
                QCOMPARE(ran.trace.layers[size_t(at.layer)].before(of.step), Index(-1));
                QCOMPARE(factor.value,
                    double(ran.trace.layers[size_t(at.layer)].start[size_t(at.track)](at.unit)));
            } else if (at.kind == Origin::Token || at.kind == Origin::Number) {
                QCOMPARE(factor.value, double(ran.trace.x(at.unit, at.step)));
            }
        }
    });
    QVERIFY(found > 0);
}

/// Always the first of what leads on; steps × layers × tracks are more than enough.
void SourcesDouble::everyWalkEndsAtWhatCameFromOutside()
{
    QFETCH(Exhibit, exhibit);
    const Ran ran(exhibit);
    Origin at{Origin::Output, int(ran.model.layers.size()) - 1, -1, 0, ran.trace.steps() - 1};
    if (ran.model.head.empty())
        at = {Origin::Value, at.layer, 0, 0, at.step};
    for (int i = 0; i < 2000; ++i) {
        std::optional<Origin> next;
        ran.terms(at, [&](const Origin&, const Term&, const Sources& sources) {
            for (const Factor& factor : factorsOf(sources))
                if (!next && factor.origin.leadsOn())
                    next = factor.origin;
        });
        if (!next)
            return;
        at = *next;
    }
    QFAIL("no end");
}

void SourcesDouble::ofAOneHotTokenOneColumnCounts()
{
    const Model model = randomModel(lstm({}), 1, Entry::OneHot);
    const Ran ran({"", model, randomInput(model, 4)});
    const Origin of{Origin::Value, 0, Lstm::Forget, 1, 2};
    const Explanation explanation = explain(ran.model, ran.trace, of);
    const Sources sources
        = sourcesOf(ran.model, ran.sequence, ran.trace, of, explanation.terms.front());
    QCOMPARE(sources.contributions.size(), size_t(1));
    const Contribution& only = sources.contributions.front();
    QCOMPARE(only.factors.front().origin, (Origin{Origin::Token, 0, -1, ran.sequence.ids[2], 2}));
    const Index row = Lstm::Forget * 3 + 1;
    QCOMPARE(only.multiplier, double(model.layers[0].weights.w(row, ran.sequence.ids[2])));
    QCOMPARE(only.product, explanation.terms.front().value);
}

void SourcesDouble::theEmbeddingsNumbersAreThoseOfTheToken()
{
    const Model model = randomModel(gru({}), 1, Entry::Embedding);
    const Ran ran({"", model, randomInput(model, 4)});
    ran.terms({Origin::Value, 0, Gru::Update, 0, 3},
        [&](const Origin&, const Term& term, const Sources& sources) {
            if (term.symbol != "W_z x_t")
                return;
            QCOMPARE(sources.contributions.size(), size_t(model.embedding.rows()));
            for (const Contribution& one : sources.contributions) {
                const Factor& number = one.factors.front();
                QCOMPARE(number.origin.kind, Origin::Token);
                QCOMPARE(
                    number.value, double(model.embedding(number.origin.unit, ran.sequence.ids[3])));
            }
        });
}

void SourcesDouble::denseLayersAreOneStep()
{
    const Ran ran(exhibit("", {.cell = lstm({}), .after = true}));
    ran.terms(
        {Origin::Output, 0, -1, 2, 4}, [&](const Origin&, const Term&, const Sources& sources) {
            for (const Factor& factor : factorsOf(sources)) {
                QCOMPARE(factor.origin.kind, Origin::Dense);
                QVERIFY(!factor.origin.leadsOn());
            }
        });
}

void SourcesDouble::theStepBeforeIsTheNextOneFromTheEnd()
{
    const Ran ran(exhibit("", {.cell = elman({}), .backward = true}));
    const auto kindAt = [&](Index step) {
        std::vector<Factor> factors;
        ran.terms({Origin::Value, 0, 0, 0, step},
            [&](const Origin&, const Term& term, const Sources& sources) {
                if (term.symbol == "U h_{t−1}")
                    factors = factorsOf(sources);
            });
        return factors.front().origin;
    };
    QCOMPARE(kindAt(3), (Origin{Origin::Value, 0, 0, 0, 4}));
    QCOMPARE(kindAt(ran.trace.steps() - 1).kind, Origin::Start);
}

void SourcesDouble::theOutputIsWhatThePredictionExplains()
{
    const Ran ran(tokenExhibit(true));
    const int top = int(ran.model.layers.size()) - 1;
    const Origin said
        = explained(ran.model, ran.trace, {Origin::Value, top, 2, 1, 5}, predictPhase());
    QCOMPARE(said.kind, Origin::Output);
    QCOMPARE(ran.trace.logits(said.unit, 5), ran.trace.logits.col(5).maxCoeff());
    const Explanation explanation = explain(ran.model, ran.trace, said);
    QVERIFY(near(explanation.terms[0].value + explanation.terms[1].value, explanation.argument));
    QCOMPARE(explanation.value, double(softmax(ran.trace.logits.col(5))(said.unit)));
    const Sources sources
        = sourcesOf(ran.model, ran.sequence, ran.trace, said, explanation.terms[0]);
    QCOMPARE(sources.contributions.front().factors.front().origin.layer, top - 1);
    QCOMPARE(sources.contributions.back().factors.front().origin.layer, top);
}

void SourcesDouble::theOutputsFunctionIsNamedWithItsNumbers()
{
    Exhibit shown = exhibit("", {.cell = elman({})});
    shown.model.head.activation = hardSigmoid5;
    const Ran ran(shown);
    const Explanation explanation = explain(ran.model, ran.trace, {Origin::Output, 0, -1, 2, 4});
    QCOMPARE(explanation.function, std::string("hard σ[0.2, 0.5]"));
}

void SourcesDouble::aValueIsMadeInThePhaseThatComputesIt()
{
    const Model model = randomModel({.cell = lstm({})}); // forget, store, update, output, predict
    const auto at = [&](int track) { return madeAt(model, {Origin::Value, 0, track, 0, 7}); };
    QCOMPARE(at(Lstm::Forget), 7 + 1 / 5.0);
    QCOMPARE(at(Lstm::CellState), 7 + 3 / 5.0);
    QCOMPARE(at(Lstm::Hidden), 7 + 4 / 5.0);
    QCOMPARE(madeAt(model, {Origin::Output, 0, -1, 0, 7}), 8.0);
    QCOMPARE(madeAt(randomModel({.cell = elman({})}), {Origin::Value, 0, 0, 0, 7}), 7 + 2 / 3.0);
}

QTEST_GUILESS_MAIN(SourcesDouble)
#include "tst_sources_double.moc"
