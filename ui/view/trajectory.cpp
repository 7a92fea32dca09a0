#include "ui/view/trajectory.h"

#include "core/model/depth.h"
#include "core/pack/tensor.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"
#include "ui/view/background.h"

#include <QCoreApplication>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

constexpr double reach = 12; ///< pixels from a point within which it is meant

QString percent(double share) { return fixedNumber(100 * share, 0) + QStringLiteral(" %"); }

}

Trajectory::Trajectory(const Desk& desk, QWidget* parent)
    : StillView(desk, parent)
{
    setMinimumSize(320, 180);
}

const LayerTrace& Trajectory::shownLayer() const
{
    return m_source.trace->layers[static_cast<size_t>(m_source.layer)];
}

const Track& Trajectory::shownTrack() const
{
    return m_model->layers[static_cast<size_t>(m_source.layer)]
        .cell->tracks()[static_cast<size_t>(m_source.track)];
}

int Trajectory::carriedTrack() const
{
    const Cell& cell = *layer().cell;
    const int track = desk().selection->track();
    return cell.tracks()[static_cast<size_t>(track)].carried() ? track : cell.hidden();
}

void Trajectory::takeIn()
{
    if (!trace())
        return;
    const Source source{trace(), desk().selection->layer(), carriedTrack()};
    if (source == m_source)
        return placePoints(); // the theme may be another
    m_source = source;
    m_model = model();
    m_sequence = desk().session->sequence();
    m_plane = nullptr;
    m_path = {}; // nothing of it can be meant any more
    const Matrix& values = shownLayer().tracks[static_cast<size_t>(source.track)];
    constexpr Index quick = 10'000'000; // products
    const Index products = values.rows() * values.rows() * (values.cols() + 10 * values.rows());
    const auto work = [source, &values](Watch& watch) -> Result<Plane> {
        const auto plane = principalPlane(values, watch);
        return plane ? std::make_shared<const PrincipalPlane>(*plane) : Plane();
    };
    doOrStart<Plane>(m_finding, products <= quick, work, [this](Result<Plane> plane) {
        if (plane)
            m_plane = *plane;
        placePoints();
        redraw();
    });
}

QRectF Trajectory::frame() const
{
    const double top = QFontMetricsF(font()).height() + 14;
    return {margin, top, width() - 2 * margin, height() - top - readingHeight()};
}

/// Puts the states into the field, a unit as long across as up.
void Trajectory::placePoints()
{
    m_path = {};
    if (!m_plane)
        return;
    const Track& track = shownTrack();
    m_path.role = track.role == Role::Cell ? colours().cellLine : colours().memory;
    Eigen::Vector2d start = m_plane->places.col(0);
    if (!shownLayer().backward) // else what is read before the first step is the second one
        start = m_plane->placeOf(
            shownLayer().start[static_cast<size_t>(m_source.track)].col(0).cast<double>());
    const Eigen::Vector2d low = m_plane->places.rowwise().minCoeff().cwiseMin(start);
    const Eigen::Vector2d high = m_plane->places.rowwise().maxCoeff().cwiseMax(start);
    const Eigen::Vector2d middle = (low + high) / 2, size = 1.12 * (high - low);
    m_chart.area = Chart::fieldIn(frame(), scaled(font(), small)).toRect();
    const double unit
        = std::max(size[0] / m_chart.area.width(), size[1] / m_chart.area.height()); // of a pixel
    const Eigen::Vector2d half
        = unit / 2 * Eigen::Vector2d(m_chart.area.width(), m_chart.area.height());
    m_chart.left = middle[0] - half[0];
    m_chart.right = middle[0] + half[0];
    m_chart.bottom = middle[1] - half[1];
    m_chart.top = middle[1] + half[1];
    if (!shownLayer().backward)
        m_path.start = m_chart.at(start[0], start[1]);
    for (const auto& place : m_plane->places.colwise())
        m_path.points.append(m_chart.at(place[0], place[1]));
}

