#include "app/input.h"

#include "core/pack/csv.h"
#include "core/pack/npy.h"
#include "core/run/budget.h"
#include "core/task/tasks.h"
#include "ui/state/scene.h"

#include <QFile>
#include <QFileInfo>

namespace rnnscope {

namespace {

/// The layers from depth `first` on; what enters them are raw numbers.
Result<Model> fromLayer(Model model, int first)
{
    const int count = depthCount(model);
    if (first >= count)
        return Error{Fault::Input, "Cannot start at layer " + std::to_string(first),
            "expected a layer from 0 to " + std::to_string(count - 1), "See rnnscope inspect"};
    model.layers.erase(model.layers.begin(), model.layers.begin() + placeOfDepth(model, first));
    model.entry = Entry::Values;
    model.embedding.resize(0, 0);
    model.before.clear();
    return model;
}

Result<std::vector<int>> readIds(const QString& list)
{
    std::vector<int> ids;
    for (const QString& item : list.split(',')) {
        bool whole = false;
        ids.push_back(item.trimmed().toInt(&whole));
        if (!whole)
            return Error{Fault::Input, "Cannot read --ids",
                "expected whole numbers between commas, found “" + item.toStdString() + "”",
                "Write for instance --ids 3,1,4"};
    }
    return ids;
}

Result<Sequence> readExample(const Model& model, const QString& name)
{
    const Example* example = findExample(name.toStdString());
    if (!example)
        return Error{Fault::Input, "Cannot read --example",
            "found no example named “" + name.toStdString() + "”",
            "Choose one that rnnscope tasks lists"};
    return sequenceFromText(model, example->text);
}

Result<Sequence> readSequence(
    const Options& options, const Model& model, const std::string& otherwise)
{
    if (options.has("text"))
        return sequenceFromText(
            model, options.text("text").normalized(QString::NormalizationForm_C).toStdString());
    if (options.has("ids")) {
        auto ids = readIds(options.text("ids"));
        return ids ? sequenceFromIds(model, *std::move(ids)) : ids.error();
    }
    if (options.has("values")) {
        const auto rows = readRows(options.text("values"));
        return rows ? sequenceFromValues(model, rows->transpose()) : rows.error();
    }
    if (options.has("example"))
        return readExample(model, options.text("example"));
    if (!options.has("random"))
        return defaultSequence(model, otherwise);
    const Index steps = options.number("random", 1);
    if (auto error = overBudget(model, steps, 1, memoryBudget))
        return *error; // before as many numbers are made
    return randomSequence(model, steps, static_cast<unsigned>(options.number("seed", 1)));
}

} // namespace

void declareFile(Options& options)
{
    options.declareArgument(
        "FILE", "a saved model, or a built-in one: poem-rnn, poem-lstm, poem-gru");
}

Result<Contents> contentsOfModel(const QString& file)
{
    Watch watch;
    if (QFileInfo::exists(file))
        return contentsOf(file.toStdString(), watch);
    auto opened = openBuiltIn(file, watch);
    return opened ? Result<Contents>(std::move(opened->contents)) : opened.error();
}

Result<std::string> readFile(const QString& path)
{
    if (QFileInfo::exists(path) && !QFileInfo(path).isFile() && !path.startsWith(':'))
        return Error{Fault::File, "Cannot read “" + path.toStdString() + "”",
            "expected a file, found a folder or a device", "Name a plain file"};
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        return file.readAll().toStdString();
    return Error{Fault::File, "Cannot read “" + path.toStdString() + "”",
        "expected a readable file, found: " + file.errorString().toStdString(), "Check the name"};
}

Result<Matrix> readRows(const QString& path)
{
    const auto file = readFile(path);
    if (!file)
        return file.error();
    const std::string name = QFileInfo(path).fileName().toStdString();
    return file->starts_with("\x93NUMPY") ? readNpyMatrix(bytesOf(*file), name)
                                          : readCsv(*file, name);
}

void declareInput(Options& options, bool required)
{
    declareChoices(options);
    options.declareText({"text"}, "TEXT", "read this text");
    options.declareText({"ids"}, "LIST", "read these token ids: 3,1,4");
    options.declareText({"values"}, "VALUES", "read numbers: a .npy or .csv file, a row a step");
    options.declareText({"example"}, "NAME", "read an example that “rnnscope tasks” lists");
    options.declareNumber("random", "T", "read T random tokens or standard normal numbers", 1);
    options.declareNumber("seed", "N", "seed of --random, 1 if not given");
    options.declareNumber("layer", "N", "start at this recurrent layer, with raw numbers");
    options.requireWith("seed", "random");
    if (required)
        options.requireOne({"text", "ids", "values", "example", "random"});
}

Result<Run> readRun(const Options& options, const std::string& otherwise)
{
    const QString file = options.argument(0);
    const auto choices = choicesOf(options);
    if (!choices)
        return choices.error();
    auto contents = contentsOfModel(file.isEmpty() ? QString(defaultModel) : file);
    if (!contents)
        return contents.error();
    auto whole = modelWith(*contents, *choices);
    if (!whole)
        return whole.error();
    const int first = options.number("layer", 0);
    auto model = options.has("layer") ? fromLayer(*std::move(whole), first) : std::move(whole);
    if (!model)
        return model.error();
    auto sequence = readSequence(options, *model, otherwise);
    if (!sequence)
        return sequence.error();
    return Run{*std::move(model), *std::move(sequence), first,
        std::make_shared<const Contents>(*std::move(contents)), *choices};
}

} // namespace rnnscope
