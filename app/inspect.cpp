#include "app/check.h"
#include "app/commands.h"
#include "app/input.h"
#include "core/load/mappingguess.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace rnnscope::command {

namespace {

using Json = nlohmann::ordered_json;

/// min, mean, max and standard deviation of the finite elements of a tensor, and how many are zero
/// and how many infinite or no numbers.
struct Summary {
    double low = 0, mean = 0, high = 0, deviation = 0;
    int64_t finite = 0, zeros = 0, wrong = 0;
};

Summary summaryOf(const Tensor& tensor)
{
    Summary summary;
    double squares = 0; // Welford's update: no cancellation
    inParts(tensor, [&](int64_t, const std::vector<double>& numbers) {
        for (const double value : numbers) {
            summary.zeros += value == 0;
            if (!std::isfinite(value)) {
                ++summary.wrong;
                continue;
            }
            const bool first = summary.finite++ == 0;
            const double from = value - summary.mean;
            summary.low = first ? value : std::min(summary.low, value);
            summary.high = first ? value : std::max(summary.high, value);
            summary.mean += from / static_cast<double>(summary.finite);
            squares += from * (value - summary.mean);
        }
    });
    if (summary.finite > 0)
        summary.deviation = std::sqrt(squares / static_cast<double>(summary.finite));
    return summary;
}

Json tensorsOf(const Archive& archive)
{
    Json list = Json::array();
    for (const Tensor& tensor : archive.tensors) {
        const Summary summary = summaryOf(tensor);
        list.push_back(
            {{"name", tensor.name}, {"type", nameOf(tensor.type)}, {"shape", tensor.shape},
                {"min", summary.low}, {"mean", summary.mean}, {"max", summary.high},
                {"std", summary.deviation}, {"zeros", summary.zeros}, {"wrong", summary.wrong}});
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
        list.push_back({{"what", note.what}, {"said", note.said.text()}, {"assumed", note.assumed},
            {"warning", note.warning}});
    return list;
}

/// What the file leaves open: the name and the options that --assume takes.
Json openOf(const Model& model)
{
    Json list = Json::array();
    for (const Note& note : model.notes)
        if (note.options.size() > 1)
            list.push_back({{"name", note.choice}, {"options", note.options},
                {"taken", note.options[note.chosen]}, {"assumed", note.assumed}});
    return list;
}

/// Under what names frameworks write their version into a file.
Json frameworkOf(const Archive& archive)
{
    for (const char* name : {"keras_version", "tensorflow_version", "pytorch_version",
             "torch_version", "framework_version", "producer", "version"})
        if (const auto found = archive.metadata.find(name); found != archive.metadata.end())
            return std::string(name) + " " + found->second;
    return {};
}

/// What --map takes, made from the shapes of the tensors; null where none are a layer's.
Json suggestedMapping(const Archive& archive)
{
    const Mapping mapping = guessedMapping(MappingFitter(archive));
    return mapping.layers.empty() ? Json() : Json::parse(writeMapping(mapping));
}

/// Everything that is known of a file: of its tensors, and of the model where one was made of them.
Json describe(const Archive& archive, const Model* model)
{
    Json all{{"file", archive.file}, {"format", archive.format}};
    if (model) {
        all["layers"] = layersOf(*model);
        all["outputs"] = model->outputs();
        all["parameters"] = model->parameters();
        all["bytes"] = static_cast<size_t>(model->parameters()) * sizeof(Real);
        all["vocabulary"] = model->vocabulary.tokens();
        all["notes"] = notesOf(*model);
        all["choices"] = openOf(*model);
    }
    if (!model)
        all["mapping"] = suggestedMapping(archive);
    if (Json framework = frameworkOf(archive); !framework.is_null())
        all["framework"] = std::move(framework);
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
    std::vector<QStringList> rows{
        {"tensor", "type", "shape", "min", "mean", "max", "std", "zeros", "NaN or inf"}};
    for (const Json& tensor : tensors) {
        QStringList sides;
        for (const Json& side : tensor["shape"])
            sides.push_back(text(side));
        rows.push_back({text(tensor["name"]), text(tensor["type"]), sides.join(" × ")});
        for (const char* figure : {"min", "mean", "max", "std"})
            rows.back().push_back(QString::number(tensor[figure].get<double>(), 'g', 4));
        for (const char* count : {"zeros", "wrong"})
            rows.back().push_back(text(tensor[count]));
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

QString plainText(const Json& all)
{
    QString said = "file: " + text(all["file"]) + "\n";
    // the notes of a model begin with the format
    said += all.contains("layers") ? modelText(all) : "format: " + text(all["format"]) + "\n";
    said += metadataTable(all["metadata"]) + "tensors:\n" + tensorTable(all["tensors"]);
    if (all.contains("mapping") && !all["mapping"].is_null())
        said += "a mapping that the shapes allow; correct it and give it with --map FILE.json:\n"
            + text(all["mapping"]) + "\n";
    return said;
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
    declareChoices(options);
    declareCheck(options);
    options.declareFlag("json", "print JSON");
    if (const auto status = options.read(arguments))
        return *status;
    if (const auto status = misusedCheck(options))
        return *status;
    const auto choices = choicesOf(options);
    if (!choices)
        return fail(choices.error());
    const auto contents = contentsOfModel(options.argument(0));
    if (!contents)
        return fail(contents.error());
    const auto model = modelWith(*contents, *choices);
    if (model && options.has("verify"))
        return check(options, *model);
    // The tensors are shown also where no network was recognised among them.
    if (model || choices->empty())
        show(options, contents->archive, model ? &*model : nullptr);
    return model ? 0 : fail(model.error());
}

} // namespace rnnscope::command
