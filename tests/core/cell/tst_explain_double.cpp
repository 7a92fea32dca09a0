#include "core/run/forward.h"
#include "tests/support/networks.h"

#include <cstdio>
#include <map>

using namespace rnnscope;

class ExplainDouble : public QObject {
    Q_OBJECT

private slots:
    void joinedTermsThroughTheFunctionGiveTheValue_data() { addCells(); }
    void joinedTermsThroughTheFunctionGiveTheValue();
    void aClampedArgumentIsSaid();

private:
    static void addCells();
};

namespace {

double join(const Explanation& e)
{
    double result = e.join == '*' ? 1 : 0;
    for (const Term& term : e.terms)
        result = e.join == '*' ? result * term.value : result + term.value;
    return result;
}

/// What a reader computes who knows the name of a function and its two numbers.
double apply(const std::string& function, double a)
{
    const size_t bracket = function.find('[');
    const std::string name = function.substr(0, bracket);
    double alpha = 0, beta = 0;
    if (bracket != std::string::npos)
        std::sscanf(function.c_str() + bracket, "[%lf, %lf]", &alpha, &beta);
    const std::map<std::string, double> values{
        {"", a},
        {"σ", sigmoid(a)},
        {"tanh", std::tanh(a)},
        {"scaled tanh", alpha * std::tanh(beta * a)},
        {"relu", a > beta ? a : 0},
        {"leaky relu", a > 0 ? a : alpha * a},
        {"hard σ", std::clamp(alpha * a + beta, 0.0, 1.0)},
        {"affine", alpha * a + beta},
        {"elu", beta * (a > 0 ? a : alpha * std::expm1(a))},
        {"selu", 1.0507009873554805 * (a > 0 ? a : 1.6732632423543772 * std::expm1(a))},
        {"softsign", a / (1 + std::abs(a))},
        {"softplus", std::log1p(std::exp(a))},
        {"swish", a * sigmoid(a)},
    };
    return values.at(name);
}

/// Calls check(explanation, value) for every value of a run.
template <class Check>
void forAll(const Model& model, const Check& check)
{
    Watch watch;
    const Trace trace = *forward(model, randomInput(model, 5), watch);
    for (size_t l = 0; l < model.layers.size(); ++l)
        for (size_t i = 0; i < trace.layers[l].tracks.size(); ++i) {
            const LayerTrace& values = trace.layers[l];
            for (Index step = 0; step < 5; ++step)
                for (Index unit = 0; unit < values.tracks[i].rows(); ++unit)
                    check(model.layers[l].cell->explain(model.layers[l].weights,
                              inputOf(model, trace, static_cast<int>(l)), values,
                              static_cast<int>(i), unit, step),
                        values.tracks[i](unit, step));
        }
}

} // namespace

void ExplainDouble::addCells()
{
    Kind::addVariants();
    QTest::newRow("RNN, clipped") << elman({hyperbolic, 0.5});
    QTest::newRow("RNN, scaled tanh") << elman({{Activation::ScaledTanh, 1.75, 0.5}});
    QTest::newRow("RNN, leaky relu") << elman({{Activation::Relu, 0.125, 0}});
    QTest::newRow("RNN, thresholded relu") << elman({{Activation::Relu, 0, 0.5}});
    QTest::newRow("RNN, affine") << elman({{Activation::Affine, 0.25, 1}});
    QTest::newRow("LSTM, elu") << lstm({.candidate = {Activation::Elu, 0.5, 1}, .output = selu});
    QTest::newRow("LSTM, clipped with peepholes") << lstm({.clip = 0.25, .peepholes = true});
    QTest::newRow("GRU, softsign") << gru({.candidate = {Activation::Softsign}, .clip = 0.5});
    QTest::newRow("GRU, softplus, reset before")
        << gru({.candidate = {Activation::Softplus}, .clip = 0.5, .resetBefore = true});
    QTest::newRow("GRU, swish") << gru({.candidate = {Activation::Swish}});
}

void ExplainDouble::joinedTermsThroughTheFunctionGiveTheValue()
{
    QFETCH(CellPtr, cell);
    const auto* projected = dynamic_cast<const Lstm*>(cell.get());
    const size_t fewest = projected && projected->kind().projection ? 1 : 2;
    for (const bool both : {false, true})
        forAll(randomModel(Build{cell, 2, both}), [&](const Explanation& e, double recorded) {
            QCOMPARE(e.value, recorded);
            QVERIFY(e.terms.size() >= fewest);
            QVERIFY(std::abs(join(e) - e.argument) < 1e-12);
            const double rounding = e.function.ends_with(']') ? 1e-5 : 1e-12; // written numbers
            QVERIFY(std::abs(apply(e.function, e.argument) - recorded) < rounding);
        });
}

/// Where clamping acts, what it takes away stands among the terms, and the argument at the limit.
void ExplainDouble::aClampedArgumentIsSaid()
{
    int clamped = 0, open = 0;
    forAll(randomModel(Build{elman({hyperbolic, 0.5})}), [&](const Explanation& e, double) {
        const bool said = e.terms.back().symbol == "clip";
        QVERIFY(std::abs(e.argument) <= 0.5);
        QCOMPARE(said, std::abs(e.argument) == 0.5);
        (said ? clamped : open) += 1;
    });
    QVERIFY(clamped > 0 && open > 0);
}

QTEST_GUILESS_MAIN(ExplainDouble)
#include "tst_explain_double.moc"
