#include "app/commands.h"
#include "app/output.h"
#include "app/plan.h"
#include "core/task/drills.h"
#include "core/task/tasks.h"

#include <QDir>
#include <QFile>

namespace rnnscope::command {

namespace {

void declareWhat(Options& options)
{
    options.declareOptional("TASK", "a task that “rnnscope tasks” lists");
    options.declareText({"cell"}, "LIST", "kinds of cells with commas: rnn,lstm,gru");
    options.declareNumber(
        "distance", "N", "how far a task with a dial has to be remembered; see “rnnscope tasks”");
    options.declareText({"comparison"}, "FILE",
        "in place of TASK and --cell: do what --save-comparison has saved; other options change "
        "it");
    options.declareText({"save-comparison"}, "FILE", "write all settings to a .json file");
    options.requireOne({"cell", "comparison"});
}

void declareNetwork(Options& options)
{
    options.declareNumber("units", "N",
        "units of the cell; with several cells, units of an LSTM, and each gets as many as bring "
        "its number of parameters closest to that LSTM's",
        1, 4096);
    options.declareText({"match"}, "WHAT",
        "what several cells have alike: parameters, or units; parameters if not given");
    options.declareText({"init"}, "START",
        "the recurrent weights' start: uniform, orthogonal or identity; uniform if not given");
    options.declareDecimal(
        "forget-bias", "F", "a forget gate's bias at the start, 1 if not given", -100, 100);
    options.declareNumber("seed", "N", "of the starting weights, 1 if not given");
    options.declareText({"seeds"}, "LIST", "several with commas: each cell is trained from each");
}

void declareTraining(Options& options)
{
    options.declareNumber("steps", "N", "parameter updates; each task has a default", 1);
    options.declareNumber("batch", "N", "sequences an update; each task has a default", 1, 4096);
    options.declareNumber("data-seed", "N", "of the sequences and their order, 1 if not given");
    options.declareText({"optimizer"}, "NAME", "adam or sgd; adam if not given");
    options.declareDecimal("momentum", "M", "of sgd, 0 if not given", 0, 0.999);
    options.declareDecimal("rate", "R", "of the first update, falling to 0", 0, 100);
    options.declareDecimal(
        "clip", "C", "the longest gradient, 1 if not given; 0 clips none", 0, 1e9);
    options.declareNumber("chunk", "N",
        "steps after which the gradient through time is cut; 0 cuts none", 0, 1000000);
    options.declareText(
        {"checkpoints"}, "DIR", "a folder for the network after every so many updates");
    options.declareNumber("every", "N", "how many; a twentieth of all if not given", 1);
    options.requireWith("every", {"checkpoints", "save-comparison"});
}

std::optional<int> readFile(const Options& options, Comparison& comparison)
{
    const QString path = options.text("comparison");
    if (!options.argument(0).isEmpty())
        return options.misuse("expected a task or --comparison, found both", "Give one of them");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail({Fault::File, "Cannot read “" + path.toStdString() + "”",
            "expected a file that can be read, found: " + file.errorString().toStdString(),
            "Check its name"});
    auto read = readComparison(file.readAll().toStdString(), path.toStdString());
    if (!read)
        return fail(read.error());
    comparison = std::move(*read);
    return {};
}

std::optional<int> readTask(const Options& options, Comparison& comparison)
{
    const std::string task = options.argument(0).toStdString();
    if (task.empty())
        return options.misuse("expected TASK, found nothing", "See --help");
    if (!findTask(task) && !findDrill(task))
        return options.misuse("found no task named “" + options.argument(0) + "”",
            "Choose one that rnnscope tasks lists");
    comparison = defaultComparison(task);
    return {};
}

std::optional<int> readCells(const Options& options, Comparison& comparison)
{
    if (!options.has("cell"))
        return {};
    comparison.cells.clear();
    for (const QString& id : options.text("cell").split(','))
        comparison.cells.push_back(id.toStdString());
    if (comparison.cells.size() == 1 && !options.has("match"))
        comparison.match = Match::Units; // those that were asked for
    return {};
}

std::optional<int> readSeeds(const Options& options, Comparison& comparison)
{
    if (options.has("seed") && options.has("seeds"))
        return options.misuse("expected --seed or --seeds, found both", "Give one of them");
    if (options.has("seed"))
        comparison.seeds = {static_cast<unsigned>(options.number("seed", 1))};
    if (!options.has("seeds"))
        return {};
    comparison.seeds.clear();
    for (const QString& word : options.text("seeds").split(',')) {
        bool whole = false;
        comparison.seeds.push_back(word.toUInt(&whole));
        if (!whole)
            return options.misuse(
                "--seeds expects whole numbers with commas, found “" + options.text("seeds") + "”",
                "Write for instance --seeds 1,2,3");
    }
    return {};
}

/// Reads one of a few words, where the option is given.
template <class Choice>
std::optional<int> readWord(const Options& options, const QString& name, Choice& choice)
{
    if (!options.has(name))
        return {};
    if (const auto found = choiceOf<Choice>(options.text(name).toStdString())) {
        choice = *found;
        return {};
    }
    QStringList words;
    for (const std::string_view word : wordsOf(Choice{}))
        words.push_back(QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())));
    return options.misuse(
        "--" + name + " expects " + words.join(" or ") + ", found “" + options.text(name) + "”",
        "Choose one of these");
}

