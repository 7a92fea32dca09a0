#include "ui/view/triangle.h"

#include "core/model/depth.h"
#include "core/pack/doubles.h"
#include "ui/paint/lines.h"
#include "ui/paint/text.h"
#include "ui/view/background.h"
#include "ui/view/chiprow.h"
#include "ui/view/losswords.h"
#include "ui/view/measureview.h"

#include <QMouseEvent>

#include <cmath>
#include <limits>
#include <numeric>

namespace rnnscope {

namespace {

/// Whether that loss cannot depend on that step as far as one layer goes.
bool isBeyond(const Layer& layer, Index loss, Index step)
{
    return layer.backward ? step < loss : step > loss;
}

}

GradientTriangle::GradientTriangle(const Desk& desk, QWidget* parent)
    : StillView(desk, parent)
    , m_states(desk, this)
{
    setMinimumSize(320, 180);
    setMouseTracking(true);
    connect(&m_states, &StateChoice::chosen, this, [this] {
        choose();
        redraw();
    });
}

/// Another unit or track is none of its concern.
void GradientTriangle::refresh(Changes changes)
{
    const bool same
        = onlyMoves(changes & ~Changes(Change::Selection)) && m_layer == desk().selection->layer();
    StillView::refresh(same ? Changes(Change::Position) : changes);
}

GradientTriangle::Source GradientTriangle::wanted() const
{
    const Session& session = *desk().session;
    return {model(), session.sequence(), trace(), session.openings(), session.chosen()};
}

void GradientTriangle::takeIn()
{
    setAccessibleName(tr("Gradient triangle"));
    if (trace() && trace() != m_asked.trace)
        ask();
    choose();
}

/// What was there stays only where the same network was turned about.
void GradientTriangle::ask()
{
    m_asked = wanted();
    if (m_asked.opening != m_source.opening || m_asked.chosen != m_source.chosen) {
        m_source = {};
        m_triangles.clear();
    }
    if (m_asked.trace->steps() > mostSteps) {
        m_following.drop();
        return take(m_asked, Error{});
    }
    constexpr std::uint64_t most = std::uint64_t(1) << 30; // bytes: it stays as long as the view
    const auto work = [asked = m_asked](Watch& watch) {
        RunOptions options;
        options.budget = most;
        return flowTriangle(*asked.model, *asked.sequence, *asked.trace, watch, options);
    };
    doOrStart<Triangles>(
        m_following, isQuick(), work, [this, asked = m_asked](Result<Triangles> triangles) {
            take(asked, std::move(triangles));
            choose();
            redraw();
        });
    constexpr int often = 100; // milliseconds
    if (busy())
        m_waiting.start(often, this);
}

/// The products with every step's weights, once for each of the losses after it.
bool GradientTriangle::isQuick() const
{
    constexpr double quick = 1e7;
    double weights = 0;
    for (const Layer& layer : m_asked.model->layers)
        weights += double(layer.weights.u.size() + layer.weights.w.size());
    return weights * std::pow(double(m_asked.trace->steps()), 2) < quick;
}

void GradientTriangle::take(const Source& source, Result<Triangles> triangles)
{
    m_source = source;
    m_picture = {}; // points into what is replaced
    m_triangles = triangles ? std::move(*triangles) : Triangles();
    m_hovered = -1;
    m_numbers.resize(static_cast<size_t>(source.trace->steps()));
    std::iota(m_numbers.begin(), m_numbers.end(), 1);
    const Index steps = source.trace->steps();
    m_trouble = triangles ? QString()
        : steps > mostSteps
        ? tr("%1 steps would make a triangle of %2 million numbers. Read at most %3 steps to see "
             "it; “Gradient through time” shows one loss of a sequence of any length.")
              .arg(steps)
              .arg(steps * steps / 1'000'000)
              .arg(mostSteps)
        : tr("The losses of this sequence cannot be followed one by one.") + u'\n'
            + QString::fromStdString(triangles.error().text());
}

/// The triangle of the selected layer and the chosen state.
void GradientTriangle::choose()
{
    m_layer = desk().selection->layer();
    m_picture = {};
    m_states.offer(m_triangles.empty() ? nullptr : shownLayer().cell.get());
    placeButtons();
    for (const FlowTriangle& one : m_triangles)
        if (one.layer == layerIn(*m_source.model, m_layer) && one.track == m_states.track())
            m_picture.triangle = &one;
    if (m_picture.triangle)
        fillPicture();
}

void GradientTriangle::fillPicture()
{
    const FlowTriangle& triangle = *m_picture.triangle;
    m_picture.norms = triangle.norms;
    m_picture.open = true;
    for (Index step = 0; step < triangle.norms.cols(); ++step)
        for (Index loss = 0; loss < triangle.norms.rows(); ++loss) {
            double& norm = m_picture.norms(loss, step);
            m_picture.broken = m_picture.broken || !std::isfinite(norm);
            if (!isBeyond(shownLayer(), loss, step))
                continue;
            m_picture.open = m_picture.open && norm == 0;
            if (norm == 0)
                norm = std::numeric_limits<double>::quiet_NaN();
        }
    m_picture.floors = rowFloors(m_picture.norms, float32Floor);
    m_scale.hold({m_source.opening, m_source.chosen, triangle.layer, triangle.track},
        decadeScaleOf(m_picture.norms, m_picture.floors));
}

const Layer& GradientTriangle::shownLayer() const
{
    const Model& model = *m_source.model;
    return model.layers[static_cast<size_t>(layerIn(model, m_layer))];
}

const Track& GradientTriangle::shownTrack() const
{
    return shownLayer().cell->tracks()[static_cast<size_t>(m_picture.triangle->track)];
}

std::vector<double> GradientTriangle::rowOf(int loss) const
{
    const Eigen::RowVectorXd row = m_picture.triangle->norms.row(loss);
    return {row.begin(), row.end()};
}

GradientTriangle::Spot GradientTriangle::spotAt(QPointF place) const
{
    const HeatGrid grid = this->grid();
    return {grid.unitAt(place.y()) - 1, grid.stepAt(place.x())};
}

QString GradientTriangle::reachText(int loss, bool exact) const
{
    if (!hasLoss(*m_source.model, *m_source.sequence, loss))
        return tr("step %1 has no loss").arg(loss + 1);
    const auto norms = rowOf(loss);
    const auto back = horizon(norms, loss), ahead = horizon(norms, loss, true);
    const auto& main = shownLayer().backward ? ahead : back;
    QStringList parts;
    if (back && back->reach > 0)
        parts += tr("reaches back %1 steps").arg(back->reach);
    if (ahead && ahead->reach > 0)
        parts += tr("reaches %1 steps towards the end").arg(ahead->reach);
    if (parts.isEmpty())
        return lossSymbol(loss) + QStringLiteral(": ")
            + (back || ahead ? tr("reaches its own step only") : tr("reaches no step"));
    if (exact)
        parts.back() += u' ' + tr("(above %1 of its peak)").arg(QString("6·10⁻⁸"));
    if (main && main->halving)
        parts += halvingText(*main->halving, std::ssize(norms));
    const QString half = exact && main
        ? u'\n' + tr("at least half of its peak up to %1 steps away").arg(main->half)
        : QString();
    return lossSymbol(loss) + QStringLiteral(": ") + parts.join(QStringLiteral(", ")) + half;
}

QString GradientTriangle::describe(Spot spot) const
{
    const QString quotient = QStringLiteral("∂%1/∂%2%3")
                                 .arg(lossSymbol(spot.loss), QString::fromUtf8(shownTrack().symbol),
                                     loweredNumber(spot.step + 1));
    const double norm = m_picture.triangle->norms(spot.loss, spot.step);
    const double floor = m_picture.floors[static_cast<size_t>(spot.loss)];
    const QString head = reachText(spot.loss, true) + u'\n';
    if (norm == 0 && isBeyond(shownLayer(), spot.loss, spot.step))
        return head + tr("%1: nothing, that step is read after it").arg(quotient);
    const QString value = std::isfinite(norm) ? scientific(norm) : tr("not a number");
    return head + QStringLiteral("||%1|| = %2").arg(quotient, value)
        + (norm < floor ? u' ' + tr("(lost: below %1 of the peak)").arg(QString("6·10⁻⁸"))
                        : QString());
}

QString GradientTriangle::describe(QPointF place) const
{
    return m_picture.triangle && area().contains(place) ? describe(spotAt(place)) : QString();
}

std::vector<Tensor> GradientTriangle::numbers() const
{
    if (!m_picture.triangle)
        return {};
    return {doublesOf("M1.triangle/" + layerId(*m_source.model, m_picture.triangle->layer) + '/'
            + std::string(shownTrack().id),
        m_picture.triangle->norms)};
}

void GradientTriangle::mousePressEvent(QMouseEvent* event)
{
    if (current() && m_picture.triangle && event->button() == Qt::LeftButton
        && area().contains(event->position()))
        desk().playback->toStep(spotAt(event->position()).step);
}

/// A drag scrubs.
void GradientTriangle::mouseMoveEvent(QMouseEvent* event)
{
    const bool there = m_picture.triangle && area().contains(event->position());
    const int hovered = there ? spotAt(event->position()).loss : -1;
    if (std::exchange(m_hovered, hovered) != hovered)
        update();
    if (current() && m_picture.triangle && event->buttons() & Qt::LeftButton)
        desk().playback->toStep(grid().stepAt(event->position().x()));
}

void GradientTriangle::leaveEvent(QEvent* event)
{
    m_hovered = -1;
    update();
    StillView::leaveEvent(event);
}

void GradientTriangle::resizeEvent(QResizeEvent* event)
{
    placeButtons();
    StillView::resizeEvent(event);
}

void GradientTriangle::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_waiting.timerId())
        return StillView::timerEvent(event);
    if (!busy())
        m_waiting.stop();
    if (!m_picture.triangle)
        redraw();
}

} // namespace rnnscope
