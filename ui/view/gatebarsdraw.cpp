#include "ui/paint/formula.h"
#include "ui/paint/text.h"
#include "ui/view/gatebars.h"

#include <QCoreApplication>
#include <QPainterPath>

#include <cmath>

// The picture of the gates; what is shown and what the mouse does is in gatebars.cpp.

namespace rnnscope {

namespace {

constexpr double apart = 20; ///< between bars and history
constexpr double markHeight = 5; ///< of the mark of the selected unit, above its bar

}

double GateBars::headHeight() const { return QFontMetricsF(scaled(font(), small)).height(); }

/// Of the numbers at the left.
double GateBars::gutterFor() const
{
    const QFontMetricsF metrics(scaled(font(), small));
    double widest = 0;
    for (const Scale& scale : m_history->scales)
        for (const double end : {scale.low, scale.high})
            widest = std::max(widest, metrics.horizontalAdvance(endText(end, scale)));
    return widest + 6;
}

double GateBars::barsWidth() const
{
    return std::floor(0.38 * (width() - 2 * margin - gutter() - apart));
}

/// Head, bars and history of a gate, all across.
QRectF GateBars::rowArea(size_t row) const
{
    const double top = chipsTop() + headHeight() + (low() ? 8 : 12);
    const double bottom = height() - headHeight() - 10;
    const double pitch = (bottom - top) / static_cast<double>(rows());
    return {margin, std::floor(top + pitch * static_cast<double>(row)), width() - 2 * margin,
        std::floor(pitch)};
}

BarField GateBars::bars(size_t row) const
{
    const QRectF all = rowArea(row);
    const QRectF area(all.left() + gutter(), all.top() + headHeight() + markHeight, barsWidth(),
        std::max(4.0, all.height() - headHeight() - markHeight - 4));
    return {area.toRect(), m_history->scales[row], m_order};
}

ValueField GateBars::history(size_t row) const
{
    const QRectF beside = bars(row).area;
    TimeAxis steps = axis();
    steps.area.setTop(beside.top());
    steps.area.setBottom(beside.bottom());
    return {steps, m_history->scales[row]};
}

QRectF GateBars::area() const
{
    if (!ready())
        return {};
    const QRectF first = bars(0).area, last = bars(rows() - 1).area;
    return {QPointF(first.right() + apart, first.top()),
        QPointF(std::floor(width() - margin), last.bottom())};
}

QColor GateBars::ink() const { return mix(colours().gateHigh, colours().card, 0.62); }

void GateBars::drawStill(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (!ready()) {
        drawEmpty(painter, tr("Gates"),
            !trace() ? tr("Here you will see how far every gate is open, and when.")
                : m_trouble.isEmpty() ? tr("Reading every step …")
                                      : m_trouble);
        return;
    }
    drawHeading(painter, tr("Gates"), remark(), low() ? width() - m_orders.front()->x() : 0);
    painter.setFont(scaled(font(), small));
    if (!low())
        drawLegend(painter);
    for (size_t row = 0; row < rows(); ++row)
        drawRow(painter, row);
    drawBarEnds(painter);
    drawStepLabels(painter, axis(), tokens(), colours());
}

/// What is drawn over time, from the right; the last is left out where there is no room.
void GateBars::drawLegend(QPainter& painter) const
{
    constexpr double sample = 18;
    const QFontMetricsF metrics(painter.font());
    const double middle = chipsTop() + (metrics.height() + 4) / 2;
    double x = width() - margin;
    const auto entry = [&](const QString& name, const auto& draw) {
        const double width = metrics.horizontalAdvance(name) + sample + 5;
        if (x - width < m_orders.back()->geometry().right() + 12)
            return;
        x -= width;
        draw(QRectF(x, middle - 5, sample, 10));
        painter.setPen(colours().dim);
        painter.drawText(
            QPointF(x + sample + 5, middle + (metrics.ascent() - metrics.descent()) / 2), name);
        x -= 12;
    };
    entry(tr("unit %1").arg(unit()), [&](const QRectF& place) {
        painter.fillRect(QRectF(place.left(), middle - 0.7, sample, 1.4), colours().accent);
    });
    entry(tr("median"), [&](const QRectF& place) {
        painter.fillRect(QRectF(place.left(), middle - 1.2, sample, 2.4), ink());
    });
    entry(tr("middle half"), [&](const QRectF& place) {
        QColor band = ink();
        band.setAlphaF(0.3F);
        painter.fillRect(place, band);
    });
}

void GateBars::drawRow(QPainter& painter, size_t row) const
{
    const BarField field = bars(row);
    const ValueField history = this->history(row);
    const QFontMetricsF metrics(painter.font());
    const auto across = [&](double value, const QPen& pen) {
        const double y = std::round(field.yOf(value)) + 0.5;
        painter.setPen(pen);
        for (const QRectF& area : {field.area, history.steps.area})
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    };
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (const auto ends = m_history->ends[row])
        for (const double end : {ends->below, ends->above})
            across(end, QPen(colours().border, 1, Qt::DotLine));
    const double low = field.scale.low, high = field.scale.high;
    for (const double value : {low, low < 0 ? 0.0 : low, high}) {
        across(value, QPen(value == 0 ? colours().border : colours().faint));
        if ((value != low && value != high) || field.area.height() < 1.7 * metrics.height())
            continue;
        painter.setPen(colours().dim);
        const double line = metrics.height();
        const double least = field.area.bottom() - line + 3, most = field.area.top() - 3;
        painter.drawText(QRectF(margin, value == high ? most : std::max(least, most + line - 4),
                             field.area.left() - margin - 6, line),
            Qt::AlignRight | Qt::AlignVCenter, endText(value, field.scale));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    drawQuartiles(painter, history, m_history->quartiles[row], ink());
    if (!hasUnit(row))
        return;
    QPen pen(colours().accent, 1.3);
    if (history.steps.pitch() < 3) // it would bury the others
        pen = QPen(mix(colours().accent, colours().card, 0.65), 0.7);
    drawStairs(painter, history, m_history->values(row), unit(), pen);
    const QPointF tip(field.middleOf(unit()), field.area.top() - 1);
    QPainterPath mark(tip);
    mark.lineTo(tip + QPointF(-4, -markHeight));
    mark.lineTo(tip + QPointF(4, -markHeight));
    painter.fillPath(mark, colours().accent);
}

/// What the first and the last bar are, and the selected unit's number below its bar where it is
/// clear of them.
void GateBars::drawBarEnds(QPainter& painter) const
{
    const QRectF area = bars(rows() - 1).area;
    const QFontMetricsF metrics(painter.font());
    const QRectF below(area.left(), area.bottom() + 5, area.width(), metrics.height());
    const QString first = m_by == OrderBy::Number ? QStringLiteral("0") : tr("long memory");
    const QString last
        = m_by == OrderBy::Number ? QString::number(m_order.size() - 1) : tr("short");
    double from = below.right(), to = below.left(); // of what is written between
    if (hasUnit(rows() - 1)) {
        const QString chosen = tr("unit %1").arg(unit());
        const double width = metrics.horizontalAdvance(chosen);
        from = std::max(below.left(),
            std::min(bars(rows() - 1).middleOf(unit()) - width / 2, below.right() - width));
        to = from + width;
        painter.setPen(colours().accent);
        painter.drawText(QPointF(from, below.top() + metrics.ascent()), chosen);
    }
    painter.setPen(colours().dim);
    if (m_order.size() > 1 && metrics.horizontalAdvance(first) + 8 < from - below.left())
        painter.drawText(below, Qt::AlignLeft, first);
    if (m_order.size() > 1 && metrics.horizontalAdvance(last) + 8 < below.right() - to)
        painter.drawText(below, Qt::AlignRight, last);
}

void GateBars::drawMoving(QPainter& painter) const
{
    painter.setFont(scaled(font(), small));
    for (size_t row = 0; row < rows(); ++row) {
        const BarField field = bars(row);
        const GateMoment now = moment(row);
        constexpr double pale = 0.35; // what is not of this step
        const double strength = pale + (1 - pale) * now.done;
        if (now.known.size() > 0 || now.done > 0) {
            painter.setRenderHint(QPainter::Antialiasing, false);
            drawUnitBars(
                painter, field, now.values, mix(ink(), colours().card, strength), colours());
            if (hasUnit(row))
                drawUnitBar(painter, field, unit(), now.values[unit()],
                    mix(colours().accent, colours().card, strength));
        }
        drawCursor(painter, history(row).steps, desk().playback->position(),
            !m_history->shown().backward, colours());
        painter.setRenderHint(QPainter::Antialiasing);
        drawHead(painter, row, now);
    }
}

/// The name of a gate, and what all units together do with it.
void GateBars::drawHead(QPainter& painter, size_t row, const GateMoment& moment) const
{
    const QFontMetricsF metrics(painter.font());
    const QRectF place = rowArea(row);
    const double baseline = place.top() + metrics.ascent();
    const Track& track = m_history->track(row);
    const std::string symbol(track.symbol);
    const QString name = QCoreApplication::translate("cell", track.name);
    double x = place.left();
    painter.setPen(colours().text);
    drawFormula(painter, {x, baseline}, symbol, painter.font());
    x += formulaSize(symbol, painter.font()).width() + 6;
    painter.drawText(QPointF(x, baseline), name);
    x += metrics.horizontalAdvance(name) + 14;
    painter.setPen(colours().dim);
    if (moment.known.size() == 0) {
        painter.drawText(QPointF(x, baseline), tr("not computed yet"));
        return;
    }
    const auto widthOf = [&](const Figure& figure) {
        return std::max(
            metrics.horizontalAdvance(figure.longest), metrics.horizontalAdvance(figure.text));
    };
    std::vector<Figure> all = figures(row, moment, true);
    double room = 0;
    for (const Figure& figure : all)
        room += widthOf(figure) + 12;
    if (x + room > place.right())
        all = figures(row, moment, false);
    for (const Figure& figure : all) {
        const double end = x + widthOf(figure);
        if (end <= place.right())
            painter.drawText(QPointF(x, baseline), figure.text);
        x = end + 12;
    }
}

} // namespace rnnscope
