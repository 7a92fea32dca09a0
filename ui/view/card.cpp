#include "ui/view/card.h"

#include "ui/paint/layers.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

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
    const std::array<std::pair<const char*, QString>, 5> known{{
        {"rnnscope.task", ModelCard::tr("task")},
        {"rnnscope.steps", ModelCard::tr("updates")},
        {"rnnscope.seed", ModelCard::tr("seed")},
        {"rnnscope.training", ModelCard::tr("training")},
        {"rnnscope.loss", ModelCard::tr("loss reached")},
    }};
    QString rows;
    for (const auto& [key, name] : known)
        if (const auto entry = model.metadata.find(key); entry != model.metadata.end())
            rows += textRow(name, plain(entry->second));
    return rows;
}

QString notes(const Model& model)
{
    QString rows;
    for (const Note& note : model.notes) {
        QString said = plain(note.said);
        if (note.assumed)
            said = QStringLiteral("<span class=mark>&nbsp;%1&nbsp;</span> ")
                       .arg(ModelCard::tr("assumed"))
                + said;
        rows += textRow(QCoreApplication::translate("card", note.what).toHtmlEscaped(), said);
    }
    return rows;
}

QString section(const QString& title, const QString& rows)
{
    return QStringLiteral("<h3>%1</h3><table width='100%'>%2</table>").arg(title, rows);
}

}

QString cardText(const Model& model)
{
    QString text = QStringLiteral("<table width='100%'>%1%2</table>")
                       .arg(tableRow({ModelCard::tr("reads"), reads(model)}, 1),
                           tableRow({ModelCard::tr("gives"), gives(model)}, 1));
    text += section(ModelCard::tr("Parts and their parameters"), parts(model));
    if (const QString rows = training(model); !rows.isEmpty())
        text += section(ModelCard::tr("How it was trained"), rows);
    if (!model.notes.empty())
        text += section(ModelCard::tr("What the file says, and what was assumed"), notes(model));
    return text;
}

void ModelCard::refresh(Changes changes)
{
    if (!(changes & (Change::Scene | Change::Cell | Change::Look)))
        return;
    if (const ModelPtr shown = model())
        setPage(tr("Model"), QString::fromStdString(shown->title), cardText(*shown));
    else
        setPage(tr("Model"), {},
            paragraph("dim", tr("Here you will see what the network is made of.")));
}

} // namespace rnnscope
