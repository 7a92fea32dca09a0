#include "ui/view/heatmap.h"

#include "core/model/depth.h"
#include "core/pack/tensor.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"
#include "ui/view/background.h"
#include "ui/view/chiprow.h"

#include <QCoreApplication>

#include <algorithm>

namespace rnnscope {

HeatMap::HeatMap(const Desk& desk, QWidget* parent)
    : TimeView(desk, parent)
{
    setMinimumSize(320, 180);
    for (const OrderInfo& info : orderInfos()) {
        m_orders.push_back(new Chip(desk, info.symbol, this));
        connect(m_orders.back(), &Chip::clicked, this, [this, by = info.by] { setOrder(by); });
    }
}

QString HeatMap::titleOf(const Track& track)
{
    return QCoreApplication::translate("cell", track.name);
}

void HeatMap::makeChips()
{
    m_cell = layer().cell.get();
    qDeleteAll(m_tracks);
    m_tracks.clear();
    for (const Track& track : m_cell->tracks()) {
        auto* chip = new Chip(desk(), std::string(track.symbol), this);
        const int place = static_cast<int>(m_tracks.size());
        connect(chip, &Chip::clicked, this, [this, place] { desk().selection->setTrack(place); });
        m_tracks.push_back(chip);
    }
    setTabOrder(m_tracks.back(), m_orders.front());
    for (size_t i = 1; i < m_orders.size(); ++i)
        setTabOrder(m_orders[i - 1], m_orders[i]);
}

/// Texts and fonts of the chips, and which of them are chosen.
void HeatMap::retitle()
{
    for (size_t i = 0; i < m_orders.size(); ++i) {
        m_orders[i]->setText(tr(orderInfos()[i].name));
        m_orders[i]->setChecked(m_by == orderInfos()[i].by);
    }
    for (size_t place = 0; place < m_tracks.size(); ++place) {
        m_tracks[place]->setText(titleOf(m_cell->tracks()[place]));
        m_tracks[place]->setChecked(static_cast<int>(place) == desk().selection->track());
    }
    placeButtons();
}

/// Tracks from the left, orders from the right; with their names where there is room, first for
/// those of the orders.
void HeatMap::placeButtons()
{
    placeChips(m_tracks, m_orders, QRectF(margin, chipsTop(), width() - 2 * margin, 0).toRect(),
        scaled(font(), 0.85));
    for (size_t i = 0; i < m_orders.size(); ++i)
        m_orders[i]->setToolTip(tr(orderInfos()[i].hint));
}

void HeatMap::setOrder(OrderBy order)
{
    m_by = order;
    takeIn();
    redraw();
}

const Matrix& HeatMap::values() const
{
    return m_ordered.trace->layers[static_cast<size_t>(m_ordered.layer)]
        .tracks[static_cast<size_t>(m_ordered.track)];
}

const Layer& HeatMap::shownLayer() const
{
    return m_model->layers[static_cast<size_t>(m_ordered.layer)];
}

const Track& HeatMap::shownTrack() const
{
    return m_cell->tracks()[static_cast<size_t>(m_ordered.track)];
}

HeatMap::Ordered HeatMap::wanted() const
{
    const Selection& selection = *desk().selection;
    return {trace(), selection.layer(), selection.track(), m_by};
}

/// Another unit moves no more than its mark.
void HeatMap::refresh(Changes changes)
{
    const bool same = onlyMoves(changes & ~Changes(Change::Selection)) && wanted() == m_ordered;
    TimeView::refresh(same ? Changes(Change::Position) : changes);
}

/// Takes in what is selected, sorted anew where it is another track or order.
void HeatMap::takeIn()
{
    const bool shown = trace() != nullptr;
    if (shown && layer().cell.get() != m_cell)
        makeChips();
    for (Chip* chip : findChildren<Chip*>())
        chip->setVisible(shown);
    retitle();
    if (!shown)
        return;
    if (wanted() == m_ordered)
        return;
    m_ordered = wanted();
    m_model = model();
    m_sequence = desk().session->sequence();
    sortUnits();
}

/// A pixel a value; where there are more values than pixels of the screen, a pixel shows their
/// mean.
QImage HeatMap::image(const HeatGrid& grid) const
{
    const QImage all
        = heatImage(values(), m_rows.order, grid.first, grid.count, m_scale, colours());
    const QSize most = (grid.area.size() * devicePixelRatioF()).toSize().expandedTo({1, 1});
    return all.scaled(all.size().boundedTo(most), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

/// Where that takes longer than a frame the rows stand as they did meanwhile.
void HeatMap::sortUnits()
{
    m_scale = scaleOf(shownTrack(), values());
    m_sorting.drop();
    const auto units = static_cast<size_t>(values().rows());
    const bool quick = !takesLong(m_by, values());
    if (!quick && m_rows.order.size() != units)
        m_rows.order = unitsInOrder(OrderBy::Number, values(), std::vector<double>(units));
    m_rows.lives.clear();
    const auto work
        = [trace = m_ordered.trace, &values = values(), by = m_by](
              Watch& watch) -> Result<UnitRows> { return unitRowsOf(by, values, watch); };
    doOrStart<UnitRows>(m_sorting, quick, work, [this](Result<UnitRows> rows) {
        if (rows)
            m_rows = std::move(*rows);
        redraw();
    });
}

double HeatMap::chipsTop() const { return QFontMetricsF(font()).height() + 20; }

/// What the first and the last row are.
std::pair<QString, QString> HeatMap::rowEnds() const
{
    if (m_rows.order.size() == 1 || m_by == OrderBy::Similarity)
        return {};
    if (m_by == OrderBy::Number)
        return {QStringLiteral("0"), QString::number(m_rows.order.size() - 1)};
    return {tr("long"), tr("short")};
}

double HeatMap::gutter() const
{
    const QFontMetricsF metrics(scaled(font(), 0.85));
    const auto [top, bottom] = rowEnds();
    double widest = 0;
    for (const QString& text : {top, bottom, tr("step"), QStringLiteral("000")})
        widest = std::max(widest, metrics.horizontalAdvance(text));
    return widest + 15;
}

QRectF HeatMap::area() const
{
    const double line = QFontMetricsF(scaled(font(), 0.85)).height();
    const double top = chipsTop() + line + 14;
    const double left = margin + gutter();
    const double right = width() - margin - scaleWidth - 8;
    return QRectF(QPointF(left, top), QPointF(right, height() - line - 14)).toRect();
}

HeatGrid HeatMap::grid() const { return {axis(), m_rows.order}; }

HeatMap::Spot HeatMap::spotAt(QPointF place) const
{
    return {grid().unitAt(place.y()), grid().stepAt(place.x())};
}

QString HeatMap::describe(Spot spot) const
{
    QString step = QString::number(spot.step + 1);
    if (!m_sequence->ids.empty())
        step += tr(" “%1”").arg(
            shownToken(m_model->vocabulary, m_sequence->ids[static_cast<size_t>(spot.step)]));
    const QString symbol
        = QString::fromUtf8(shownTrack().symbol.data(), shownTrack().symbol.size());
    return tr("%1 %2, unit %3, step %4: %5")
               .arg(titleOf(shownTrack()), symbol)
               .arg(spot.unit)
               .arg(step, fixedNumber(values()(spot.unit, spot.step), 3))
        + (m_rows.lives.empty() ? QString()
                                : u'\n'
                    + tr("memory half-life of this unit: %1 steps")
                          .arg(m_rows.lives[static_cast<size_t>(spot.unit)], 0, 'f', 1));
}

QString HeatMap::describe(QPointF place) const
{
    return area().contains(place) ? describe(spotAt(place)) : QString();
}

std::vector<Tensor> HeatMap::numbers() const
{
    if (!ready())
        return {};
    const std::string name
        = layerId(*m_model, m_ordered.layer) + "/" + std::string(shownTrack().id);
    return {tensorOf(name, values().transpose())};
}

void HeatMap::resizeEvent(QResizeEvent* event)
{
    placeButtons();
    TimeView::resizeEvent(event);
}

void HeatMap::press(QPointF place) { desk().selection->setUnit(spotAt(place).unit); }

} // namespace rnnscope
