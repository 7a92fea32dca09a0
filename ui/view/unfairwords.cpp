#include "ui/view/unfairwords.h"

#include "ui/state/beside.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace rnnscope {

namespace {

struct UnfairTexts {
    Q_DECLARE_TR_FUNCTIONS(Unfair)
};

/// The names of the models that are so.
template <class Is>
QString named(const Scene& scene, Is is)
{
    QStringList names;
    const QStringList all = namesOf(scene);
    for (size_t m = 0; m < scene.models.size(); ++m)
        if (is(*scene.models[m]))
            names += all[static_cast<qsizetype>(m)].toHtmlEscaped();
    return names.join(", ");
}

/// "RNN relu, LSTM tanh"
template <class Of>
QString each(const Scene& scene, Of of)
{
    QStringList texts;
    const QStringList names = namesOf(scene);
    for (size_t m = 0; m < scene.models.size(); ++m)
        texts += names[static_cast<qsizetype>(m)].toHtmlEscaped() + u' ' + of(*scene.models[m]);
    return texts.join(", ");
}

QString eachSaid(const Scene& scene, const char* key)
{
    return each(scene, [key](const Model& model) {
        const std::string said = saidOf(model, key);
        return said.empty() ? QStringLiteral("–") : QString::fromStdString(said).toHtmlEscaped();
    });
}

QString sizeText(const Fairness& fairness)
{
    return UnfairTexts::tr("Neither parameters nor units match: the largest network has %1 % more "
                           "parameters than the smallest.")
        .arg(QLocale().toString(100 * fairness.spread, 'f', 0));
}

QString activationText(const Scene& scene)
{
    return UnfairTexts::tr("The states are squashed differently: %1.")
        .arg(each(scene, [](const Model& model) {
            const std::string function = squashingOf(model);
            return function.empty() ? UnfairTexts::tr("not at all")
                                    : QString::fromStdString(function).toHtmlEscaped();
        }));
}

QString forgetText(const Scene& scene)
{
    constexpr double half = 0.5;
    double open = half;
    bool random = false;
    const QString names = named(scene, [&](const Model& model) {
        const auto gate = forgetGateOf(model);
        const bool loses = gate && *gate <= half;
        open = loses ? std::min(open, *gate) : open;
        random = random || (loses && saidOf(model, "forget_bias") == "random");
        return loses;
    });
    return random ? UnfairTexts::tr("%1: the forget bias is PyTorch’s default, so that about half "
                                    "of the memory is lost at each step.")
                        .arg(names)
                  : UnfairTexts::tr("%1: the forget gate starts at f ≈ %2, so that %3 % of the "
                                    "memory is lost at each step.")
                        .arg(names)
                        .arg(open, 0, 'f', 2)
                        .arg(100 * (1 - open), 0, 'f', 0);
}

QString wordsOf(Unfair reason, const Scene& scene, const Fairness& fairness)
{
    switch (reason) {
    case Unfair::Size:
        return sizeText(fairness);
    case Unfair::UnsaidTask:
        return UnfairTexts::tr("What was learned is not said: %1.")
            .arg(named(scene, [](const Model& model) {
                return saidOf(model, "task").empty() && !updatesOf(model);
            }));
    case Unfair::Untrained:
        return UnfairTexts::tr("Untrained beside trained ones: %1.")
            .arg(named(scene, [](const Model& model) { return updatesOf(model) == 0; }));
    case Unfair::Task:
        return UnfairTexts::tr("They were not trained on the same task.");
    case Unfair::Data:
        return UnfairTexts::tr("They were trained on other sequences, from these seeds: %1.")
            .arg(eachSaid(scene, "data_seed"));
    case Unfair::Updates:
        return UnfairTexts::tr("They were not trained equally long.");
    case Unfair::Training:
        return UnfairTexts::tr("They were not trained in the same way.");
    case Unfair::Seed:
        return UnfairTexts::tr("They start from other seeds, of which one may be lucky: %1.")
            .arg(eachSaid(scene, "seed"));
    case Unfair::Loss:
        return UnfairTexts::tr("Their losses are not the same quantity.");
    case Unfair::Activation:
        return activationText(scene);
    case Unfair::ForgetGate:
        return forgetText(scene);
    case Unfair::Start:
        return UnfairTexts::tr("U does not start alike.");
    }
    return {};
}

}

QStringList unfairWords(const Scene& scene, const Fairness& fairness)
{
    QStringList all;
    for (const Unfair reason : fairness.reasons)
        all += wordsOf(reason, scene, fairness);
    return all;
}

} // namespace rnnscope
