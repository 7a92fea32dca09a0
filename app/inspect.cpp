#include "app/check.h"
#include "app/commands.h"
#include "app/input.h"
#include "app/output.h"
#include "core/load/card.h"
#include "core/load/mappingguess.h"
#include "core/load/shown.h"
#include "core/math/summary.h"
#include "ui/state/save.h"

#include <nlohmann/json.hpp>

#include <array>

namespace rnnscope::command {

namespace {

using Json = nlohmann::ordered_json;

/// @param counted whether its numbers are read, for their figures
Json jsonOf(const Tensor& tensor, bool counted)
{
    Json json{{"name", tensor.name}, {"type", nameOf(tensor.type)}, {"shape", tensor.shape},
        {"bytes", static_cast<uint64_t>(tensor.elements()) * sizeOf(tensor.type)}};
    if (!counted)
        return json;
    Summary summary;
    inParts(tensor, [&](int64_t, const std::vector<double>& numbers) { summary.add(numbers); });
    json.update(
        {{"min", summary.min}, {"mean", summary.mean}, {"max", summary.max}, {"std", summary.std()},
            {"zeros", summary.zeros}, {"wrong", summary.nan + summary.infinite}});
    return json;
}

Json tensorsOf(const Archive& archive, bool counted)
{
    Json list = Json::array();
    for (const Tensor& tensor : archive.tensors)
        list.push_back(jsonOf(tensor, counted));
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
    if (std::string framework = frameworkOf(archive); !framework.empty())
        all["framework"] = std::move(framework);
    all["metadata"] = archive.metadata;
    all["stored"] = storedBytes(archive);
    all["tensors"] = tensorsOf(archive, true);
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

int tell(const Options& options, const Json& all, const QString& plain)
{
    return print(options.has("json") ? QString::fromStdString(dump(all, 2)) + "\n" : plain);
}

void show(const Options& options, const Archive& archive, const Model* model)
{
    const Json all = describe(archive, model);
    tell(options, all, plainText(all));
}

/// Only what tensors there are: no number is read.
int listTensors(const Options& options, const Archive& archive)
{
    const Json all = tensorsOf(archive, false);
    return tell(options, all, tensorTable(all));
}

/// The figures of one tensor, or all of its numbers into a file.
int showTensor(const Options& options, const Archive& archive)
{
    const QString name = options.text("tensor");
    const int place = placeOf(archive, name.toStdString());
    if (place < 0)
        return fail({Fault::Input, "Cannot find “" + name.toStdString() + "” in " + archive.file,
            "expected the name of a tensor, found none of that name",
            "rnnscope inspect FILE --tensors lists them"});
    const Tensor& tensor = archive.tensors[static_cast<size_t>(place)];
    if (options.has("output")) {
        Watch watch;
        const auto error = exportSheet(Sheet::of(tensor), options.text("output"), watch);
        return error ? fail(*error) : 0;
    }
    const Json one = jsonOf(tensor, true);
    return tell(options, one, tensorTable(Json::array({one})));
}

void declare(Options& options)
{
    declareFile(options);
    declareChoices(options);
    declareCheck(options);
    options.declareFlag("tensors", "list only the tensors, without reading their numbers");
    options.declareText({"tensor"}, "NAME", "only this tensor");
    options.declareText(
        {"output", "o"}, "OUT", "with --tensor: write its numbers as .npy, in their type, or .csv");
    options.declareFlag("force", "write over OUT where it exists");
    options.requireWith("output", {"tensor"});
    options.declareFlag("json", "print JSON");
}

/// An exit status when OUT cannot be written.
std::optional<int> misusedOutput(const Options& options)
{
    if (!options.has("output"))
        return {};
    const QString path = options.text("output");
    if (const auto status = checkSuffix(options, path, exportSuffixes()))
        return status;
    const auto error = checkTarget(options, path);
    return error ? std::optional(fail(*error)) : std::nullopt;
}

} // namespace

int inspect(const QStringList& arguments)
{
    Options options("inspect", "Says what a saved model holds, and what was assumed.");
    declare(options);
    if (const auto status = options.read(arguments))
        return *status;
    if (const auto status = misusedCheck(options))
        return *status;
    if (const auto status = misusedOutput(options))
        return *status;
    const auto choices = choicesOf(options);
    if (!choices)
        return fail(choices.error());
    const auto contents = contentsOfModel(options.argument(0));
    if (!contents)
        return fail(contents.error());
    if (options.has("tensors"))
        return listTensors(options, contents->archive);
    if (options.has("tensor"))
        return showTensor(options, contents->archive);
    const auto model = modelWith(*contents, *choices);
    if (model && options.has("verify"))
        return check(options, *model);
    // The tensors are shown also where no network was recognised among them.
    if (model || choices->empty())
        show(options, contents->archive, model ? &*model : nullptr);
    return model ? 0 : fail(model.error());
}

} // namespace rnnscope::command
