#include "core/run/weightnorm.h"

#include "core/cell/cells.h"
#include "core/run/network.h"

#include <QTest>

using namespace rnnscope;

class WeightNorm : public QObject {
    Q_OBJECT

private slots:
    void normIsThatOfAllParameters();
    void factorBringsTheNormToTheThreshold();
};

void WeightNorm::normIsThatOfAllParameters()
{
    for (const CellPtr& cell : cells()) {
        const Model model = startModel(cell, Vocabulary::ofCharacters("abcd"), 5, 7, 1);
        const Sequence sequence = *sequenceFromText(model, "abcdabcaddb");
        Watch watch;
        const Trace trace = *forward(model, sequence, watch);
        for (const LossStep loss : {LossStep(), LossStep(6)}) {
            ParameterGradients gradients;
            QVERIFY(backward(model, sequence, trace, loss, watch, &gradients));
            double sum = gradients.embedding.cast<double>().squaredNorm()
                + gradients.head.w.cast<double>().squaredNorm()
                + gradients.head.b.cast<double>().squaredNorm();
            for (const Weights& weights : gradients.layers)
                sum += weights.w.cast<double>().squaredNorm()
                    + weights.u.cast<double>().squaredNorm()
                    + weights.b.cast<double>().squaredNorm()
                    + weights.d.cast<double>().squaredNorm();
            const double found = *weightNorm(model, sequence, trace, loss, watch);
            QVERIFY2(std::abs(found / std::sqrt(sum) - 1) < 1e-6,
                qPrintable(QString("%1 %2").arg(found).arg(std::sqrt(sum))));
        }
    }
}

void WeightNorm::factorBringsTheNormToTheThreshold()
{
    QCOMPARE(clipFactor(8, 2), 0.25);
    QCOMPARE(clipFactor(2, 8), 1.0);
    QCOMPARE(clipFactor(8, 0), 1.0);
}

QTEST_GUILESS_MAIN(WeightNorm)
#include "tst_weightnorm.moc"
