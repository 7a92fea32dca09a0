#include "ui/view/conditions.h"

#include "core/cell/cells.h"
#include "core/model/depth.h"
#include "core/run/halving.h"
#include "ui/view/constant.h"
#include "ui/view/curves.h"
#include "ui/view/losswords.h"
#include "ui/view/unfairwords.h"
#include "ui/view/wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

template <class Function>
QStringList perModel(const Scene& scene, Function function)
{
    QStringList values;
    for (const ModelPtr& model : scene.models)
        values += function(*model);
    return values;
}

/// The same of what a model says of itself, as it is.
QStringList said(const Scene& scene, const char* key)
{
    return perModel(scene, [key](const Model& model) {
        return QString::fromStdString(saidOf(model, key)).toHtmlEscaped();
    });
}

QString taskText(const Model& model)
{
    const QString task = wordedTask(saidOf(model, "task")).toHtmlEscaped();
    const std::string distance = saidOf(model, "distance");
    return distance.empty() ? task
                            : HeldConstant::tr("%1, distance %2")
                                  .arg(task, QString::fromStdString(distance).toHtmlEscaped());
}

QString trainingOf(const Model& model)
{
    QStringList parts;
    if (const auto updates = updatesOf(model))
        parts += *updates == 0 ? HeldConstant::tr("none")
                               : HeldConstant::tr("%1 updates").arg(*updates);
    if (const std::string how = saidOf(model, "training"); !how.empty())
        parts += wordedTraining(how);
    return parts.join(", ").toHtmlEscaped();
}

/// How U starts: "orthogonal × 1.5", "uniform, spectral radius 0.9".
QString startText(const Model& model)
{
    const std::string start = saidOf(model, "start");
    if (start.empty())
        return {};
    const QString how = start == "uniform" ? HeldConstant::tr("uniform")
        : start == "orthogonal"            ? HeldConstant::tr("orthogonal")
        : start == "identity"              ? HeldConstant::tr("identity")
                                           : QString::fromStdString(start).toHtmlEscaped();
    const QString factor = QString::fromStdString(saidOf(model, "factor"));
    const QString radius = QString::fromStdString(saidOf(model, "radius"));
    if (!radius.isEmpty())
        return HeldConstant::tr("%1, spectral radius %2").arg(how, radius.toHtmlEscaped());
    return factor.isEmpty() || factor == "1" ? how : how + " × " + factor.toHtmlEscaped();
}

QString forgetBiasOf(const Model& model)
{
    const std::string bias = saidOf(model, "forget_bias");
    return bias == "random" ? HeldConstant::tr("random")
                            : QString::fromStdString(bias).toHtmlEscaped();
}

/// What squashes the state, where the networks differ in it: LSTM and GRU keep tanh.
QStringList squashings(const Scene& scene)
{
    const QStringList all = perModel(
        scene, [](const Model& model) { return QString::fromStdString(squashingOf(model)); });
    return all.count(all.first()) == all.size() ? QStringList(QString()) : all;
}

/// "64 + 2 × 32": per depth, twice in both directions; of many equal ones how many.
QString units(const Model& model)
{
    QStringList units;
    for (int depth = 0; depth < depthCount(model); ++depth) {
        const int place = placeOfDepth(model, depth);
        const QString one
            = QString::number(model.layers[static_cast<size_t>(place)].weights.units());
        units += paired(model, place) ? QStringLiteral("2 × ") + one : one;
    }
    if (units.size() > 3 && units.count(units.first()) == units.size())
        return HeldConstant::tr("%1 in each of %2 layers").arg(units.first()).arg(units.size());
    return units.join(" + ");
}

QString sequenceOf(const Scene& scene)
{
    const QString steps = QLocale().toString(static_cast<qlonglong>(scene.steps()));
    const SequencePtr& first = scene.sequences.front();
    if (!first->text.empty() && std::ranges::any_of(scene.sequences, [&](const SequencePtr& other) {
            return other->ids != first->ids;
        }))
        return HeldConstant::tr("the same text, %1 tokens of each one’s vocabulary").arg(steps);
    return (first->ids.empty() ? HeldConstant::tr("the same %1 steps")
                               : HeldConstant::tr("the same %1 tokens"))
        .arg(steps);
}

/// Steps per halving on the way back, which leads to the end where the layer reads from there.
std::optional<double> halving(const GradientCurve& curve, Index loss)
{
    std::vector<double> norms = curve.norms;
    if (curve.backward)
        std::ranges::reverse(norms);
    return stepsPerHalving(norms, curve.backward ? std::ssize(norms) - 1 - loss : loss);
}

QStringList halvings(const GradientScene& gradient, int layer)
{
    QStringList values;
    for (const GradientCurve& curve : gradientCurves(gradient, layer)) {
        if (!curve.memory)
            continue;
        const auto steps = halving(curve, *gradient.loss);
        if (!steps)
            return {};
        const QString number = QLocale().toString(*steps, 'f', *steps < 10 ? 1 : 0);
        const bool falls = *steps < 10 * static_cast<double>(curve.norms.size()); // to be seen
        values
            += falls ? HeldConstant::tr("%1 steps").arg(number) : HeldConstant::tr("does not fall");
    }
    return values;
}

}

Conditions compare(const Scene& scene, const GradientScene* gradient, int layer)
{
    Conditions result;
    const auto add = [&](const QString& name, QStringList values) {
        if (values.count(QString()) == values.size())
            return;
        std::ranges::replace(values, QString(), QStringLiteral("–"));
        if (values.count(values.first()) == values.size())
            values = {values.first()};
        result.facts.push_back({name, values});
    };
    const bool files = scene.opened() && scene.models.size() > 1;
    for (const QString& name : namesOf(scene))
        result.models += shortened(name, 16);
    result.fairness = fairnessOf(scene.models, scene.sequences);
    result.reasons = unfairWords(scene, result.fairness);
    if (files)
        add(HeldConstant::tr("cell"), perModel(scene, [](const Model& model) {
            return QString::fromUtf8(std::string_view(model.layers.front().cell->name()));
        }));
    add(HeldConstant::tr("sequence"), {sequenceOf(scene)});
    add(HeldConstant::tr("parameters"), perModel(scene, [](const Model& model) {
        return QLocale().toString(static_cast<qlonglong>(model.parameters()));
    }));
    add(HeldConstant::tr("units"), perModel(scene, units));
    if (gradient && gradient->loss)
        add(HeldConstant::tr("∂L<sub>%1</sub> halves in").arg(*gradient->loss + 1),
            halvings(*gradient, layer));
    QStringList losses;
    for (size_t m = 0; m < scene.models.size(); ++m)
        losses += lossKind(*scene.models[m], *scene.sequences[m]);
    add(HeldConstant::tr("loss"), losses);
    add(HeldConstant::tr("U at start"), perModel(scene, startText));
    add(HeldConstant::tr("forget bias at start"), perModel(scene, forgetBiasOf));
    add(HeldConstant::tr("activation"), squashings(scene));
    add(HeldConstant::tr("seed of the weights"), said(scene, "seed"));
    add(HeldConstant::tr("trained on"), perModel(scene, taskText));
    add(HeldConstant::tr("seed of the data"), said(scene, "data_seed"));
    add(HeldConstant::tr("training"), perModel(scene, trainingOf));
    return result;
}

} // namespace rnnscope
