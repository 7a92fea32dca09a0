#include "app/plan.h"

#include "app/bar.h"
#include "app/output.h"
#include "core/cell/cells.h"
#include "core/load/open.h"
#include "core/task/drills.h"
#include "core/task/subject.h"
#include "core/task/tasks.h"

#include <QDir>

#include <csignal>

namespace rnnscope {

namespace {

Watch interruption; ///< cancelled by Ctrl+C

/// The first Ctrl+C stops training, a second one ends the program.
void stopOnInterrupt()
{
    std::signal(SIGINT, [](int) {
        interruption.cancel();
        std::signal(SIGINT, SIG_DFL);
    });
}

QString unitOf(const Comparison& comparison)
{
    const Drill* drill = findDrill(comparison.task);
    return drill && drill->outputs.empty() ? "half squared error" : "nats";
}

QString nameOf(std::string_view cell) { return QString::fromUtf8(findCell(cell)->name()); }

/// "poem-ko 0.031, poem-en 0.028 nats a token", or "0.0012 nats".
Result<std::string> lossText(const Plan& plan, const Learned& learned)
{
    const Task* task = findTask(plan.comparison.task);
    if (!task)
        return QString("%1 %2")
            .arg(learned.end().score.loss, 0, 'f', 4)
            .arg(unitOf(plan.comparison))
            .toStdString();
    QStringList each;
    for (const Example& example : task->examples) {
        const Model& model = *learned.end().model;
        const auto loss = meanLoss(model, *sequenceFromText(model, example.text), interruption);
        if (!loss)
            return loss.error();
        each.push_back(QString("%1 %2").arg(example.id.data()).arg(*loss, 0, 'f', 3));
    }
    return each.join(", ").toStdString() + " nats a token";
}

QString accuracyText(double accuracy) { return QString::number(100 * accuracy, 'f', 1) + " %"; }

/// Token ids whose answer is stored in the file.
std::vector<int> testOf(const Comparison& comparison, const Model& model)
{
    if (const Task* task = findTask(comparison.task))
        return sequenceFromText(model, task->examples.front().opening)->ids;
    return findSubject(comparison.task, comparison.distance)->test(comparison.dataSeed).front().ids;
}

int saveCheckpoints(const Plan& plan, const Learned& learned)
{
    for (const Checkpoint& checkpoint : learned.checkpoints) {
        Model model = *checkpoint.model;
        model.metadata["rnnscope.checkpoint"] = std::to_string(checkpoint.step);
        const std::vector<int> test = testOf(plan.comparison, model);
        if (const int status = save(plan.fileOf(learned, checkpoint), saveSafetensors(model, test)))
            return status;
    }
    return 0;
}

/// Saves what was learned and tells it in a line.
int finish(const Plan& plan, const Cell& cell, const Learned& learned)
{
    const auto loss = lossText(plan, learned);
    if (!loss)
        return fail(loss.error());
    const QString accuracy = accuracyText(learned.end().score.accuracy);
    Model model = *learned.end().model;
    model.metadata["rnnscope.loss"] = *loss;
    model.metadata["rnnscope.accuracy"] = accuracy.toStdString();
    const QString file = plan.fileOf(cell, learned.seed);
    if (const int status = save(file, saveSafetensors(model, testOf(plan.comparison, model))))
        return status;
    if (const int status = plan.checkpoints.isEmpty() ? 0 : saveCheckpoints(plan, learned))
        return status;
    return print(QString("%1: %2, %3 units, %4 parameters, loss %5, accuracy %6\n")
                     .arg(file, nameOf(learned.cell))
                     .arg(learned.units)
                     .arg(learned.parameters)
                     .arg(QString::fromStdString(*loss), accuracy));
}

/// A line on what the seeds of one cell came to: median and extremes.
QString bandLine(const std::string& cell, const std::vector<Learned>& all)
{
    std::vector<double> accuracies, losses, seconds;
    for (const Learned& learned : all)
        if (learned.cell == cell) {
            accuracies.push_back(learned.end().score.accuracy);
            losses.push_back(learned.end().score.loss);
            seconds.push_back(learned.seconds);
        }
    const Band accuracy = bandOf(accuracies);
    return QString("%1: accuracy %2 (%3 to %4), loss %5, %6 ms an update\n")
        .arg(nameOf(cell), accuracyText(accuracy.median), accuracyText(accuracy.low),
            accuracyText(accuracy.high))
        .arg(bandOf(losses).median, 0, 'g', 3)
        .arg(1000 * bandOf(seconds).median, 0, 'g', 3);
}

/// What a comparison came to, and how fair it was.
void tellSummary(const Comparison& comparison, const std::vector<Learned>& all)
{
    print("\n");
    for (const std::string& cell : comparison.cells)
        print(bandLine(cell, all));
    for (const Fact& fact : factsOf(comparison))
        print(QString("%1 %2: %3\n")
                  .arg(fact.same ? "held constant:" : "differs:", fact.what,
                      QString::fromStdString(fact.said)));
}

Result<Learned> learnOne(const Plan& plan, const Cell& cell, unsigned seed)
{
    QString title = QString::fromUtf8(cell.name());
    if (plan.comparison.seeds.size() > 1)
        title += QString(" %1").arg(seed);
    Bar bar(title, plan.comparison.updates, unitOf(plan.comparison));
    return learn(plan.comparison, cell, seed, interruption,
        [&](const TrainProgress& now) { bar.show(now); });
}

/// `name` before the suffix of a path.
QString beforeSuffix(const QString& path, const QString& name)
{
    const qsizetype dot = path.lastIndexOf('.');
    return path.left(dot) + name + path.mid(dot);
}

} // namespace

QString Plan::fileOf(const Cell& cell, unsigned seed) const
{
    QString name;
    if (comparison.cells.size() > 1)
        name += "-" + QString::fromUtf8(cell.id());
    if (comparison.seeds.size() > 1)
        name += QString("-%1").arg(seed);
    return beforeSuffix(out, name);
}

QString Plan::fileOf(const Learned& learned, const Checkpoint& checkpoint) const
{
    return QDir(checkpoints)
        .filePath(QString("%1-%2-%3.safetensors")
                      .arg(learned.cell.c_str())
                      .arg(learned.seed)
                      .arg(checkpoint.step, 6, 10, QChar('0')));
}

QStringList Plan::files() const
{
    QStringList all;
    for (const std::string& cell : comparison.cells)
        for (const unsigned seed : comparison.seeds)
            all.push_back(fileOf(*findCell(cell), seed));
    if (!record.isEmpty())
        all.push_back(record);
    return all;
}

int carryOut(const Plan& plan)
{
    stopOnInterrupt();
    if (!plan.record.isEmpty())
        if (const int status = save(plan.record, writeComparison(plan.comparison)))
            return status;
    std::vector<Learned> all;
    for (const unsigned seed : plan.comparison.seeds)
        for (const std::string& id : plan.comparison.cells) {
            const Cell& cell = *findCell(id);
            auto learned = learnOne(plan, cell, seed);
            if (!learned)
                return fail(learned.error());
            if (const int status = finish(plan, cell, *learned))
                return status;
            all.push_back(std::move(*learned));
        }
    if (all.size() > 1)
        tellSummary(plan.comparison, all);
    return 0;
}

} // namespace rnnscope
