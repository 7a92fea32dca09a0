#include "ui/view/cardtext.h"

#include "core/load/card.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/card.h"
#include "ui/view/choices.h"
#include "ui/view/wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <tuple>

namespace rnnscope {

namespace {

QString plain(std::string_view text)
{
    return QString::fromUtf8(text.data(), std::ssize(text)).toHtmlEscaped();
}

QString number(Index count) { return QLocale().toString(static_cast<qlonglong>(count)); }

/// One, or several.
QString units(Index count)
{
    return count == 1 ? ModelCard::tr("1 unit") : ModelCard::tr("%1 units").arg(number(count));
}

QString numbersAStep(Index count)
{
    return count == 1 ? ModelCard::tr("1 number a step")
                      : ModelCard::tr("%1 numbers a step").arg(number(count));
}

/// With the dense layers that stand between it and the recurrent ones.
QString throughDense(const QString& text, size_t layers)
{
    return layers == 0 ? text
        : layers == 1  ? ModelCard::tr("%1, through a dense layer").arg(text)
                       : ModelCard::tr("%1, through %2 dense layers").arg(text).arg(layers);
}

QString reads(const Model& model)
{
    switch (model.entry) {
    case Entry::Values:
        return numbersAStep(model.reads());
    case Entry::OneHot:
        return ModelCard::tr("%1 tokens, one-hot").arg(number(model.tokens()));
    case Entry::Embedding:
        return ModelCard::tr("%1 tokens, each embedded as %2 numbers")
            .arg(number(model.tokens()))
            .arg(model.embedding.rows());
    }
    return {};
}

QString gives(const Model& model)
{
    if (model.head.empty() && model.after.empty())
        return model.outputs() == 1
            ? ModelCard::tr("its hidden unit")
            : ModelCard::tr("its %1 hidden units").arg(number(model.outputs()));
    return model.predictsTokens()
        ? ModelCard::tr("the next of %1 tokens").arg(number(model.outputs()))
        : numbersAStep(model.outputs());
}

/// "4 → 8, relu"
QString mapped(const Matrix& w, const Activation& activation, bool softmax)
{
    const std::string text = softmax ? "softmax" : activation.text();
    return QStringLiteral("%1 → %2%3")
        .arg(w.cols())
        .arg(w.rows())
        .arg(text.empty() ? QString() : QStringLiteral(", ") + plain(text));
}

QString partRow(const QString& part, const QString& shape, Index count)
{
    return tableRow({part, shape, number(count)}, 2);
}

QString denseRows(const std::vector<Dense>& layers)
{
    QString rows;
    for (const Dense& dense : layers)
        rows += partRow(ModelCard::tr("dense layer “%1”").arg(plain(dense.name)),
            mapped(dense.w, dense.activation, false), dense.w.size() + dense.b.size());
    return rows;
}

/// "24 → 64 units", and what a projection makes of them.
QString layerShape(const Weights& weights)
{
    const QString shape
        = QStringLiteral("%1 → %2").arg(weights.inputs()).arg(units(weights.units()));
    return weights.projection.size() == 0
        ? shape
        : ModelCard::tr("%1 → %2, projected").arg(shape).arg(weights.outputs());
}

/// One row per part: what it is, its shape, its number of parameters.
QString parts(const Model& model)
{
    QString rows;
    if (model.embedding.size() > 0)
        rows += partRow(ModelCard::tr("embedding"),
            QStringLiteral("%1 × %2").arg(model.embedding.cols()).arg(model.embedding.rows()),
            model.embedding.size());
    rows += denseRows(model.before);
    for (size_t l = 0; l < model.layers.size(); ++l) {
        const Layer& layer = model.layers[l];
        const QString name = layerName(model, static_cast<int>(l));
        rows += partRow(QStringLiteral("%1: %2").arg(name, plain(layer.cell->name())),
            layerShape(layer.weights), layer.weights.count());
    }
    rows += denseRows(model.after);
    if (!model.head.empty())
        rows += partRow(ModelCard::tr("output"),
            mapped(model.head.w, model.head.activation, model.head.softmax),
            model.head.w.size() + model.head.b.size());
    rows += partRow(ModelCard::tr("parameters"), {}, model.parameters());
    return rows
        + tableRow({ModelCard::tr("memory as it is stepped"),
                       bytesText(static_cast<uint64_t>(model.parameters()) * sizeof(Real))},
            2);
}

/// One row of running text.
QString textRow(const QString& name, const QString& said)
{
    return QStringLiteral("<tr><td class=dim>%1</td><td class=value>%2</td></tr>").arg(name, said);
}

QString training(const Model& model)
{
    constexpr auto asItIs = [](const std::string& text) { return QString::fromStdString(text); };
    using Wording = QString (*)(const std::string&);
    const std::array<std::tuple<const char*, QString, Wording>, 5> known{{
        {"rnnscope.task", ModelCard::tr("task"), wordedTask},
        {"rnnscope.steps", ModelCard::tr("updates"), asItIs},
        {"rnnscope.seed", ModelCard::tr("seed"), asItIs},
        {"rnnscope.training", ModelCard::tr("training"), wordedTraining},
        {"rnnscope.loss", ModelCard::tr("loss reached"), wordedTraining},
    }};
    QString rows;
    for (const auto& [key, name, wording] : known)
        if (const auto entry = model.metadata.find(key); entry != model.metadata.end())
            rows += textRow(name, wording(entry->second).toHtmlEscaped());
    return rows;
}

QString mark(const QString& text)
{
    return QStringLiteral("<span class=mark>&nbsp;%1&nbsp;</span> ").arg(text);
}

/// The notes, or those that are not among the choices above.
QString notes(const Scene& scene, const Model& model, bool all)
{
    QString rows;
    for (const Note& note : model.notes) {
        if (!all && ChoiceForm::shows(scene, scene.placeIn(model), note))
            continue;
        QString said = worded(note.said).toHtmlEscaped();
        if (note.warning)
            said = QStringLiteral("<span class=bad>%1</span>").arg(said);
        if (note.assumed)
            said = mark(ModelCard::tr("assumed")) + said;
        rows += textRow(QCoreApplication::translate("card", note.what).toHtmlEscaped(), said);
    }
    return rows;
}

/// What was chosen before and is no option any more.
QString dropped(const Choices& choices)
{
    QStringList all;
    for (const auto& [name, option] : choices)
        all += QStringLiteral("%1: %2").arg(wordedChoice(name), wordedOption(option));
    return all.isEmpty() ? QString()
                         : paragraph("dim",
                             ModelCard::tr("Chosen before, and no option any more: %1")
                                 .arg(all.join("; "))
                                 .toHtmlEscaped());
}

QString section(const QString& title, const QString& rows)
{
    return QStringLiteral("<h3>%1</h3><table width='100%'>%2</table>").arg(title, rows);
}

}

namespace {

/// What the notes of a model do not say.
QString fileRows(const Archive& archive)
{
    QString rows;
    if (const std::string framework = frameworkOf(archive); !framework.empty())
        rows += tableRow({ModelCard::tr("made with"), plain(framework)}, 1);
    return rows + tableRow({ModelCard::tr("tensors"), number(std::ssize(archive.tensors))}, 1)
        + tableRow({ModelCard::tr("their size in the file"), bytesText(storedBytes(archive))}, 1);
}

}

QString fileText(const Contents& contents)
{
    const Archive& archive = contents.archive;
    return section(ModelCard::tr("The file"),
        tableRow({ModelCard::tr("format"), plain(archive.format)}, 1) + fileRows(archive)
            + tableRow({ModelCard::tr("their types"), plain(storedTypes(archive))}, 1));
}

QString cardText(const Scene& scene, const Model& model, bool all)
{
    const size_t place = scene.placeIn(model);
    const FileOrigin origin = place < scene.origins.size() ? scene.origins[place] : FileOrigin();
    QString text = dropped(origin.dropped);
    text += QStringLiteral("<table width='100%'>%1%2</table>")
                .arg(tableRow(
                         {ModelCard::tr("reads"), throughDense(reads(model), model.before.size())},
                         1),
                    tableRow(
                        {ModelCard::tr("gives"), throughDense(gives(model), model.after.size())},
                        1));
    text += section(ModelCard::tr("Parts and their parameters"), parts(model));
    if (origin.contents)
        text += section(ModelCard::tr("The file"), fileRows(origin.contents->archive));
    if (const QString rows = training(model); !rows.isEmpty())
        text += section(ModelCard::tr("How it was trained"), rows);
    if (const QString rows = notes(scene, model, all); !rows.isEmpty())
        text += section(ModelCard::tr("What the file says, and what was assumed"), rows);
    return text;
}

} // namespace rnnscope
