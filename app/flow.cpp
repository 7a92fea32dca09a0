#include "app/commands.h"
#include "app/interruption.h"
#include "app/labinput.h"
#include "app/measures.h"
#include "app/output.h"

#include <algorithm>

namespace rnnscope::command {

namespace {

QStringList measureIds()
{
    QStringList ids;
    for (const MeasureArrays& measure : measureArrays())
        ids.push_back(measure.id);
    return ids;
}

std::optional<int> checkMeasures(const Options& options)
{
    for (const QString& id : options.text("measure", "M1").split(','))
        if (!measureIds().contains(id))
            return options.misuse(
                "--measure expects some of " + measureIds().join(", ") + ", found “" + id + "”",
                "Choose one of these, or several with commas");
    return {};
}

std::optional<int> checkLoss(const Options& options)
{
    const QString loss = options.text("loss", "all");
    bool whole = false;
    if (loss == "all" || (loss.toInt(&whole) >= 0 && whole))
        return {};
    return options.misuse(
        "--loss expects “all” or a step from 0, found “" + loss + "”", "Give one of these");
}

std::vector<MeasureArrays> chosen(const Options& options)
{
    const QStringList ids = options.text("measure", "M1").split(',');
    std::vector<MeasureArrays> all;
    std::ranges::copy_if(measureArrays(), std::back_inserter(all),
        [&](const MeasureArrays& measure) { return ids.contains(measure.id); });
    return all;
}

/// The loss that was asked for, where the sequence has it.
Result<LossStep> lossStep(const Options& options, const Run& run)
{
    const QString loss = options.text("loss", "all");
    if (std::ranges::none_of(chosen(options), &MeasureArrays::needsLoss))
        return LossStep();
    if (lossCount(run.model, run.sequence) == 0)
        return Error{Fault::Input, "Cannot follow a loss back",
            "expected a token that another one follows, found a sequence of one token",
            "Give a longer sequence"};
    if (loss == "all")
        return LossStep();
    const Index step = loss.toInt();
    if (step < run.sequence.steps() && hasLoss(run.model, run.sequence, step))
        return LossStep(step);
    return Error{Fault::Input, "Cannot start from the loss at step " + std::to_string(step),
        "expected a step from 0 to " + std::to_string(lastLoss(run.model, run.sequence))
            + ", one that has a loss, found none",
        "Choose another step"};
}

void declare(Options& options)
{
    declareFileOrLab(options);
    declareOutput(options, "the file to write, .npz or .csv");
    QString measures;
    for (const MeasureArrays& measure : measureArrays())
        measures += QString("%1: %2; ").arg(measure.id, measure.what);
    options.declareText({"measure"}, "M", measures + "several with commas; M1 if not given");
    options.declareText(
        {"loss"}, "STEP", "where M1 starts: “all” losses summed, or the one at a step from 0");
    options.declareNumber(
        "step", "T", "the step that M2 and M3 are taken at, from 0; else the last");
    options.declareNumber("logit", "N", "the output M3 is taken of, from 0; else all");
    options.declareNumber("exponents", "N", "how many exponents of M5; else all", 1);
}

/// A number from 0 that was given, held against how many there are.
Result<std::optional<Index>> placeIn(const Options& options, const char* name, Index count)
{
    if (!options.has(name))
        return std::optional<Index>();
    const Index place = options.number(name, 0);
    if (place < count)
        return std::optional<Index>(place);
    return Error{Fault::Input, std::string("Cannot measure at --") + name,
        "expected a number from 0 to " + std::to_string(count - 1) + ", found "
            + std::to_string(place),
        "Choose one of these"};
}

/// A table has a row a step: arrays of other lengths do not fit beside each other.
std::optional<Error> checkRows(const QString& out, const std::vector<Tensor>& arrays)
{
    const auto other = std::ranges::find_if(arrays,
        [&](const Tensor& tensor) { return tensor.shape.front() != arrays.front().shape.front(); });
    if (!out.endsWith(".csv") || other == arrays.end())
        return {};
    return Error{Fault::Input, "Cannot write “" + other->name + "” into a table",
        "expected " + std::to_string(arrays.front().shape.front()) + " rows as in “"
            + arrays.front().name + "”, found " + std::to_string(other->shape.front()),
        "Write to an .npz file, or choose fewer measures"};
}

Result<std::vector<Tensor>> compute(const Options& options)
{
    const auto run = readFileOrLab(options);
    if (!run)
        return run.error();
    const auto loss = lossStep(options, *run);
    if (!loss)
        return loss.error();
    Watch& watch = interruption();
    const auto trace = forward(run->model, run->sequence, watch);
    if (!trace)
        return trace.error();

    const auto step = placeIn(options, "step", trace->steps());
    if (!step)
        return step.error();
    const auto output = placeIn(options, "logit", run->model.outputs());
    if (!output)
        return output.error();
    const MeasureTask task{
        *run, *trace, *loss, *step, *output, options.number("exponents", 0), watch};
    std::vector<Tensor> arrays;
    for (const MeasureArrays& measure : chosen(options)) {
        auto more = measure.make(task);
        if (!more)
            return more.error();
        std::ranges::move(*more, std::back_inserter(arrays));
    }
    return arrays;
}

} // namespace

int flow(const QStringList& arguments)
{
    Options options("flow", "Saves the gradient through time, as .npz or .csv.");
    declare(options);
    if (const auto status = options.read(arguments))
        return *status;
    if (const auto status = checkLab(options))
        return *status;
    if (const auto status = checkMeasures(options))
        return *status;
    if (const auto status = checkLoss(options))
        return *status;
    const QString out = options.text("output");
    if (const auto status = checkSuffix(options, out, {"npz", "csv"}))
        return *status;
    if (const auto error = checkTarget(options, out))
        return fail(*error);

    const auto arrays = compute(options);
    if (!arrays)
        return fail(arrays.error());
    if (const auto error = checkRows(out, *arrays))
        return fail(*error);
    return save(out, *arrays);
}

} // namespace rnnscope::command
