#include "ui/view/saturation.h"

#include "core/model/depth.h"
#include "core/pack/tensor.h"
#include "ui/paint/formula.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/background.h"

#include <QCoreApplication>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

constexpr double gap = 14; ///< between fields
constexpr double above = 12; ///< between a title and its field: room for a ring
constexpr double reach = 8; ///< pixels from a dot within which it is meant

QString below(const Ends& ends) { return QStringLiteral("< ") + briefNumber(ends.below, 2); }
QString beyond(const Ends& ends) { return QStringLiteral("> ") + briefNumber(ends.above, 2); }
QString percent(double share) { return fixedNumber(100 * share, 0) + QStringLiteral(" %"); }

}

SaturationMap::SaturationMap(const Desk& desk, QWidget* parent)
    : StillView(desk, parent)
{
    setMinimumSize(320, 180);
}

const Track& SaturationMap::trackOf(const Field& field) const
{
    return m_model->layers[static_cast<size_t>(m_source.layer)]
        .cell->tracks()[static_cast<size_t>(field.track)];
}

std::vector<SaturationMap::Field> SaturationMap::fieldsOf(
    const Layer& layer, const LayerTrace& trace, const Watch& watch)
{
    std::vector<Field> fields;
    for (int track = 0; track < std::ssize(layer.cell->tracks()); ++track) {
        const auto squash = layer.cell->squash(track);
        const auto ends = squash ? endsOf(squash->function) : std::nullopt;
        if (ends)
            fields.push_back({track, *ends,
                saturationOf(trace.tracks[static_cast<size_t>(track)], *ends, watch)});
    }
    return fields;
}

void SaturationMap::takeIn()
{
    if (!trace())
        return;
    const Source source{trace(), desk().selection->layer()};
    if (source == m_source)
        return placeDots(); // in another language there may be another room
    m_source = source;
    m_model = model();
    m_fields.clear();
    constexpr Index quick = 2'000'000; // numbers
    const LayerTrace& all = layerTrace();
    const auto work = [source, held = m_model](Watch& watch) -> Result<std::vector<Field>> {
        const auto place = static_cast<size_t>(source.layer);
        return fieldsOf(held->layers[place], source.trace->layers[place], watch);
    };
    doOrStart<std::vector<Field>>(m_counting,
        all.columns() * all.units() * std::ssize(all.tracks) <= quick, work,
        [this](Result<std::vector<Field>> fields) {
            if (fields)
                m_fields = std::move(*fields);
            placeDots();
            redraw();
        });
}

void SaturationMap::placeDots()
{
    for (size_t place = 0; place < m_fields.size(); ++place) {
        Field& field = m_fields[place];
        const QRectF area = square(place);
        std::vector<QPointF> places;
        for (size_t unit = 0; unit < field.shares.low.size(); ++unit)
            places.emplace_back(area.left() + field.shares.low[unit] * area.width(),
                area.bottom() - field.shares.high[unit] * area.height());
        field.dots = unitDots(places);
    }
}

void SaturationMap::resizeEvent(QResizeEvent* event)
{
    placeDots();
    StillView::resizeEvent(event);
}

QPointF SaturationMap::placeOf(int track, int unit) const
{
    for (const Field& field : m_fields)
        for (const UnitDot& dot : field.dots)
            if (field.track == track && std::ranges::count(dot.units, unit) > 0)
                return dot.place;
    return {};
}

/// How to read the picture, in the space below it.
QString SaturationMap::reading() const
{
    const bool gates = std::ranges::all_of(
        m_fields, [this](const Field& field) { return trackOf(field).role == Role::Gate; });
    return gates ? tr("A dot is a unit. Top left: always open; bottom right: always closed; bottom "
                      "left: rarely saturated.")
                 : tr("A dot is a unit. Top left: always at the upper end, a gate open; bottom "
                      "right: at the lower end, closed; bottom left: rarely saturated.");
}

/// The field at a place, as large as all of them can be side by side or in rows.
QRectF SaturationMap::square(size_t place) const
{
    const double line = QFontMetricsF(scaled(font(), small)).height();
    const double top = QFontMetricsF(font()).height() + 20;
    const QRectF room(margin, top, width() - 2 * margin, height() - top - readingHeight());
    const auto count = static_cast<int>(m_fields.size());
    const QSizeF around(line + 8, 2 * line + 9 + above); // captions at the left, above and below
    double side = 0;
    int best = 1;
    for (int columns = 1; columns <= count; ++columns) {
        const int rows = (count + columns - 1) / columns;
        const double fits
            = std::min((room.width() - gap * (columns - 1)) / columns - around.width(),
                (room.height() - gap * 0.5 * (rows - 1)) / rows - around.height());
        if (fits > side) {
            side = fits;
            best = columns;
        }
    }
    side = std::floor(side);
    const double pitch = std::min(
        (room.width() + gap) / best, side + around.width() + std::max(gap, room.width() / 12));
    const double left
        = room.left() + (room.width() - (pitch * best - (pitch - side - around.width()))) / 2;
    const auto column = static_cast<double>(place % static_cast<size_t>(best));
    const auto row = static_cast<double>(place / static_cast<size_t>(best));
    const double rows = (count + best - 1) / best, high = side + around.height() + gap * 0.5;
    const double first = room.top() + std::max(0.0, room.height() - rows * high) / 2;
    return {std::round(left + column * pitch + around.width()),
        std::round(first + row * high + line + above), side, side};
}

