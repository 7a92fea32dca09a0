#include "app/check.h"
#include "app/commands.h"
#include "app/description.h"
#include "app/input.h"
#include "app/output.h"
#include "core/load/digest.h"
#include "ui/state/save.h"

#include <algorithm>

namespace rnnscope::command {

namespace {

/// Whether numbers were lost on the way.
bool changed(const Archive& archive)
{
    return std::ranges::any_of(
        archive.tensors, [](const Tensor& tensor) { return Sheet::of(tensor).changed(); });
}

int tell(const Options& options, const Json& all, const QString& plain)
{
    return print(options.has("json") ? QString::fromStdString(dump(all, 2)) + "\n" : plain);
}

int show(const Options& options, const Archive& archive, const Model* model)
{
    const Json all = describe(archive, model);
    if (changed(archive))
        return fail(changedFile("the numbers"));
    return tell(options, all, plainText(all));
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
    if (changed(archive))
        return fail(changedFile("the numbers"));
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
        if (const int status = show(options, contents->archive, model ? &*model : nullptr))
            return status;
    return model ? 0 : fail(model.error());
}

} // namespace rnnscope::command
