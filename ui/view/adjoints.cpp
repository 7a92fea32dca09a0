#include "ui/view/adjoints.h"

#include "core/model/depth.h"
#include "core/pack/doubles.h"
#include "core/run/flow.h"
#include "ui/paint/lines.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"
#include "ui/state/together.h"
#include "ui/view/background.h"
#include "ui/view/heatmap.h"
#include "ui/view/losswords.h"
#include "ui/view/measureview.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

/// Lets go of everything in a gradient but what is carried from step to step.
void keepStates(const Model& model, Trace& gradient)
{
    gradient.x = gradient.logits = {};
    gradient.joined.clear();
    gradient.after.clear();
    for (size_t l = 0; l < model.layers.size(); ++l) {
        LayerTrace& layer = gradient.layers[l];
        layer.pre = layer.kept = {};
        const auto tracks = model.layers[l].cell->tracks();
        for (size_t i = 0; i < tracks.size(); ++i)
            if (!tracks[i].carried())
                layer.tracks[i] = {};
    }
}

}

AdjointMap::AdjointMap(const Desk& desk, QWidget* parent)
    : TimeView(desk, parent)
    , m_states(desk, this)
{
    setMinimumSize(320, 180);
    for (const OrderInfo& info : orderInfos()) {
        m_orders.push_back(new Chip(desk, info.symbol, this));
        connect(m_orders.back(), &Chip::clicked, this, [this, by = info.by] { setOrder(by); });
    }
    connect(&m_states, &StateChoice::chosen, this, [this] {
        choose();
        redraw();
    });
}

/// Another position or unit moves no more than the marks, unless it is another loss too.
void AdjointMap::refresh(Changes changes)
{
    const bool same = trace() && onlyMoves(changes & ~Changes(Change::Selection))
        && m_layer == desk().selection->layer();
    if (same && wanted() != m_asked)
        ask();
    TimeView::refresh(same ? Changes(Change::Position) : changes);
}

AdjointMap::Source AdjointMap::wanted() const
{
    const Session& session = *desk().session;
    return {model(), session.sequence(), trace(),
        selectedLoss(session, *desk().playback, *desk().selection), session.openings(),
        session.chosen()};
}

void AdjointMap::takeIn()
{
    setAccessibleName(tr("Gradient by unit"));
    if (trace() && wanted() != m_asked)
        ask();
    choose();
}

/// What was there stays only where the same network was turned about, or where it is another loss.
void AdjointMap::ask()
{
    m_asked = wanted();
    if (m_asked.opening != m_source.opening || m_asked.chosen != m_source.chosen) {
        m_source = {};
        m_gradient = nullptr;
    }
    const auto work = [asked = m_asked](Watch& watch) -> Result<TracePtr> {
        auto gradient = backward(*asked.model, *asked.sequence, *asked.trace, asked.loss, watch);
        if (!gradient)
            return gradient.error();
        keepStates(*asked.model, *gradient);
        return TracePtr(std::make_shared<const Trace>(std::move(*gradient)));
    };
    doOrStart<TracePtr>(
        m_following, isQuick(), work, [this, asked = m_asked](Result<TracePtr> gradient) {
            m_source = asked;
            m_gradient = gradient ? *gradient : nullptr;
            m_trouble = gradient ? QString() : QString::fromStdString(gradient.error().text());
            choose();
            redraw();
        });
}

/// The products with every step's weights.
bool AdjointMap::isQuick() const
{
    constexpr double quick = 4e6;
    double weights = double(m_asked.model->head.w.size());
    for (const Layer& layer : m_asked.model->layers)
        weights += double(layer.weights.u.size() + layer.weights.w.size());
    return weights * double(m_asked.trace->steps()) < quick;
}

/// The gradient by the chosen state of the selected layer.
void AdjointMap::choose()
{
    m_layer = desk().selection->layer();
    m_states.offer(m_gradient ? shownLayer().cell.get() : nullptr);
    m_track = m_states.track();
    m_floor = 0;
    if (m_gradient) {
        measure();
        sortUnits();
    }
    if (!m_states.chips().empty())
        setTabOrder(m_states.chips().back(), m_orders.front());
    for (size_t i = 1; i < m_orders.size(); ++i)
        setTabOrder(m_orders[i - 1], m_orders[i]);
    for (size_t i = 0; i < m_orders.size(); ++i) {
        m_orders[i]->setText(HeatMap::tr(orderInfos()[i].name));
        m_orders[i]->setChecked(m_by == orderInfos()[i].by);
        m_orders[i]->setVisible(shows());
    }
    placeButtons();
}

void AdjointMap::measure()
{
    const Eigen::MatrixXd all = sizes(0, gradient().cols());
    double peak = 0;
    for (const double size : all.reshaped())
        if (std::isfinite(size))
            peak = std::max(peak, size);
    m_floor = float32Floor * peak;
    m_broken = !gradient().allFinite();
    m_scale.hold(
        {m_source.opening, m_source.chosen, m_layer, m_track}, decadeScaleOf(all, floors()));
}