std::pair<const SaturationMap::Field*, const UnitDot*> SaturationMap::under(QPointF place) const
{
    for (size_t i = 0; i < m_fields.size(); ++i)
        if (square(i).adjusted(-reach, -reach, reach, reach).contains(place))
            if (const UnitDot* dot = dotAt(m_fields[i].dots, place, reach))
                return {&m_fields[i], dot};
    return {};
}

QString SaturationMap::describe(QPointF place) const
{
    const auto [field, dot] = under(place);
    if (!dot)
        return {};
    const auto unit = static_cast<size_t>(dot->units.front());
    const Track& track = trackOf(*field);
    QString units = QString::number(unit);
    constexpr size_t most = 8;
    for (size_t i = 1; i < std::min(most, dot->units.size()); ++i)
        units += QStringLiteral(", ") + QString::number(dot->units[i]);
    if (dot->units.size() > most)
        units += QStringLiteral(" …");
    const QString name = QCoreApplication::translate("cell", track.name);
    return (dot->units.size() > 1
                   ? tr("%1, %2 units: %3").arg(name).arg(dot->units.size()).arg(units)
                   : tr("%1, unit %2").arg(name, units))
        + u'\n'
        + tr("%1 in %2 of the steps, %3 in %4")
              .arg(below(field->ends), percent(field->shares.low[unit]), beyond(field->ends),
                  percent(field->shares.high[unit]));
}

void SaturationMap::mousePressEvent(QMouseEvent* event)
{
    const auto [field, dot] = under(event->position());
    if (!current() || event->button() != Qt::LeftButton || !dot)
        return;
    Selection& selection = *desk().selection;
    const int unit = dot->units.front();
    if (unit >= layerTrace().tracks[static_cast<size_t>(selection.track())].rows())
        selection.setTrack(field->track); // which has such a unit
    selection.setUnit(unit);
}

std::vector<Tensor> SaturationMap::numbers() const
{
    std::vector<Tensor> all;
    for (const Field& field : m_fields) {
        const auto units = std::ssize(field.shares.low);
        Matrix shares(units, 2);
        for (Index unit = 0; unit < units; ++unit)
            shares.row(unit) << static_cast<Real>(field.shares.low[static_cast<size_t>(unit)]),
                static_cast<Real>(field.shares.high[static_cast<size_t>(unit)]);
        all.push_back(tensorOf(layerId(*m_model, m_source.layer) + "/"
                + std::string(trackOf(field).id) + ".saturation",
            shares));
    }
    return all;
}

QString SaturationMap::remark() const
{
    const QString text
        = tr("share of steps near either end, of all %1").arg(m_source.trace->steps());
    return m_model->layers.size() > 1
        ? layerName(*m_model, m_source.layer) + QStringLiteral(" · ") + text
        : text;
}

QString SaturationMap::emptyText() const
{
    if (!ready())
        return tr("Here you will see which gates are always open, always closed, or in between.");
    if (busy())
        return tr("Counting …");
    return tr("Nothing in this layer has two ends to be saturated at.");
}

void SaturationMap::drawStill(QPainter& painter) const
{
    if (m_fields.empty())
        return drawEmpty(painter, tr("Saturation"), emptyText());
    drawHeading(painter, tr("Saturation"), remark());
    drawReading(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    for (size_t place = 0; place < m_fields.size(); ++place)
        drawField(painter, m_fields[place], square(place));
}

void SaturationMap::drawField(QPainter& painter, const Field& field, const QRectF& square) const
{
    const double line = painter.fontMetrics().height();
    const Track& track = trackOf(field);
    const auto caption = [&](const QString& end) {
        const QString full = tr("share %1").arg(end);
        return painter.fontMetrics().horizontalAdvance(full) + 3 * line < square.width() ? full
                                                                                         : end;
    };
    drawUnitSquare(
        painter, square, caption(below(field.ends)), caption(beyond(field.ends)), colours());
    drawCorners(painter, field, square);
    const bool chosen = field.track == desk().selection->track();
    const QString name = QCoreApplication::translate("cell", track.name);
    const QSizeF symbol = formulaSize(std::string(track.symbol), painter.font());
    painter.setPen(chosen ? colours().accent : colours().dim);
    const double top = square.top() - above - line;
    drawFormula(painter, {square.left(), top + painter.fontMetrics().ascent()},
        std::string(track.symbol), painter.font());
    const QRectF room(
        square.left() + symbol.width() + 5, top, square.width() + gap - symbol.width() - 5, line);
    if (painter.fontMetrics().horizontalAdvance(name) <= room.width()) // else hovering tells it
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, name);
    drawDots(painter, field.dots, colours().memory);
    drawRing(painter, field.dots, desk().selection->unit(), colours());
}

/// What the corners mean, where there is room for it.
void SaturationMap::drawCorners(QPainter& painter, const Field& field, const QRectF& square) const
{
    const bool gate = trackOf(field).role == Role::Gate;
    const QFontMetricsF metrics(painter.font());
    const QString top = gate ? tr("← always open") : tr("← always at the top");
    const QString right = gate ? tr("always closed ↓") : tr("always at the bottom ↓");
    const double line = metrics.height();
    const double need = metrics.horizontalAdvance(right) + line + 16;
    if (square.width() < std::max(need, 2.2 * metrics.horizontalAdvance(top)))
        return;
    painter.setPen(colours().dim);
    painter.drawText(QPointF(square.left() + line + 6, square.top() + metrics.ascent() + 1), top);
    const double width = metrics.horizontalAdvance(right);
    painter.drawText(
        QPointF(square.right() - width - 5, square.bottom() - width - line - 4), right);
}

} // namespace rnnscope