void readNumbers(const Options& options, Comparison& c)
{
    c.distance = options.number("distance", c.distance);
    c.units = options.number("units", static_cast<int>(c.units));
    c.forgetBias = options.decimal("forget-bias", c.forgetBias);
    c.updates = options.number("steps", c.updates);
    c.batch = options.number("batch", c.batch);
    c.dataSeed = static_cast<unsigned>(options.number("data-seed", static_cast<int>(c.dataSeed)));
    c.momentum = options.decimal("momentum", c.momentum);
    c.rate = options.decimal("rate", c.rate);
    c.clip = options.decimal("clip", c.clip);
    c.chunk = options.number("chunk", c.chunk);
    c.interval = options.number("every", c.interval);
}

std::optional<int> readComparison(const Options& options, Comparison& comparison)
{
    if (const auto status
        = options.has("comparison") ? readFile(options, comparison) : readTask(options, comparison))
        return status;
    if (const auto status = readCells(options, comparison))
        return status;
    if (const auto status = readSeeds(options, comparison))
        return status;
    if (const auto status = readWord(options, "match", comparison.match))
        return status;
    if (const auto status = readWord(options, "optimizer", comparison.method))
        return status;
    if (const auto status = readWord(options, "init", comparison.initial))
        return status;
    readNumbers(options, comparison);
    if (options.has("momentum") && comparison.method != Method::Sgd)
        return options.misuse("expected --momentum beside --optimizer sgd, found it with adam",
            "Leave it out, or choose sgd");
    if (const auto error = misfit(comparison))
        return options.misuse(
            QString::fromStdString(error->found), QString::fromStdString(error->advice));
    return {};
}

/// Checks all that is to be written, and makes the folder for checkpoints.
std::optional<int> checkFiles(const Options& options, const Plan& plan)
{
    if (const auto status = checkSuffix(options, plan.out, {"safetensors"}))
        return status;
    if (!plan.record.isEmpty())
        if (const auto status = checkSuffix(options, plan.record, {"json"}))
            return status;
    for (const QString& file : plan.files())
        if (const auto error = checkTarget(options, file))
            return fail(*error);
    if (plan.checkpoints.isEmpty())
        return {};
    const QDir folder(plan.checkpoints);
    if (folder.exists() && !folder.isEmpty() && !options.has("force"))
        return fail({Fault::File, "Cannot write into “" + plan.checkpoints.toStdString() + "”",
            "expected an empty folder or none, found files in it",
            "Add --force to write beside them"});
    if (!folder.mkpath("."))
        return fail({Fault::File, "Cannot make “" + plan.checkpoints.toStdString() + "”",
            "expected a place for a folder, found none", "Choose another"});
    return {};
}

} // namespace

int train(const QStringList& arguments)
{
    Options options("train", "Trains networks on a task and saves them as safetensors.");
    declareWhat(options);
    declareNetwork(options);
    declareTraining(options);
    declareOutput(
        options, "the .safetensors file to write; several cells or seeds go to OUT-lstm-1, …");
    if (const auto status = options.read(arguments))
        return *status;
    Plan plan;
    plan.out = options.text("output");
    plan.checkpoints = options.text("checkpoints");
    plan.record = options.text("save-comparison");
    if (const auto status = readComparison(options, plan.comparison))
        return *status;
    if (const auto status = checkFiles(options, plan))
        return *status;
    return carryOut(plan);
}

} // namespace rnnscope::command