/// As many as units: one for all of them, or what is lost in one would outshine another.
std::vector<double> AdjointMap::floors() const
{
    return std::vector<double>(static_cast<size_t>(gradient().rows()), m_floor);
}

/// In the order of the heat map: by what the units hold, not by their gradient. Where that takes
/// longer than a frame the rows stand as they did meanwhile.
void AdjointMap::sortUnits()
{
    const Ordered ordered{m_source.trace, layerIn(*m_source.model, m_layer), m_track, m_by};
    if (ordered == m_ordered)
        return;
    m_ordered = ordered;
    const bool quick = !takesLong(m_by, values());
    const auto units = static_cast<size_t>(values().rows());
    if (!quick && m_rows.order.size() != units)
        m_rows.order = unitsInOrder(OrderBy::Number, values(), std::vector<double>(units));
    const auto work
        = [trace = m_source.trace, &values = values(), by = m_by](
              Watch& watch) -> Result<UnitRows> { return unitRowsOf(by, values, watch); };
    doOrStart<UnitRows>(m_sorting, quick, work, [this](Result<UnitRows> rows) {
        if (rows)
            m_rows = std::move(*rows);
        redraw();
    });
}

void AdjointMap::setOrder(OrderBy order)
{
    m_by = order;
    choose();
    redraw();
}

const Layer& AdjointMap::shownLayer() const
{
    const Model& model = *m_source.model;
    return model.layers[static_cast<size_t>(layerIn(model, m_layer))];
}

const Track& AdjointMap::shownTrack() const
{
    return shownLayer().cell->tracks()[static_cast<size_t>(m_track)];
}

const Matrix& AdjointMap::gradient() const
{
    return m_gradient->layers[static_cast<size_t>(layerIn(*m_source.model, m_layer))]
        .tracks[static_cast<size_t>(m_track)];
}

const Matrix& AdjointMap::values() const
{
    return m_source.trace->layers[static_cast<size_t>(layerIn(*m_source.model, m_layer))]
        .tracks[static_cast<size_t>(m_track)];
}

/// Whether the loss cannot depend on that step: it is read after it, and nothing comes from there.
bool AdjointMap::isBeyond(Index step) const
{
    if (!m_source.loss)
        return false;
    const Index loss = *m_source.loss;
    return (shownLayer().backward ? step < loss : step > loss) && gradient().col(step).isZero(0);
}

/// |∂L/∂s| of some steps, units × count; NaN in steps on which the loss cannot depend.
Eigen::MatrixXd AdjointMap::sizes(Index first, Index count) const
{
    Eigen::MatrixXd sizes = gradient().middleCols(first, count).cast<double>().cwiseAbs();
    for (Index column = 0; column < count; ++column)
        if (isBeyond(first + column))
            sizes.col(column).setConstant(std::numeric_limits<double>::quiet_NaN());
    return sizes;
}

AdjointMap::Spot AdjointMap::spotAt(QPointF place) const
{
    return {grid().unitAt(place.y()), grid().stepAt(place.x())};
}

QString AdjointMap::describe(Spot spot) const
{
    QString step = QString::number(spot.step + 1);
    if (!m_source.sequence->ids.empty())
        step += tr(" “%1”").arg(shownToken(
            m_source.model->vocabulary, m_source.sequence->ids[static_cast<size_t>(spot.step)]));
    const auto value = static_cast<double>(gradient()(spot.unit, spot.step));
    const QString quotient
        = QStringLiteral("∂%1/∂%2%3")
              .arg(lossSymbol(m_source.loss), QString::fromUtf8(shownTrack().symbol),
                  loweredNumber(spot.step + 1));
    const bool lost = !isBeyond(spot.step) && std::abs(value) < m_floor;
    return tr("unit %1, step %2").arg(QString::number(spot.unit), step) + u'\n'
        + QStringLiteral("%1 = %2").arg(
            quotient, std::isfinite(value) ? scientific(value) : tr("not a number"))
        + (lost ? u' ' + tr("(lost: below %1 of the peak)").arg(QString("6·10⁻⁸")) : QString());
}

QString AdjointMap::describe(QPointF place) const
{
    return shows() && area().contains(place) ? describe(spotAt(place)) : QString();
}

std::vector<Tensor> AdjointMap::numbers() const
{
    if (!m_gradient)
        return {};
    return {doublesOf("gradient/" + layerId(*m_source.model, layerIn(*m_source.model, m_layer))
            + '/' + std::string(shownTrack().id),
        Eigen::MatrixXd(gradient().transpose().cast<double>()))};
}

/// Where the selected track has no such unit, the track that is shown is selected too.
void AdjointMap::press(QPointF place)
{
    if (!shows())
        return;
    Selection& selection = *desk().selection;
    const int unit = spotAt(place).unit;
    if (unit >= layerTrace().tracks[static_cast<size_t>(selection.track())].rows())
        selection.setTrack(m_track);
    selection.setUnit(unit);
}

void AdjointMap::resizeEvent(QResizeEvent* event)
{
    placeButtons();
    TimeView::resizeEvent(event);
}

} // namespace rnnscope
