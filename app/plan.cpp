#include "app/plan.h"

#include "app/bar.h"
#include "app/interruption.h"
#include "app/output.h"
#include "core/cell/cells.h"
#include "core/load/open.h"
#include "core/task/trained.h"

#include <QDir>

namespace rnnscope {

namespace {

QString nameOf(std::string_view cell) { return QString::fromUtf8(findCell(cell)->name()); }

QString accuracyText(double accuracy) { return QString::number(100 * accuracy, 'f', 1) + " %"; }

/// Saves the newest checkpoint; of those before it only the numbers stay.
std::optional<Error> saveCheckpoint(const Plan& plan, Learned& learned)
{
    const Checkpoint& checkpoint = learned.end();
    if (learned.checkpoints.size() > 1)
        learned.checkpoints.end()[-2].model.reset();
    if (plan.checkpoints.isEmpty())
        return {};
    Model model = *checkpoint.model;
    model.metadata["rnnscope.checkpoint"] = std::to_string(checkpoint.step);
    const std::vector<int> test = sampleOf(plan.comparison, model);
    return write(plan.fileOf(learned, checkpoint), saveSafetensors(model, test));
}

/// Saves what was learned and tells it in a line.
std::optional<Error> finish(const Plan& plan, const Learned& learned)
{
    const auto model = trainedModel(plan.comparison, learned.end(), interruption());
    if (!model)
        return model.error();
    const QString file = plan.fileOf(*findCell(learned.cell), learned.seed);
    if (auto error = write(file, saveSafetensors(*model, sampleOf(plan.comparison, *model))))
        return error;
    print(QString("%1: %2, %3 units, %4 parameters, loss %5, accuracy %6\n")
              .arg(file, nameOf(learned.cell))
              .arg(learned.units)
              .arg(learned.parameters)
              .arg(QString::fromStdString(model->metadata.at("rnnscope.loss")),
                  QString::fromStdString(model->metadata.at("rnnscope.accuracy"))));
    return {};
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

/// The bar of the network that is in training.
class Bars {
public:
    explicit Bars(const Comparison& comparison)
        : m_comparison(comparison)
    {
    }

    void show(const Learned& learned, const TrainProgress& now)
    {
        if (!m_bar) {
            QString title = nameOf(learned.cell);
            if (m_comparison.seeds.size() > 1)
                title += QString(" %1").arg(learned.seed);
            m_bar.emplace(title, m_comparison.updates, lossUnit(m_comparison).data());
        }
        m_bar->show(now);
    }
    void end() { m_bar.reset(); }

private:
    const Comparison& m_comparison;
    std::optional<Bar> m_bar;
};

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
    if (!plan.record.isEmpty())
        if (const int status = save(plan.record, writeComparison(plan.comparison)))
            return status;
    Bars bars(plan.comparison);
    const auto all = compare(plan.comparison, interruption(),
        {[&](const Learned& learned, const TrainProgress& now) { bars.show(learned, now); },
            [&](Learned& learned) { return saveCheckpoint(plan, learned); },
            [&](Learned& learned) {
                bars.end();
                return finish(plan, learned);
            }});
    bars.end();
    if (!all)
        return fail(all.error());
    if (all->size() > 1)
        tellSummary(plan.comparison, *all);
    return 0;
}

} // namespace rnnscope
