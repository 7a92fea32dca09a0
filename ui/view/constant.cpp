#include "ui/view/constant.h"

#include "core/cell/cells.h"
#include "core/model/depth.h"
#include "core/run/halving.h"
#include "ui/view/curves.h"
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

/// What the file says under `key`, or nothing.
std::string said(const Model& model, const std::string& key)
{
    const auto entry = model.metadata.find(key);
    return entry == model.metadata.end() ? std::string() : entry->second;
}

QString taskOf(const Model& model)
{
    return wordedTask(said(model, "rnnscope.task")).toHtmlEscaped();
}

QString trainingOf(const Model& model)
{
    QStringList parts;
    if (const std::string steps = said(model, "rnnscope.steps"); !steps.empty())
        parts += HeldConstant::tr("%1 updates").arg(QString::fromStdString(steps));
    if (const std::string seed = said(model, "rnnscope.seed"); !seed.empty())
        parts += HeldConstant::tr("seed %1").arg(QString::fromStdString(seed));
    if (const std::string how = said(model, "rnnscope.training"); !how.empty())
        parts += wordedTraining(how);
    return parts.join(", ").toHtmlEscaped();
}

/// How U starts: "orthogonal × 1.5", "uniform, spectral radius 0.9".
QString startOf(const Model& model)
{
    const std::string start = said(model, "rnnscope.start");
    if (start.empty())
        return {};
    const QString how = start == "uniform" ? HeldConstant::tr("uniform")
        : start == "orthogonal"            ? HeldConstant::tr("orthogonal")
        : start == "identity"              ? HeldConstant::tr("identity")
                                           : QString::fromStdString(start).toHtmlEscaped();
    const QString factor = QString::fromStdString(said(model, "rnnscope.factor"));
    const QString radius = QString::fromStdString(said(model, "rnnscope.radius"));
    if (!radius.isEmpty())
        return HeldConstant::tr("%1, spectral radius %2").arg(how, radius.toHtmlEscaped());
    return factor.isEmpty() || factor == "1" ? how : how + " × " + factor.toHtmlEscaped();
}

QString forgetBiasOf(const Model& model)
{
    const std::string bias = said(model, "rnnscope.forget_bias");
    return bias == "random" ? HeldConstant::tr("random")
                            : QString::fromStdString(bias).toHtmlEscaped();
}

/// What squashes the state, where the networks differ in it: LSTM and GRU keep tanh.
QStringList squashings(const Scene& scene)
{
    const QStringList all = perModel(scene, [](const Model& model) {
        const Cell& cell = *model.layers.front().cell;
        const auto squash = cell.squash(cell.hidden());
        return squash ? QString::fromStdString(squash->function.text()) : QStringLiteral("tanh");
    });
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
    const auto fewer
        = [](const ModelPtr& a, const ModelPtr& b) { return a->parameters() < b->parameters(); };
    const auto [fewest, most]
        = std::minmax_element(scene.models.begin(), scene.models.end(), fewer);
    const auto least = static_cast<double>((*fewest)->parameters());
    result.spread = (static_cast<double>((*most)->parameters()) - least) / least;
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
        losses += lossOf(*scene.models[m], *scene.sequences[m]) == Loss::CrossEntropy
            ? HeldConstant::tr("next-token cross-entropy")
            : HeldConstant::tr("sum of outputs");
    add(HeldConstant::tr("loss"), losses);
    add(HeldConstant::tr("U at start"), perModel(scene, startOf));
    add(HeldConstant::tr("forget bias at start"), perModel(scene, forgetBiasOf));
    add(HeldConstant::tr("activation"), squashings(scene));
    const QStringList trainedOn = perModel(scene, taskOf);
    result.sameTask = !files
        || (!trainedOn.first().isEmpty() && trainedOn.count(trainedOn.first()) == trainedOn.size());
    add(HeldConstant::tr("trained on"), trainedOn);
    add(HeldConstant::tr("training"), perModel(scene, trainingOf));
    return result;
}

namespace {

QString verdict(const Conditions& comparison)
{
    const QString percent = QLocale().toString(100 * comparison.spread, 'f', 1);
    if (comparison.models.size() == 1)
        return paragraph(
            "dim", HeldConstant::tr("Only one network is open: there is nothing to compare."));
    const QString unsure = comparison.sameTask
        ? QString()
        : paragraph("bad",
            HeldConstant::tr(
                "⚠ The files do not say that these networks were trained on the same."));
    if (comparison.fair())
        return unsure
            + paragraph("dim",
                HeldConstant::tr("Fair in size: parameters match within %1 %.").arg(percent));
    return unsure
        + paragraph("bad",
            HeldConstant::tr(
                "⚠ Not a fair comparison: the largest network has %1 % more parameters "
                "than the smallest.")
                .arg(percent));
}

QString headerOf(
    const Conditions& comparison, const std::vector<int>& styles, const Palette& palette)
{
    QStringList names{QString()};
    for (qsizetype m = 0; m < comparison.models.size(); ++m)
        names += QStringLiteral("<b><span style='color:%1'>%2</span></b>")
                     .arg(palette.curve(styles[static_cast<size_t>(m)]).color().name(),
                         comparison.models[m].toHtmlEscaped());
    return tableRow(names, static_cast<int>(comparison.models.size()));
}

}

void HeldConstant::refresh(Changes changes)
{
    Changes ignored = Change::Position | Change::Cell;
    if (desk().selection->losses() == Losses::Current)
        ignored |= Change::Gradient; // it changes at every step
    if (!(changes & ~ignored))
        return;
    const ScenePtr scene = desk().session->scene();
    if (!scene) {
        setPage(tr("This comparison holds constant"), {},
            paragraph("dim", tr("Here you will see what makes the comparison fair.")));
        return;
    }
    const bool moving = desk().selection->losses() == Losses::Current;
    const GradientScene* gradient = moving ? nullptr : desk().session->gradient().get();
    const Conditions comparison = compare(*scene, gradient, desk().selection->layer());
    QString rows = headerOf(comparison, curveStyles(*scene, desk().selection->layer()), colours());
    for (const Conditions::Fact& fact : comparison.facts)
        rows += tableRow(
            QStringList(fact.name) + fact.values, static_cast<int>(comparison.models.size()));
    const bool alone = comparison.models.size() == 1;
    setPage(alone ? tr("This network") : tr("This comparison holds constant"), {},
        verdict(comparison) + QStringLiteral("<table width='100%'>%1</table>").arg(rows));
}

} // namespace rnnscope
