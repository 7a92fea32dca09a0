#include "ui/view/learning.h"

#include "core/cell/cells.h"
#include "core/pack/doubles.h"
#include "ui/paint/text.h"

#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace rnnscope {

LearningView::LearningView(const Desk& desk, QWidget* parent)
    : StillView(desk, parent)
{
    setMinimumSize(320, 200);
    constexpr int moment = 200; // milliseconds
    m_rest.setInterval(moment);
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &LearningView::judge);
    if (!desk.training)
        return;
    connect(desk.training, &Training::advanced, this, &LearningView::follow);
    connect(desk.training, &Training::changed, this, &LearningView::follow);
    connect(desk.training, &Training::epochChanged, this, [this] {
        if (!any()) { // another training
            m_judging.drop();
            m_judged = {};
            m_curves.clear();
        }
        m_rest.start();
        update();
    });
}

bool LearningView::any() const { return desk().training && training().epochs() > 0; }

/// Nothing here depends on what is on the desk but the epoch's line.
void LearningView::refresh(Changes changes)
{
    if (changes & Change::Look)
        StillView::refresh(changes);
    else
        update();
}

void LearningView::takeIn()
{
    setAccessibleName(tr("How they learn"));
    if (desk().training)
        follow();
}

void LearningView::follow()
{
    if (!isVisible())
        return; // showing takes in all
    m_stretches = stretchesOf(training().comparison());
    m_curves = learningCurves(training(), m_stretches, m_curves);
    for (size_t cell = 0; cell < m_judged.cells.size() && cell < m_curves.size(); ++cell)
        m_curves[cell].distances = m_judged.cells[cell];
    place();
    fixRanges();
    redraw();
}

void LearningView::showEvent(QShowEvent*)
{
    if (!desk().training)
        return;
    follow();
    m_rest.start();
}

/// How well the networks that are shown do at other distances.
void LearningView::judge()
{
    const Comparison& comparison = training().comparison();
    const Drill* drill = findDrill(comparison.task);
    const int epoch = training().epoch();
    if (!any() || !drill || !isVisible() || m_judged.epoch == epoch)
        return;
    std::vector<ModelPtr> models;
    for (size_t cell = 0; cell < comparison.cells.size(); ++cell)
        models.push_back(training().checkpointOf(training().runs()[cell], epoch).model);
    const auto work = [models, drill, epoch, trained = comparison.distance,
                          seed = comparison.dataSeed](Watch& watch) -> Result<Judged> {
        Judged judged{epoch, {}};
        const std::vector<int> distances = distancesAround(*drill, trained);
        for (size_t i = 0; i < models.size(); ++i) {
            const Watch::Part part(watch, double(i), double(models.size()));
            auto found = accuracyByDistance(*models[i], *drill, distances, seed, watch);
            if (!found)
                return found.error();
            judged.cells.push_back(std::move(*found));
        }
        return judged;
    };
    m_judging.start(work, [this](Result<Judged> judged) {
        if (judged)
            m_judged = std::move(*judged);
        follow();
    });
}

/// The epochs' axes have room for all that will come; the ranges widen at most.
void LearningView::fixRanges()
{
    const Comparison& comparison = training().comparison();
    const int interval = intervalOf(comparison);
    const double epochs = std::ceil(double(comparison.updates) / interval);
    for (const Field field : {Loss, Accuracy, Norm}) {
        m_charts[field].left = 0;
        m_charts[field].right = epochs;
        m_charts[field].counts = true;
    }
    for (const Field field : {Loss, Norm})
        std::tie(m_charts[field].bottom, m_charts[field].top) = decadesOf(linesOf(field));
    for (const Field field : {Accuracy, Distance}) {
        m_charts[field].bottom = 0;
        m_charts[field].top = 100;
    }
    const Drill* drill = findDrill(comparison.task);
    const std::vector<int> distances
        = drill ? distancesAround(*drill, comparison.distance) : std::vector{0, 1};
    m_charts[Distance].left = distances.front();
    m_charts[Distance].right = std::max(distances.back(), distances.front() + 1);
    m_charts[Distance].counts = true;
}

int LearningView::epochAt(QPointF point) const
{
    if (any())
        for (const Field field : {Loss, Accuracy, Norm}) {
            const Chart& chart = m_charts[field];
            if (!chart.area.contains(point))
                continue;
            const double part = (point.x() - chart.area.left()) / chart.area.width();
            const auto epoch = static_cast<int>(std::lround(part * chart.right));
            return epoch < training().epochs() ? epoch : -1;
        }
    return -1;
}

void LearningView::mousePressEvent(QMouseEvent* event)
{
    if (const int epoch = epochAt(event->position()); epoch >= 0)
        desk().training->showEpoch(epoch);
}

QString LearningView::describe(QPointF place) const
{
    const int epoch = epochAt(place);
    if (epoch < 0)
        return {};
    QStringList rows{epoch == 0
            ? tr("start, before training")
            : tr("epoch %1 · %2 updates")
                  .arg(epoch)
                  .arg(training().checkpointOf(training().runs().front(), epoch).step)};
    for (const LearningCurve& curve : m_curves) {
        const auto at = static_cast<size_t>(epoch);
        if (at >= curve.loss.size())
            continue;
        const CourseRun& run = training().runs()[static_cast<size_t>(&curve - m_curves.data())];
        const Checkpoint& checkpoint = training().checkpointOf(run, epoch);
        rows += tr("%1: loss %2, accuracy %3 %, norm %4 → %5")
                    .arg(curve.cell, scientific(curve.loss[at].median),
                        fixedNumber(100 * curve.accuracy[at].median, 1),
                        scientific(checkpoint.norm), scientific(checkpoint.clipped));
    }
    return rows.join(u'\n');
}

std::vector<Tensor> LearningView::numbers() const
{
    std::vector<Tensor> arrays;
    const auto bands = [&](const std::string& name, const std::vector<Band>& all) {
        Eigen::MatrixXd rows(static_cast<Index>(all.size()), 3);
        for (Index i = 0; i < rows.rows(); ++i) {
            const Band& band = all[static_cast<size_t>(i)];
            rows.row(i) << band.low, band.median, band.high;
        }
        arrays.push_back(doublesOf(name, rows));
    };
    for (const LearningCurve& curve : m_curves) {
        const std::string cell = curve.cell.toStdString();
        bands("loss/" + cell, curve.loss);
        bands("accuracy/" + cell, curve.accuracy);
        arrays.push_back(doublesOf("norm/" + cell, curve.norms));
        arrays.push_back(doublesOf("clipped/" + cell, curve.clipped));
        Eigen::MatrixXd rows(static_cast<Index>(curve.distances.size()), 2);
        for (Index i = 0; i < rows.rows(); ++i) {
            const AtDistance& one = curve.distances[static_cast<size_t>(i)];
            rows.row(i) << one.distance, one.accuracy;
        }
        arrays.push_back(doublesOf("distance/" + cell, rows));
    }
    return arrays;
}

} // namespace rnnscope
