#include "core/run/leaning.h"
#include "core/run/share.h"
#include "tests/support/networks.h"

#include <numeric>

using namespace rnnscope;

/// M3 and M4 against differences and brute force, in double precision.
class ShareDouble : public QObject {
    Q_OBJECT

private slots:
    void sharesAreThoseOfTheOuterProducts_data() { Kind::addVariants(); }
    void sharesAreThoseOfTheOuterProducts();
    void sharesOfEveryLayerSumToOne();
    void leaningIsThatOfDifferences_data();
    void leaningIsThatOfDifferences();
};

namespace {

constexpr Index steps = 20; // more than one batch

/// What the rows of block `block` of U read before step k.
Vector readBy(const Cell& cell, const LayerTrace& values, int block, Index k)
{
    const auto* gru = dynamic_cast<const Gru*>(&cell);
    return gru && gru->kind().resetBefore && block == 2 ? Vector(values.kept.col(k))
                                                        : values.previous(cell.hidden(), k);
}

/// ∂L/∂(U h_{k−1} + d).
Matrix arguments(const Cell& cell, const LayerTrace& gradient)
{
    const auto* gru = dynamic_cast<const Gru*>(&cell);
    return gru && !gru->kind().resetBefore ? gradient.kept : gradient.pre;
}

}

void ShareDouble::sharesAreThoseOfTheOuterProducts()
{
    QFETCH(CellPtr, cell);
    for (bool backwards : {false, true}) {
        const Model model = randomModel(Build{.cell = cell, .backward = backwards});
        const Sequence sequence = randomInput(model, steps);
        Watch watch;
        const Trace trace = *forward(model, sequence, watch);
        const LayerTrace& values = trace.layers[0];
        const Weights& weights = model.layers[0].weights;
        std::vector<Matrix> byLag(steps, Matrix::Zero(weights.u.rows(), weights.u.cols()));
        for (Index t = 0; t < steps; ++t) {
            const Trace gradient = *backward(model, sequence, trace, t, watch);
            const Matrix a = arguments(*cell, gradient.layers[0]);
            const Index n = weights.units();
            for (Index k = 0; k < steps; ++k)
                for (int block = 0; block < cell->blocks(); ++block)
                    byLag[size_t(std::abs(t - k))].middleRows(block * n, n)
                        += a.col(k).segment(block * n, n)
                        * readBy(*cell, values, block, k).transpose();
        }
        Matrix whole = Matrix::Zero(weights.u.rows(), weights.u.cols());
        for (const Matrix& one : byLag)
            whole += one;
        const auto shares = lagShares(model, sequence, trace, watch);
        const std::vector<double>& parts = shares->front().parts;
        QVERIFY(std::abs(std::accumulate(parts.begin(), parts.end(), 0.0) - 1) < 1e-12);
        for (size_t lag = 0; lag < steps; ++lag)
            QVERIFY(
                std::abs(parts[lag] - byLag[lag].cwiseProduct(whole).sum() / whole.squaredNorm())
                < 1e-10);
    }
}

void ShareDouble::sharesOfEveryLayerSumToOne()
{
    const Model model = randomModel(Build{.cell = findCell("gru"), .depth = 2, .both = true});
    const Sequence sequence = randomInput(model, steps);
    Watch watch;
    const auto shares = lagShares(model, sequence, *forward(model, sequence, watch), watch);
    QCOMPARE(shares->size(), 4u);
    for (const Shares& one : *shares)
        QVERIFY(std::abs(std::accumulate(one.parts.begin(), one.parts.end(), 0.0) - 1) < 1e-12);
}

void ShareDouble::leaningIsThatOfDifferences_data()
{
    QTest::addColumn<bool>("both");
    QTest::addColumn<int>("output");
    QTest::newRow("two layers, one output") << false << 3;
    QTest::newRow("two layers, all outputs") << false << -1;
    QTest::newRow("both directions, one output") << true << 3;
    QTest::newRow("both directions, all outputs") << true << -1;
}

void ShareDouble::leaningIsThatOfDifferences()
{
    QFETCH(bool, both);
    QFETCH(int, output);
    constexpr Index t = 6;
    const Model model = randomModel(Build{.cell = findCell("lstm"), .depth = 2, .both = both});
    Sequence sequence = randomInput(model, 9);
    Watch watch;
    const auto found = leaning(model, *forward(model, sequence, watch), t,
        output < 0 ? std::nullopt : std::optional<Index>(output), watch);
    for (Index k = 0; k < 9; ++k) {
        double squares = 0;
        for (Index i = 0; i < model.inputs(); ++i) {
            const auto at = [&](double change) {
                Sequence other = sequence;
                other.values(i, k) += change;
                return Vector(forward(model, other, watch)->logits.col(t));
            };
            const Vector slope = (at(1e-5) - at(-1e-5)) / 2e-5;
            squares += output < 0 ? slope.squaredNorm() : slope(output) * slope(output);
        }
        const double expected = std::sqrt(squares);
        QVERIFY(std::abs(found->norms[size_t(k)] - expected) <= 1e-6 * expected + 1e-9);
        QCOMPARE(expected > 0, both || k <= t);
    }
}

QTEST_GUILESS_MAIN(ShareDouble)
#include "tst_share_double.moc"
