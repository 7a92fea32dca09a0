#include "core/run/forward.h"
#include "tests/support/networks.h"

#include <numeric>

using namespace rnnscope;

class ExplainDouble : public QObject {
    Q_OBJECT

private slots:
    void joinedTermsThroughTheFunctionGiveTheValue_data() { Kind::addCells(); }
    void joinedTermsThroughTheFunctionGiveTheValue();
};

namespace {

double join(const Explanation& e)
{
    double result = e.join == '*' ? 1 : 0;
    for (const Term& term : e.terms)
        result = e.join == '*' ? result * term.value : result + term.value;
    return result;
}

double apply(const std::string& function, double argument)
{
    if (function == "σ")
        return 1 / (1 + std::exp(-argument));
    return function == "tanh" ? std::tanh(argument) : argument;
}

}

void ExplainDouble::joinedTermsThroughTheFunctionGiveTheValue()
{
    QFETCH(CellPtr, cell);
    const Model model = randomModel(cell, 2, Entry::Values);
    const Sequence sequence = randomInput(model, 5);
    Watch watch;
    const auto trace = forward(model, sequence, watch);
    for (int l : {0, 1})
        for (int track = 0; track < static_cast<int>(cell->tracks().size()); ++track)
            for (Index step = 0; step < 5; ++step)
                for (Index unit = 0; unit < 3; ++unit) {
                    const LayerTrace& values = trace->layers[static_cast<size_t>(l)];
                    const Explanation e
                        = cell->explain(model.layers[static_cast<size_t>(l)].weights,
                            inputOf(model, *trace, l), values, track, unit, step);
                    const double recorded = values.tracks[static_cast<size_t>(track)](unit, step);
                    QCOMPARE(e.value, recorded);
                    QVERIFY(e.terms.size() >= 2);
                    QVERIFY(std::abs(join(e) - e.argument) < 1e-12);
                    QVERIFY(std::abs(apply(e.function, e.argument) - recorded) < 1e-12);
                }
}

QTEST_GUILESS_MAIN(ExplainDouble)
#include "tst_explain_double.moc"
