#include "app/commands.h"
#include "app/interruption.h"
#include "app/labinput.h"
#include "app/output.h"
#include "core/load/tracearrays.h"
#include "core/run/forward.h"

namespace rnnscope::command {

int trace(const QStringList& arguments)
{
    Options options("trace", "Saves every track of every layer at every step, as .npz or .csv.");
    declareFileOrLab(options);
    declareOutput(options, "the file to write, .npz or .csv");
    options.declareFlag("preactivation", "save <track>.pre too: values before the activation");
    if (const auto status = options.read(arguments))
        return *status;
    if (const auto status = checkLab(options))
        return *status;
    const QString out = options.text("output");
    if (const auto status = checkSuffix(options, out, {"npz", "csv"}))
        return *status;
    if (const auto error = checkTarget(options, out))
        return fail(*error);

    const auto run = readFileOrLab(options);
    if (!run)
        return fail(run.error());
    const auto trace = forward(run->model, run->sequence, interruption());
    if (!trace)
        return fail(trace.error());

    return save(out, traceArrays(run->model, *trace, options.has("preactivation"), run->first));
}

} // namespace rnnscope::command
