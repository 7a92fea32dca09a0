#include "ui/view/heatmap.h"

#include "core/model/depth.h"
#include "core/pack/tensor.h"
#include "core/trace/memory.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace rnnscope {

namespace {

constexpr double margin = 16;
constexpr double scaleWidth = 50; ///< bar and numbers of the scale
constexpr int chipGap = 4;

QString nameOf(const Track& track) { return QCoreApplication::translate("cell", track.name); }

}

HeatMap::HeatMap(const Desk& desk, QWidget* parent)
    : TimeView(desk, parent)
    , m_memory(new Chip(desk, {}, this))
    , m_index(new Chip(desk, {}, this))
{
    setMinimumSize(320, 180);
    connect(m_memory, &Chip::clicked, this, [this] { setByIndex(false); });
    connect(m_index, &Chip::clicked, this, [this] { setByIndex(true); });
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
    setTabOrder(m_tracks.back(), m_memory);
    setTabOrder(m_memory, m_index);
}

/// Texts and fonts of the chips, and which of them are chosen.
void HeatMap::retitle()
{
    m_memory->setText(tr("by memory"));
    m_memory->setToolTip(tr("Order the units by how long they remember: the lag at which the "
                            "autocorrelation of a unit falls below ½"));
    m_index->setText(tr("by index"));
    m_index->setToolTip(tr("Order the units by their number"));
    m_memory->setChecked(!m_byIndex);
    m_index->setChecked(m_byIndex);
    for (size_t place = 0; place < m_tracks.size(); ++place) {
        m_tracks[place]->setText(nameOf(m_cell->tracks()[place]));
        m_tracks[place]->setChecked(static_cast<int>(place) == desk().selection->track());
    }
    placeChips();
}

/// Tracks from the left, with their names where there is room; orders from the right.
void HeatMap::placeChips()
{
    int right = width() - static_cast<int>(margin);
    for (Chip* chip : {m_index, m_memory}) {
        chip->setFont(scaled(font(), 0.85));
        const QSize size = chip->sizeHint();
        chip->setGeometry(QRect({right - size.width(), qRound(chipsTop())}, size));
        right -= size.width() + chipGap;
    }
    for (const bool named : {true, false}) {
        int left = static_cast<int>(margin);
        for (Chip* chip : m_tracks) {
            chip->setFont(scaled(font(), 0.85));
            chip->setNamed(named);
            const QSize size = chip->sizeHint();
            chip->setGeometry(QRect({left, qRound(chipsTop())}, size));
            left += size.width() + chipGap;
        }
        if (left + 8 < right)
            return;
    }
}

void HeatMap::setByIndex(bool byIndex)
{
    m_byIndex = byIndex;
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
    const Selection& selection = *desk().selection;
    const Ordered ordered{trace(), selection.layer(), selection.track(), m_byIndex};
    if (ordered == m_ordered)
        return;
    m_ordered = ordered;
    m_model = model();
    m_sequence = desk().session->scene()->sequence;
    sortUnits();
}

/// A pixel a value; where there are more values than pixels of the screen, a pixel shows their
/// mean.
QImage HeatMap::image(const HeatGrid& grid) const
{
    const QImage all = heatImage(values(), m_order, grid.first, grid.count, m_scale, colours());
    const QSize most = (grid.area.size() * devicePixelRatioF()).toSize().expandedTo({1, 1});
    return all.scaled(all.size().boundedTo(most), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

void HeatMap::sortUnits()
{
    m_scale = scaleOf(shownTrack(), values());
    m_lives = memoryHalfLives(values());
    m_order.resize(m_lives.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    if (!m_byIndex)
        std::stable_sort(m_order.begin(), m_order.end(), [this](int a, int b) {
            return m_lives[static_cast<size_t>(a)] > m_lives[static_cast<size_t>(b)];
        });
}

double HeatMap::chipsTop() const { return QFontMetricsF(font()).height() + 20; }

/// What the first and the last row are.
std::pair<QString, QString> HeatMap::rowEnds() const
{
    if (m_order.size() == 1)
        return {};
    if (m_byIndex)
        return {QStringLiteral("0"), QString::number(m_order.size() - 1)};
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

HeatGrid HeatMap::grid() const { return {axis(), m_order}; }

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
               .arg(nameOf(shownTrack()), symbol)
               .arg(spot.unit)
               .arg(step, fixedNumber(values()(spot.unit, spot.step), 3))
        + u'\n'
        + tr("memory half-life of this unit: %1 steps")
              .arg(m_lives[static_cast<size_t>(spot.unit)], 0, 'f', 1);
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
    placeChips();
    TimeView::resizeEvent(event);
}

void HeatMap::press(QPointF place) { desk().selection->setUnit(spotAt(place).unit); }

QString HeatMap::title() const
{
    if (!ready())
        return tr("Units over time");
    QString name = nameOf(shownTrack());
    name[0] = name[0].toUpper();
    return tr("%1 over time").arg(name);
}

QString HeatMap::remark() const
{
    if (!ready())
        return tr("appears with the first sequence");
    if (const TimeAxis shown = axis(); shown.count < values().cols())
        return tr("steps %1–%2 of %3")
            .arg(shown.first + 1)
            .arg(shown.first + shown.count)
            .arg(values().cols());
    const QString order = m_byIndex ? tr("units by index") : tr("units by memory half-life");
    const QString dot = QStringLiteral(" · "), name = layerName(*m_model, m_ordered.layer);
    if (shownLayer().backward)
        return name + dot + tr("read from the end");
    return m_model->layers.size() > 1 ? name + dot + order : order;
}

void HeatMap::drawStill(QPainter& painter) const
{
    drawHeading(painter, title(), remark());
    if (!ready())
        return;
    painter.setFont(scaled(font(), 0.85));
    const HeatGrid grid = this->grid();
    painter.drawImage(grid.area, image(grid));
    drawStepNumbers(painter, grid, colours());
    drawLabels(painter, grid.area);
    painter.setRenderHint(QPainter::Antialiasing);
    drawScale(painter, {grid.area.right() + 10, grid.area.top(), scaleWidth, grid.area.height()},
        m_scale, colours());
}

void HeatMap::drawMoving(QPainter& painter) const
{
    const HeatGrid grid = this->grid();
    drawCursor(painter, grid, desk().playback->position(), !shownLayer().backward, colours());
    painter.setFont(scaled(font(), 0.85));
    painter.setRenderHint(QPainter::Antialiasing);
    drawUnitMark(painter, grid, desk().selection->unit(), gutter(), colours());
}

/// What the first and the last row are, and what is counted below.
void HeatMap::drawLabels(QPainter& painter, const QRectF& map) const
{
    const double line = painter.fontMetrics().height();
    const QRectF left(margin, map.top(), map.left() - margin - 11, map.height());
    const auto [top, bottom] = rowEnds();
    painter.setPen(colours().dim);
    painter.drawText(left, Qt::AlignRight | Qt::AlignTop, top);
    painter.drawText(left, Qt::AlignRight | Qt::AlignBottom, bottom);
    painter.drawText(
        QRectF(left.left(), map.bottom() + 5, left.width(), line), Qt::AlignRight, tr("step"));
}

} // namespace rnnscope
