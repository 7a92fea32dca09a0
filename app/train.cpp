#include "core/run/train.h"

#include "app/bar.h"
#include "app/commands.h"
#include "app/input.h"
#include "app/output.h"
#include "core/cell/cells.h"
#include "core/run/score.h"
#include "core/task/tasks.h"

#include <QFileInfo>

#include <csignal>

namespace rnnscope::command {

namespace {

constexpr Index dimensions = 24; ///< of the embedding
const char* const referenceCell = "lstm"; ///< its parameter count is the one that others match

Watch interruption; ///< cancelled by Ctrl+C

/// The first Ctrl+C stops training between two updates, a second one ends the program.
void stopOnInterrupt()
{
    std::signal(SIGINT, [](int) {
        interruption.cancel();
        std::signal(SIGINT, SIG_DFL);
    });
}

void declare(Options& options)
{
    options.declareArgument("TASK", "a task that “rnnscope tasks” lists");
    options.declareText({"cell"}, "LIST", "kinds of cells with commas: rnn,lstm,gru");
    options.declareNumber("units", "N",
        "units of the cell, 64 if not given; with several cells, units of an LSTM, and each gets "
        "as many as bring its number of parameters closest to that LSTM's",
        1, 4096);
    options.declareNumber("steps", "N", "parameter updates, 1500 if not given", 1);
    options.declareNumber("seed", "N", "of the starting weights, 1 if not given");
    declareOutput(options, "the .safetensors file to write; several cells go to OUT-rnn, …");
    options.requireOne({"cell"});
}

/// What is to be trained.
struct Plan {
    const Task* task = nullptr;
    std::vector<CellPtr> cells;
    Index units;
    unsigned seed;
    TrainOptions training;
    QString out;

    Index unitsOf(const CellPtr& cell) const;
    /// With several cells, the cell's id stands before the suffix.
    QString fileOf(const Cell& cell) const;
};

Index Plan::unitsOf(const CellPtr& cell) const
{
    if (cells.size() == 1)
        return units;
    const Model reference
        = startModel(findCell(referenceCell), vocabularyOf(*task), dimensions, units, seed);
    return matchedUnits(*cell, frameOf(reference), reference.parameters());
}

QString Plan::fileOf(const Cell& cell) const
{
    if (cells.size() == 1)
        return out;
    const qsizetype dot = out.lastIndexOf('.');
    return out.left(dot) + "-" + QString::fromUtf8(cell.id()) + out.mid(dot);
}

std::optional<int> readTask(const Options& options, Plan& plan)
{
    plan.task = findTask(options.argument(0).toStdString());
    if (plan.task)
        return {};
    return options.misuse("found no task named “" + options.argument(0) + "”",
        "Choose one that rnnscope tasks lists");
}

std::optional<int> readCells(const Options& options, Plan& plan)
{
    for (const QString& id : options.text("cell").split(',')) {
        const CellPtr cell = findCell(id.toStdString());
        if (!cell || std::ranges::count(plan.cells, cell) > 0)
            return options.misuse("--cell expects different ones of rnn, lstm and gru, found “"
                    + options.text("cell") + "”",
                "Write for instance --cell rnn,lstm,gru");
        plan.cells.push_back(cell);
    }
    return {};
}

/// What the file says of its making, beside what every saved model says.
void describe(Model& model, const Plan& plan, const std::vector<double>& losses)
{
    auto& said = model.metadata;
    const TrainOptions& training = plan.training;
    said["rnnscope.task"] = plan.task->id;
    said["rnnscope.seed"] = std::to_string(plan.seed);
    said["rnnscope.steps"] = std::to_string(training.steps);
    said["rnnscope.training"] = QString("Adam, rate %1 falling to 0, gradient norm at most %2, "
                                        "truncated after %3 steps")
                                    .arg(training.rate)
                                    .arg(training.clip)
                                    .arg(training.chunk)
                                    .toStdString();
    if (model.layers.front().cell->indexOf(Role::Cell) >= 0)
        said["rnnscope.forget_bias"] = "1";
    QStringList each;
    for (size_t i = 0; i < losses.size(); ++i)
        each.push_back(
            QString("%1 %2").arg(plan.task->examples[i].id.data()).arg(losses[i], 0, 'f', 3));
    said["rnnscope.loss"] = each.join(", ").toStdString() + " nats a token";
}

Result<Model> trainCell(const Plan& plan, const CellPtr& cell)
{
    const Model start
        = startModel(cell, vocabularyOf(*plan.task), dimensions, plan.unitsOf(cell), plan.seed);
    std::vector<Sequence> data;
    for (const Example& example : plan.task->examples)
        data.push_back(*sequenceFromText(start, example.text));
    Bar bar(QString::fromUtf8(cell->name()), plan.training.steps);
    auto model = rnnscope::train(
        start, data, plan.training, interruption, [&](const TrainProgress& now) { bar.show(now); });
    if (!model)
        return model;
    std::vector<double> losses;
    for (const Sequence& sequence : data) {
        const auto loss = meanLoss(*model, sequence, interruption);
        if (!loss)
            return loss.error();
        losses.push_back(*loss);
    }
    describe(*model, plan, losses);
    return model;
}

int trainAll(const Plan& plan)
{
    stopOnInterrupt();
    for (const CellPtr& cell : plan.cells) {
        const auto model = trainCell(plan, cell);
        if (!model)
            return fail(model.error());
        const std::string_view opening = plan.task->examples.front().opening;
        const QString file = plan.fileOf(*cell);
        if (const int status
            = save(file, saveSafetensors(*model, sequenceFromText(*model, opening)->ids)))
            return status;
        print(QString("%1: %2, %3 units, %4 parameters, loss %5\n")
                  .arg(file, QString::fromUtf8(cell->name()))
                  .arg(model->layers.front().weights.units())
                  .arg(model->parameters())
                  .arg(QString::fromStdString(model->metadata.at("rnnscope.loss"))));
    }
    return 0;
}

} // namespace

int train(const QStringList& arguments)
{
    Options options("train", "Trains networks on a task and saves them as safetensors.");
    declare(options);
    if (const auto status = options.read(arguments))
        return *status;
    Plan plan;
    plan.units = options.number("units", 64);
    plan.seed = static_cast<unsigned>(options.number("seed", 1));
    plan.training.steps = options.number("steps", plan.training.steps);
    plan.out = options.text("output");
    if (const auto status = readTask(options, plan))
        return *status;
    if (const auto status = readCells(options, plan))
        return *status;
    if (const auto status = checkSuffix(options, plan.out, {"safetensors"}))
        return *status;
    for (const CellPtr& cell : plan.cells)
        if (const auto error = checkTarget(options, plan.fileOf(*cell)))
            return fail(*error);
    return trainAll(plan);
}

} // namespace rnnscope::command
