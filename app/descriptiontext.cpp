#include "app/description.h"
#include "core/load/shown.h"

#include <QStringList>

#include <array>

namespace rnnscope {

std::string dump(const Json& value, int indent)
{
    return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

namespace {

QString text(const Json& value)
{
    return QString::fromStdString(value.is_string() ? value.get<std::string>() : dump(value));
}

/// Rows of texts in aligned columns.
QString table(const std::vector<QStringList>& rows)
{
    QList<qsizetype> widths(rows.empty() ? 0 : rows.front().size());
    for (const QStringList& row : rows)
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    QString lines;
    for (const QStringList& row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += "  " + row[i].leftJustified(widths[i]);
        lines += line.trimmed().prepend("  ") + "\n";
    }
    return lines;
}

/// What the file says of itself; long texts are left to --json.
QString metadataTable(const Json& metadata)
{
    constexpr size_t longest = 120;
    std::vector<QStringList> rows;
    for (const auto& [key, value] : metadata.items())
        if (text(value).size() <= qsizetype(longest))
            rows.push_back({QString::fromStdString(key),
                QString::fromStdString(fitToShow(text(value).toStdString(), longest))});
    return rows.empty() ? QString() : "metadata:\n" + table(rows);
}

QString layerText(const Json& layer)
{
    const QString outputs = layer["outputs"] == layer["units"]
        ? QString()
        : QString(" projected to %1").arg(text(layer["outputs"]));
    return QString("layer %1: %2, %3 inputs, %4 units%5, %6%7 parameters\n")
        .arg(text(layer["layer"]), text(layer["cell"]), text(layer["inputs"]), text(layer["units"]),
            outputs, layer["backward"].get<bool>() ? "read from the end, " : QString(),
            text(layer["parameters"]));
}

/// What can be chosen, as --assume takes it; the taken option is marked.
QString choicesText(const Json& choices)
{
    QString said;
    for (const Json& choice : choices) {
        for (const Json& option : choice["options"])
            said += QString("  %1 --assume \"%2=%3\"\n")
                        .arg(option == choice["taken"] ? "*" : " ", text(choice["name"]),
                            text(option));
    }
    return said.isEmpty() ? said : "what the file leaves open (* taken):\n" + said;
}

QString modelText(const Json& all)
{
    QString said;
    for (const Json& layer : all["layers"])
        said += layerText(layer);
    said += QString("outputs: %1\nparameters: %2\nmemory: %3 bytes\n")
                .arg(text(all["outputs"]), text(all["parameters"]), text(all["bytes"]));
    if (all.contains("framework"))
        said += "framework: " + text(all["framework"]) + "\n";
    if (!all["vocabulary"].empty())
        said += "tokens: " + text(all["vocabulary"]) + "\n";
    for (const Json& note : all["notes"])
        said += QString("%1%2: %3%4\n")
                    .arg(note["warning"].get<bool>() ? "warning: " : "", text(note["what"]),
                        text(note["said"]), note["assumed"].get<bool>() ? " (assumed)" : "");
    return said + choicesText(all["choices"]);
}

} // namespace

QString tensorTable(const Json& tensors)
{
    constexpr std::array figures{"min", "mean", "max", "std"};
    constexpr std::array counts{"zeros", "wrong"};
    std::vector<QStringList> rows{{"tensor", "type", "shape", "bytes"}};
    if (!tensors.empty() && tensors.front().contains(figures.front()))
        rows.front() << QStringList{"min", "mean", "max", "std", "zeros", "NaN or inf"};
    for (const Json& tensor : tensors) {
        QStringList sides;
        for (const Json& side : tensor["shape"])
            sides.push_back(text(side));
        rows.push_back(
            {text(tensor["name"]), text(tensor["type"]), sides.join(" × "), text(tensor["bytes"])});
        for (const char* figure : figures)
            if (tensor.contains(figure))
                rows.back().push_back(QString::number(tensor[figure].get<double>(), 'g', 4));
        for (const char* count : counts)
            if (tensor.contains(count))
                rows.back().push_back(text(tensor[count]));
    }
    return table(rows);
}

QString plainText(const Json& all)
{
    QString said = "file: " + text(all["file"]) + "\n";
    // the notes of a model begin with the format
    said += all.contains("layers") ? modelText(all) : "format: " + text(all["format"]) + "\n";
    said += "stored: " + text(all["stored"]) + " bytes\n";
    said += metadataTable(all["metadata"]) + "tensors:\n" + tensorTable(all["tensors"]);
    if (all.contains("mapping") && !all["mapping"].is_null())
        said += "a mapping that the shapes allow; correct it and give it with --map FILE.json:\n"
            + text(all["mapping"]) + "\n";
    return said;
}

} // namespace rnnscope
