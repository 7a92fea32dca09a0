#include "app/commands.h"
#include "app/input.h"
#include "app/interruption.h"
#include "app/output.h"
#include "core/run/dense.h"
#include "core/run/forward.h"

namespace rnnscope::command {

namespace {

/// A track as it is saved: T rows × units.
Tensor array(std::string name, const Matrix& track)
{
    return tensorOf(std::move(name), track.transpose());
}

void appendLayer(std::vector<Tensor>& arrays, const std::string& layer, const Cell& cell,
    const LayerTrace& trace, bool preactivation)
{
    const std::span<const Track> tracks = cell.tracks();
    for (size_t i = 0; i < tracks.size(); ++i) {
        const std::string name = layer + "/" + std::string(tracks[i].id);
        arrays.push_back(array(name, trace.tracks[i]));
        if (preactivation && tracks[i].block >= 0) {
            const Index units = trace.units();
            arrays.push_back(
                array(name + ".pre", trace.pre.middleRows(tracks[i].block * units, units)));
        }
    }
}

} // namespace

int trace(const QStringList& arguments)
{
    Options options("trace", "Saves every track of every layer at every step, as .npz or .csv.");
    declareFile(options);
    declareInput(options);
    declareOutput(options, "the file to write, .npz or .csv");
    options.declareFlag("preactivation", "save <track>.pre too: values before the activation");
    if (const auto status = options.read(arguments))
        return *status;
    const QString out = options.text("output");
    if (const auto status = checkSuffix(options, out, {"npz", "csv"}))
        return *status;
    if (const auto error = checkTarget(options, out))
        return fail(*error);

    const auto run = readRun(options);
    if (!run)
        return fail(run.error());
    const auto trace = forward(run->model, run->sequence, interruption());
    if (!trace)
        return fail(trace.error());

    std::vector<Tensor> arrays{array("x", trace->x)};
    for (size_t l = 0; l < trace->layers.size(); ++l)
        appendLayer(arrays, run->nameOf(l), *run->model.layers[l].cell, trace->layers[l],
            options.has("preactivation"));
    if (trace->logits.size() > 0)
        arrays.push_back(array("logits", trace->logits));
    if (run->model.head.softmax || run->model.head.activation != linear)
        arrays.push_back(array("outputs", answerOf(run->model, *trace)));
    return save(out, arrays);
}

} // namespace rnnscope::command
