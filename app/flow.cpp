#include "core/run/flow.h"

#include "app/commands.h"
#include "app/input.h"
#include "app/output.h"

#include <algorithm>
#include <array>

namespace rnnscope::command {

namespace {

/// A measure of numerics: its arrays, each with T rows.
struct Measure {
    const char* id;
    Result<std::vector<Tensor>> (*arrays)(const Run& run, const Trace& trace, LossStep loss);
};

std::string nameOf(const char* measure, const Run& run, int layer, int track)
{
    const auto l = static_cast<size_t>(layer);
    const Track& which = run.model.layers[l].cell->tracks()[static_cast<size_t>(track)];
    return std::string(measure) + "/" + run.nameOf(l) + "/" + std::string(which.id);
}

Result<std::vector<Tensor>> norms(const Run& run, const Trace& trace, LossStep loss)
{
    Watch watch;
    const auto flows = rnnscope::flow(run.model, run.sequence, trace, loss, watch);
    if (!flows)
        return flows.error();
    std::vector<Tensor> arrays;
    for (const Flow& flow : *flows) {
        const Eigen::Map<const Eigen::VectorXd> norms(flow.norms.data(), trace.steps());
        Tensor tensor = tensorOf(nameOf("M1", run, flow.layer, flow.track), norms.cast<Real>());
        tensor.shape = {trace.steps()};
        arrays.push_back(std::move(tensor));
    }
    return arrays;
}

Result<std::vector<Tensor>> triangle(const Run& run, const Trace& trace, LossStep)
{
    Watch watch;
    const auto triangles = flowTriangle(run.model, run.sequence, trace, watch);
    if (!triangles)
        return triangles.error();
    std::vector<Tensor> arrays;
    for (const FlowTriangle& triangle : *triangles)
        arrays.push_back(tensorOf(nameOf("M1.triangle", run, triangle.layer, triangle.track),
            triangle.norms.cast<Real>()));
    return arrays;
}

constexpr std::array measures{Measure{"M1", norms}, Measure{"M1.triangle", triangle}};

QStringList measureIds()
{
    QStringList ids;
    for (const Measure& measure : measures)
        ids.push_back(measure.id);
    return ids;
}

std::optional<int> checkMeasures(const Options& options)
{
    for (const QString& id : options.text("measure", "M1").split(','))
        if (!measureIds().contains(id))
            return options.misuse(
                "--measure expects " + measureIds().join(" or ") + ", found “" + id + "”",
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

/// The loss that was asked for, where the sequence has it.
Result<LossStep> lossStep(const Options& options, const Run& run)
{
    const QString loss = options.text("loss", "all");
    const auto& targets = run.sequence.targets;
    const bool none = std::ranges::all_of(targets, [](int target) { return target < 0; });
    if (!targets.empty() && none)
        return Error{Fault::Input, "Cannot follow a loss back",
            "expected a token that another one follows, found a sequence of one token",
            "Give a longer sequence"};
    if (loss == "all")
        return LossStep();
    const Index step = loss.toInt();
    const Index steps = targets.empty() ? run.sequence.steps() : run.sequence.steps() - 1;
    if (step < steps && (targets.empty() || targets[static_cast<size_t>(step)] >= 0))
        return LossStep(step);
    return Error{Fault::Input, "Cannot start from the loss at step " + std::to_string(step),
        "expected a step from 0 to " + std::to_string(steps - 1)
            + ", one that has a loss, found none",
        "Choose another step"};
}

void declare(Options& options)
{
    declareFile(options);
    declareInput(options);
    declareOutput(options, "the file to write, .npz or .csv");
    options.declareText({"measure"}, "M",
        "M1: norms of the total derivative of the loss by each state (length T); M1.triangle: the "
        "same for each step's loss by itself (T × T); several with commas; M1 if not given");
    options.declareText(
        {"loss"}, "STEP", "where M1 starts: “all” losses summed, or the one at a step from 0");
}

Result<std::vector<Tensor>> compute(const Options& options)
{
    const auto run = readRun(options);
    if (!run)
        return run.error();
    const auto loss = lossStep(options, *run);
    if (!loss)
        return loss.error();
    Watch watch;
    const auto trace = forward(run->model, run->sequence, watch);
    if (!trace)
        return trace.error();

    std::vector<Tensor> arrays;
    for (const Measure& measure : measures) {
        if (!options.text("measure", "M1").split(',').contains(measure.id))
            continue;
        auto more = measure.arrays(*run, *trace, *loss);
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
    return arrays ? save(out, *arrays) : fail(arrays.error());
}

} // namespace rnnscope::command
