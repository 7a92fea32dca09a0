#include "ui/view/losswords.h"

#include <QCoreApplication>
#include <QLocale>

namespace rnnscope {

namespace {

struct LossTexts {
    Q_DECLARE_TR_FUNCTIONS(Losses)
};

}

QString loweredNumber(Index number)
{
    static const QString digits = QStringLiteral("₀₁₂₃₄₅₆₇₈₉");
    QString lowered;
    for (const QChar digit : QString::number(number))
        lowered += digits[digit.digitValue()];
    return lowered;
}

QString lossSymbol(LossStep step)
{
    return QStringLiteral("L") + (step ? loweredNumber(*step + 1) : QString());
}

QString lossKind(const Model& model, const Sequence& sequence)
{
    switch (lossOf(model, sequence)) {
    case Loss::CrossEntropy:
        return LossTexts::tr("cross-entropy, nats");
    case Loss::SquaredError:
        return LossTexts::tr("half the squared error");
    case Loss::OutputSum:
        break;
    }
    return LossTexts::tr("sum of the outputs (no targets)");
}

QString halvingText(double halving, Index steps)
{
    if (!(halving < 10 * static_cast<double>(steps)))
        return LossTexts::tr("does not fall");
    return LossTexts::tr("halves every %1 steps")
        .arg(QLocale().toString(halving, 'f', halving < 10 ? 1 : 0));
}

} // namespace rnnscope
