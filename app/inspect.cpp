#include "app/commands.h"
#include "app/input.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace rnnscope::command {

namespace {

using Json = nlohmann::ordered_json;

/// min, mean, max and standard deviation of a tensor's elements.
struct Summary {
    double low = 0, mean = 0, high = 0, deviation = 0;
};

Summary summaryOf(const Tensor& tensor)
{
    Summary summary;
    double squares = 0; // Welford's update: no cancellation
    inParts(tensor, [&](int64_t first, const std::vector<double>& numbers) {
        if (first == 0)
            summary.low = summary.high = numbers[0];
        for (const double value : numbers) {
            const double from = value - summary.mean;
            summary.low = std::min(summary.low, value);
            summary.high = std::max(summary.high, value);
            summary.mean += from / static_cast<double>(++first);
            squares += from * (value - summary.mean);
        }
    });
    if (tensor.elements() > 0)
        summary.deviation = std::sqrt(squares / static_cast<double>(tensor.elements()));
    return summary;
}

Json tensorsOf(const Archive& archive)
{
    Json list = Json::array();
    for (const Tensor& tensor : archive.tensors) {
        const auto [low, mean, high, deviation] = summaryOf(tensor);
        list.push_back(
            {{"name", tensor.name}, {"type", nameOf(tensor.type)}, {"shape", tensor.shape},
                {"min", low}, {"mean", mean}, {"max", high}, {"std", deviation}});
    }
    return list;
}

Json layersOf(const Model& model)
{
    Json list = Json::array();
    for (const Layer& layer : model.layers)
        list.push_back({{"layer", layerId(model, static_cast<int>(list.size()))},
            {"cell", layer.cell->id()}, {"inputs", layer.weights.inputs()},
            {"units", layer.weights.units()}, {"outputs", layer.weights.outputs()},
            {"backward", layer.backward}, {"parameters", layer.weights.count()}});
    return list;
}

Json notesOf(const Model& model)
{
    Json list = Json::array();
    for (const Note& note : model.notes)
        list.push_back({{"what", note.what}, {"said", note.said}, {"assumed", note.assumed}});
    return list;
}

/// Everything that is known of a file: of its tensors, and of the model where one was made of them.
Json describe(const Archive& archive, const Model* model)
{
    Json all{{"file", archive.file}, {"format", archive.format}};
    if (model) {
        all["layers"] = layersOf(*model);
        all["outputs"] = model->outputs();
        all["parameters"] = model->parameters();
        all["vocabulary"] = model->vocabulary.tokens();
        all["notes"] = notesOf(*model);
    }
    all["metadata"] = archive.metadata;
    all["tensors"] = tensorsOf(archive);
    return all;
}

std::string dump(const Json& value, int indent = -1)
{
    // A file may name its tensors in bytes that are no UTF-8.
    return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

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

QString tensorTable(const Json& tensors)
{
    std::vector<QStringList> rows{{"tensor", "type", "shape", "min", "mean", "max", "std"}};
    for (const Json& tensor : tensors) {
        QStringList sides;
        for (const Json& side : tensor["shape"])
            sides.push_back(text(side));
        rows.push_back({text(tensor["name"]), text(tensor["type"]), sides.join(" × ")});
        for (const char* figure : {"min", "mean", "max", "std"})
            rows.back().push_back(QString::number(tensor[figure].get<double>(), 'g', 4));
    }
    return table(rows);
}

/// What the file says of itself; long texts are left to --json.
QString metadataTable(const Json& metadata)
{
    constexpr qsizetype longest = 120;
    std::vector<QStringList> rows;
    for (const auto& [key, value] : metadata.items())
        if (text(value).size() <= longest)
            rows.push_back({QString::fromStdString(key), text(value)});
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

QString modelText(const Json& all)
{
    QString said;
    for (const Json& layer : all["layers"])
        said += layerText(layer);
    said += QString("outputs: %1\nparameters: %2\n")
                .arg(text(all["outputs"]), text(all["parameters"]));
    if (!all["vocabulary"].empty())
        said += "tokens: " + text(all["vocabulary"]) + "\n";
    for (const Json& note : all["notes"])
        said += QString("%1: %2%3\n")
                    .arg(text(note["what"]), text(note["said"]),
                        note["assumed"].get<bool>() ? " (assumed)" : "");
    return said;
}

QString plainText(const Json& all)
{
    QString said = "file: " + text(all["file"]) + "\n";
    // the notes of a model begin with the format
    said += all.contains("layers") ? modelText(all) : "format: " + text(all["format"]) + "\n";
    return said + metadataTable(all["metadata"]) + "tensors:\n" + tensorTable(all["tensors"]);
}

int show(const Options& options, const Archive& archive, const Model* model)
{
    const Json all = describe(archive, model);
    return print(
        options.has("json") ? QString::fromStdString(dump(all, 2)) + "\n" : plainText(all));
}

} // namespace

int inspect(const QStringList& arguments)
{
    Options options("inspect", "Says what a saved model holds, and what was assumed.");
    declareFile(options);
    options.declareFlag("json", "print JSON");
    if (const auto status = options.read(arguments))
        return *status;
    const QString file = options.argument(0);
    const auto contents = contentsOfModel(file);
    if (!contents)
        return fail(contents.error());
    const auto model = modelOf(*contents);
    show(options, contents->archive, model ? &*model : nullptr);
    // The tensors are shown also where no network was recognised among them.
    return model ? 0 : fail(model.error());
}

} // namespace rnnscope::command
