#include "core/run/chances.h"

#include "core/math/activation.h"

#include <QtTest>

#include <random>

using namespace rnnscope;

namespace {

Matrix someLogits(Index outputs, Index steps)
{
    std::mt19937 random(4);
    std::normal_distribution<double> number(0, 2);
    return Matrix::NullaryExpr(
        outputs, steps, [&](Index, Index) { return static_cast<Real>(number(random)); });
}

}

class TestChances : public QObject {
    Q_OBJECT

private slots:
    void sharesAreTheSoftmax()
    {
        const Matrix logits = someLogits(6, 20), all = softmax(logits);
        const Chances chances = chancesOf(logits, {}, 5, 10, 4);
        QCOMPARE(chances.outputs.size(), size_t(4));
        QCOMPARE(chances.steps(), Index(10));
        for (size_t row = 0; row < 4; ++row)
            for (Index i = 0; i < 10; ++i)
                QVERIFY(std::abs(chances.shares(Index(row), i) - all(chances.outputs[row], 5 + i))
                    < 1e-6);
        for (size_t i = 0; i < 10; ++i) {
            Index best;
            logits.col(Index(i) + 5).maxCoeff(&best);
            QCOMPARE(chances.best[i], int(best));
            QCOMPARE(chances.truths[i], -1);
            QVERIFY(std::isnan(chances.given[i]));
        }
    }

    void theTrueOneIsGivenItsProbability()
    {
        const Matrix logits = someLogits(5, 3), all = softmax(logits);
        const std::vector<int> targets{4, -1, 0};
        const Chances chances = chancesOf(logits, targets, 0, 3, 5);
        QCOMPARE(chances.truths, targets);
        QVERIFY(std::abs(chances.given[0] - all(4, 0)) < 1e-6);
        QVERIFY(std::isnan(chances.given[1]));
        QVERIFY(std::abs(chances.given[2] - all(0, 2)) < 1e-6);
    }

    void whatMattersMostComesFirst()
    {
        Matrix logits = Matrix::Zero(5, 4);
        logits.row(2).setConstant(3); // probable at every step
        const std::vector<int> targets{4, 4, 0, -1}; // true twice, and once
        const Chances chances = chancesOf(logits, targets, 0, 4, 4);
        QCOMPARE(chances.outputs, (std::vector<int>{2, 4, 0, 1}));
    }

    void hugeScoresDoNotOverflow()
    {
        Matrix logits(2, 1);
        logits << 1000, 0;
        const std::vector<int> targets{1};
        const Chances chances = chancesOf(logits, targets, 0, 1, 2);
        QCOMPARE(chances.shares(0, 0) + chances.shares(1, 0), Real(1));
        QCOMPARE(chances.given[0], 0.0);
    }
};

QTEST_GUILESS_MAIN(TestChances)
#include "tst_chances.moc"
