#include "ui/view/card.h"

#include "ui/paint/layers.h"
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

QString reads(const Model& model)
{
    switch (model.entry) {
    case Entry::Values:
        return ModelCard::tr("%1 numbers a step").arg(model.inputs());
    case Entry::OneHot:
        return ModelCard::tr("%1 tokens, one-hot").arg(number(model.tokens()));
    case Entry::Embedding:
        return ModelCard::tr("%1 tokens, each embedded as %2 numbers")
            .arg(number(model.tokens()))
            .arg(model.inputs());
    }
    return {};
}

QString gives(const Model& model)
{
    if (model.head.empty())
        return ModelCard::tr("its %1 hidden units").arg(model.outputs());
    return model.predictsTokens()
        ? ModelCard::tr("the next of %1 tokens").arg(number(model.outputs()))
        : ModelCard::tr("%1 numbers a step").arg(model.outputs());
}

/// One row per part: what it is, its shape, its number of parameters.
QString parts(const Model& model)
{
    const auto row = [](const QString& part, const QString& shape, Index count) {
        return tableRow({part, shape, number(count)}, 2);
    };
    QString rows;
    if (model.embedding.size() > 0)
        rows += row(ModelCard::tr("embedding"),
            QStringLiteral("%1 × %2").arg(model.embedding.cols()).arg(model.embedding.rows()),
            model.embedding.size());
    for (size_t l = 0; l < model.layers.size(); ++l) {
        const Layer& layer = model.layers[l];
        const QString name = layerName(model, static_cast<int>(l));
        rows += row(QStringLiteral("%1: %2").arg(name, plain(layer.cell->name())),
            ModelCard::tr("%1 → %2 units").arg(layer.weights.inputs()).arg(layer.weights.units()),
            layer.weights.count());
    }
    if (!model.head.empty())
        rows += row(ModelCard::tr("output"),
            QStringLiteral("%1 → %2").arg(model.head.w.cols()).arg(model.head.w.rows()),
            model.head.w.size() + model.head.b.size());
    return rows + row(ModelCard::tr("parameters"), {}, model.parameters());
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
        if (!all && ChoiceForm::shows(scene, note))
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
QString dropped(const Scene& scene)
{
    QStringList all;
    for (const auto& [name, option] : scene.dropped)
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

/// @param all the notes that are choices too, for where there is nothing to choose with
QString cardText(const Scene& scene, const Model& model, bool all)
{
    QString text = dropped(scene);
    text += QStringLiteral("<table width='100%'>%1%2</table>")
                .arg(tableRow({ModelCard::tr("reads"), reads(model)}, 1),
                    tableRow({ModelCard::tr("gives"), gives(model)}, 1));
    text += section(ModelCard::tr("Parts and their parameters"), parts(model));
    if (const QString rows = training(model); !rows.isEmpty())
        text += section(ModelCard::tr("How it was trained"), rows);
    if (const QString rows = notes(scene, model, all); !rows.isEmpty())
        text += section(ModelCard::tr("What the file says, and what was assumed"), rows);
    return text;
}

}

ModelCard::ModelCard(const Desk& desk, QWidget* parent)
    : Page(desk, parent)
    , m_form(new ChoiceForm(desk, this))
{
    setAbove(m_form);
    connect(m_form, &ChoiceForm::vocabularyAsked, this, &ModelCard::vocabularyAsked);
}

void ModelCard::refresh(Changes changes)
{
    if (!(changes & (Change::Scene | Change::Cell | Change::Look)))
        return;
    m_form->refresh();
    const ScenePtr scene = desk().session->scene();
    if (const ModelPtr shown = model())
        setPage(tr("Model"), QString::fromStdString(shown->title), cardText(*scene, *shown, false),
            cardText(*scene, *shown, true));
    else
        setPage(tr("Model"), {},
            paragraph("dim", tr("Here you will see what the network is made of.")));
}

} // namespace rnnscope
