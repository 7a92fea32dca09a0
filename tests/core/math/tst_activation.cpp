#include "core/math/activation.h"

#include <QTest>

using namespace rnnscope;

namespace {

/// An activation, its formula, and where the formula has a kink.
struct Formula {
    Activation f;
    double (*value)(double);
    std::vector<double> kinks = {};
};

double softplus(double a) { return std::max(a, 0.0) + std::log1p(std::exp(-std::abs(a))); }

constexpr double infinite = std::numeric_limits<double>::infinity();

Real at(const Activation& f, double a) { return f.of(Lanes::Constant(Real(a)))(7); }

Real slopeAt(const Activation& f, double a)
{
    const Lanes lanes = Lanes::Constant(Real(a));
    return f.slope(lanes, f.of(lanes))(7);
}

std::vector<double> grid()
{
    std::vector<double> all;
    for (int i = -400; i <= 400; ++i)
        all.push_back(i / 20.0 + 0.013);
    return all;
}

} // namespace

Q_DECLARE_METATYPE(Formula)

class TestActivation : public QObject {
    Q_OBJECT

private slots:
    void valueIsTheFormulas_data() { addRows(); }
    void valueIsTheFormulas();
    void slopeIsTheDifferences_data() { addRows(); }
    void slopeIsTheDifferences();
    void valuesStayBetweenLowAndHigh_data() { addRows(); }
    void valuesStayBetweenLowAndHigh();
    void farOutIsFinite_data() { addRows(); }
    void farOutIsFinite();
    void noNumberStaysNoNumber_data() { addRows(); }
    void noNumberStaysNoNumber();
    void textHasTheNumbersThatItTakes();

private:
    static void addRows();
};

void TestActivation::addRows()
{
    QTest::addColumn<Formula>("formula");
    const auto add = [](const char* name, Formula formula) { QTest::newRow(name) << formula; };
    add("logistic", {sigmoidal, [](double a) { return sigmoid(a); }});
    add("tanh", {hyperbolic, [](double a) { return std::tanh(a); }});
    add("scaled tanh", {{Activation::ScaledTanh, Real(1.7), Real(0.6)}, [](double a) {
                            return 1.7 * std::tanh(0.6 * a);
                        }});
    add("tanh scaled to nothing", {{Activation::ScaledTanh, 0, 1}, [](double) { return 0.0; }});
    add("relu", {rectified, [](double a) { return std::max(a, 0.0); }, {0}});
    add("leaky relu",
        {{Activation::Relu, Real(0.1), 0}, [](double a) { return a > 0 ? a : 0.1 * a; }, {0}});
    add("thresholded relu",
        {{Activation::Relu, 0, 1}, [](double a) { return a > 1 ? a : 0.0; }, {1}});
    add("hard sigmoid of slope 1/5",
        {hardSigmoid5, [](double a) { return std::clamp(0.2 * a + 0.5, 0.0, 1.0); }, {-2.5, 2.5}});
    add("hard sigmoid of slope 1/6",
        {hardSigmoid6, [](double a) { return std::clamp(a / 6 + 0.5, 0.0, 1.0); }, {-3, 3}});
    add("identity", {linear, [](double a) { return a; }});
    add("affine", {{Activation::Affine, Real(-0.5), 2}, [](double a) { return 2 - 0.5 * a; }});
    add("elu", {{Activation::Elu, 1, 1}, [](double a) { return a > 0 ? a : std::expm1(a); }});
    add("selu",
        {selu,
            [](double a) {
                return 1.0507009873554805 * (a > 0 ? a : 1.6732632423543772 * std::expm1(a));
            },
            {0}});
    add("softsign", {{Activation::Softsign}, [](double a) { return a / (1 + std::abs(a)); }});
    add("softplus", {{Activation::Softplus}, softplus});
    add("swish", {{Activation::Swish}, [](double a) { return a / (1 + std::exp(-a)); }});
}

void TestActivation::valueIsTheFormulas()
{
    QFETCH(Formula, formula);
    for (const double a : grid()) {
        const double expected = formula.value(double(Real(a)));
        QVERIFY(std::abs(at(formula.f, a) - expected) <= 1e-6 * std::max(1.0, std::abs(expected)));
    }
}

void TestActivation::slopeIsTheDifferences()
{
    QFETCH(Formula, formula);
    constexpr double h = 1e-5;
    for (const double a : grid()) {
        const auto near = [&](double kink) { return std::abs(a - kink) < 1e-3; };
        if (std::ranges::any_of(formula.kinks, near))
            continue;
        const double expected = (formula.value(a + h) - formula.value(a - h)) / (2 * h);
        QVERIFY(std::abs(slopeAt(formula.f, a) - expected) <= 2e-6);
    }
}

void TestActivation::valuesStayBetweenLowAndHigh()
{
    QFETCH(Formula, formula);
    double least = infinite, most = -infinite;
    for (double a = -12; a <= 12; a += 1.0 / 512) {
        const Real y = at(formula.f, a);
        least = std::min(least, double(y));
        most = std::max(most, double(y));
    }
    for (const double a : {-1e4, -100.0, 100.0, 1e4}) {
        least = std::min(least, double(at(formula.f, a)));
        most = std::max(most, double(at(formula.f, a)));
    }
    QVERIFY(least >= double(formula.f.low()));
    QVERIFY(most <= double(formula.f.high()));
    // and come near to them, where they are finite
    if (std::isfinite(formula.f.low()))
        QVERIFY(least - double(formula.f.low()) < 1e-3);
    if (std::isfinite(formula.f.high()))
        QVERIFY(double(formula.f.high()) - most < 1e-3);
}

void TestActivation::farOutIsFinite()
{
    QFETCH(Formula, formula);
    for (const double a : {-1e4, -100.0, -0.0, 0.0, 100.0, 1e4}) {
        QVERIFY(std::isfinite(at(formula.f, a)));
        QVERIFY(std::isfinite(slopeAt(formula.f, a)));
        QVERIFY(std::abs(at(formula.f, a) - formula.value(a)) <= 1e-6 * (1 + std::abs(a)));
    }
}

/// A model whose weights are not numbers must not look as if it worked.
void TestActivation::noNumberStaysNoNumber()
{
    QFETCH(Formula, formula);
    QVERIFY(std::isnan(at(formula.f, std::numeric_limits<double>::quiet_NaN())));
}

void TestActivation::textHasTheNumbersThatItTakes()
{
    QCOMPARE(sigmoidal.text(), "σ");
    QCOMPARE(hyperbolic.text(), "tanh");
    QCOMPARE(rectified.text(), "relu");
    QCOMPARE(linear.text(), "");
    QCOMPARE(selu.text(), "selu");
    QCOMPARE(hardSigmoid5.text(), "hard σ[0.2, 0.5]");
    QCOMPARE((Activation{Activation::Relu, Real(0.1), 0}.text()), "leaky relu[0.1, 0]");
    QCOMPARE((Activation{Activation::Relu, 0, 1}.text()), "relu[0, 1]");
    QCOMPARE((Activation{Activation::ScaledTanh, 2, 1}.text()), "scaled tanh[2, 1]");
}

QTEST_APPLESS_MAIN(TestActivation)
#include "tst_activation.moc"