void Trajectory::resizeEvent(QResizeEvent* event)
{
    placePoints();
    StillView::resizeEvent(event);
}

QPointF Trajectory::placeOf(double position) const { return m_path.at(position); }

/// The token of a step, or its number.
QString Trajectory::textOf(int step) const
{
    return m_sequence->ids.empty()
        ? QString::number(step + 1)
        : shownToken(m_model->vocabulary, m_sequence->ids[static_cast<size_t>(step)]);
}

QString Trajectory::describe(QPointF place) const
{
    const int step = m_path.stepAt(place, reach);
    if (step < 0)
        return {};
    const QString what = m_sequence->ids.empty()
        ? tr("step %1").arg(step + 1)
        : tr("step %1 “%2”").arg(step + 1).arg(textOf(step));
    return what + u'\n'
        + QStringLiteral("PC1 %1 · PC2 %2")
              .arg(signedNumber(m_plane->places(0, step), 3),
                  signedNumber(m_plane->places(1, step), 3));
}

void Trajectory::mousePressEvent(QMouseEvent* event)
{
    const int step = m_path.stepAt(event->position(), reach);
    if (current() && event->button() == Qt::LeftButton && step >= 0)
        desk().playback->toStep(step);
}

std::vector<Tensor> Trajectory::numbers() const
{
    if (!m_plane)
        return {};
    const std::string name = layerId(*m_model, m_source.layer) + "/" + std::string(shownTrack().id);
    return {tensorOf(name + ".pc", m_plane->places.transpose().cast<Real>())};
}

QString Trajectory::title() const
{
    if (!ready())
        return tr("State trajectory");
    return tr("Trajectory of the %1").arg(QCoreApplication::translate("cell", shownTrack().name));
}

QString Trajectory::remark() const
{
    const QString units = tr("in the plane of most variance · units: %1").arg(m_plane->mean.size());
    return m_model->layers.size() > 1
        ? layerName(*m_model, m_source.layer) + QStringLiteral(" · ") + units
        : units;
}

QString Trajectory::reading() const
{
    return shownLayer().backward
        ? tr("Far apart: different states; close: alike as far as this plane shows. This layer "
             "reads from the end: its way leads from full colour to pale.")
        : tr("Far apart: different states; close: alike as far as this plane shows. Pale to full "
             "colour: the course of the steps.");
}

QString Trajectory::emptyText() const
{
    if (!ready())
        return tr("Here you will see the way that the memory takes through the sequence.");
    if (busy())
        return tr("Looking for the plane in which the states differ most …");
    if (m_source.trace->steps() == 1)
        return tr("One step is one state: a way needs two at least.");
    return shownLayer().tracks[static_cast<size_t>(m_source.track)].allFinite()
        ? tr("The state is the same at every step: there is no way to show.")
        : tr("Some values of this state are too large for numbers.");
}

void Trajectory::drawStill(QPainter& painter) const
{
    if (!m_plane)
        return drawEmpty(painter, title(), emptyText());
    drawHeading(painter, title(), remark());
    drawReading(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    drawAxes(painter, m_chart, tr("PC1 · %1 of the variance").arg(percent(m_plane->shares[0])),
        tr("PC2 · %1").arg(percent(m_plane->shares[1])), colours());
    const QFontMetricsF metrics(painter.font());
    drawPathScale(painter, {m_chart.area.right(), m_chart.area.top() - metrics.height() - 4},
        m_path, colours());
    drawPath(painter, m_path, colours());
    drawPointTexts(
        painter, m_chart.area, m_path, [this](int step) { return textOf(step); }, colours());
}

/// The state of the position: a ring that moves along the lines.
void Trajectory::drawMoving(QPainter& painter) const
{
    if (m_path.points.isEmpty())
        return;
    const QPointF place = placeOf(desk().playback->position());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours().card, 5));
    painter.drawEllipse(place, 7, 7);
    painter.setPen(QPen(colours().accent, 2.4));
    painter.drawEllipse(place, 7, 7);
}

} // namespace rnnscope
