#include "ui/paint/formula.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/unitcurves.h"

#include <QCoreApplication>

#include <cmath>

// The picture of the curves; what is shown and what the mouse does is in unitcurves.cpp.

namespace rnnscope {

namespace {

constexpr double sample = 24; ///< length of a line in the legend

/// Digits that fit a label at the cursor.
QString labelText(double value)
{
    constexpr double large = 1e4;
    return std::abs(value) < large ? fixedNumber(value, 2) : briefNumber(value, 3);
}

std::string unitSymbol(const Track& track, int unit)
{
    return std::string(track.symbol) + " " + std::to_string(unit);
}

}

/// The room of the numbers at the left and of the names of lines at the right.
void UnitCurves::measure()
{
    const QFont print = scaled(font(), small);
    const QFontMetricsF metrics(print);
    m_left = 0;
    for (const QString& text : {tr("step"), tr("reads"), endText(m_scale.low, m_scale),
             endText(m_scale.high, m_scale), plainNumber(m_scale.low / 2)})
        m_left = std::max(m_left, metrics.horizontalAdvance(text) + 6);
    m_right = 0;
    for (const Curve& curve : ready() ? curves() : std::vector<Curve>())
        m_right = std::max(m_right,
            formulaSize(unitSymbol(trackOf(curve), curve.unit), print).width()
                + (curve.pin >= 0 ? 12 : 0) + 8);
}

QRectF UnitCurves::area() const
{
    const double line = QFontMetricsF(scaled(font(), small)).height();
    return QRectF(QPointF(margin + m_left, chipsTop() + line + 16),
        QPointF(width() - margin - m_right, height() - line - 14))
        .toRect();
}

QPen UnitCurves::penOf(const Track& track) const
{
    const bool cell = track.role == Role::Cell;
    QPen pen(cell ? colours().cellLine : colours().memory, 2.2);
    pen.setJoinStyle(Qt::RoundJoin);
    if (!cell && m_tracks.size() > 1)
        pen.setDashPattern({3, 1.6}); // beside a cell line, not by hue alone
    return pen;
}

/// Strong for the selected unit, faint for the others.
QPen UnitCurves::penOf(const Curve& curve) const
{
    QPen pen = penOf(trackOf(curve));
    if (!strong(curve)) {
        pen.setColor(mix(pen.color(), colours().card, 0.6));
        pen.setWidthF(1.3);
    }
    return pen;
}

QString UnitCurves::remark() const
{
    const QString dot = QStringLiteral(" · ");
    const Layer& layer = m_model->layers[static_cast<size_t>(m_layer)];
    QStringList parts{tr("unit %1").arg(m_unit)};
    for (const int i : m_tracks) {
        const Index rows = shownLayer().tracks[static_cast<size_t>(i)].rows();
        if (m_unit >= rows)
            parts += tr("%1 has only %2 units")
                         .arg(QCoreApplication::translate(
                             "cell", layer.cell->tracks()[static_cast<size_t>(i)].name))
                         .arg(rows);
    }
    if (m_model->layers.size() > 1 || layer.backward)
        parts += layerName(*m_model, m_layer);
    if (layer.backward)
        parts += tr("read from the end");
    if (const QString page = pageText(); !page.isEmpty())
        parts += page;
    parts += m_scale.clipped ? tr("cut off at the ends of the axis")
                             : tr("its state after every step");
    return parts.join(dot);
}

/// A piece of line for each track, with its name where the heading leaves room, else its symbol.
/// Returns how wide it is.
double UnitCurves::drawLegend(QPainter& painter) const
{
    const QFont print = scaled(font(), small);
    const QFontMetricsF metrics(print);
    const bool named = width() > 600;
    const double middle = 12 + QFontMetricsF(font()).height() / 2;
    const double baseline = middle + metrics.ascent() / 2 - 1;
    double x = width() - margin;
    painter.setFont(print);
    for (auto track = m_tracks.rbegin(); track != m_tracks.rend(); ++track) {
        const Track& shown = trackOf({0, *track, -1});
        const std::string symbol(shown.symbol);
        painter.setPen(colours().text);
        if (named) {
            const QString name = QCoreApplication::translate("cell", shown.name);
            x -= metrics.horizontalAdvance(name);
            painter.drawText(QPointF(x, baseline), name);
            x -= 5;
        }
        x -= formulaSize(symbol, print).width();
        drawFormula(painter, {x, baseline}, symbol, print);
        x -= 6 + sample;
        painter.setPen(penOf(shown));
        painter.drawLine(QPointF(x, middle), QPointF(x + sample, middle));
        x -= 14;
    }
    return width() - margin - x;
}

void UnitCurves::drawStill(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (!ready()) {
        drawEmpty(painter, tr("Curves of units"),
            tr("Here you will see what single units remember, step by step."));
        return;
    }
    const double legend = drawLegend(painter);
    drawHeading(painter, tr("Curves of units"), remark(), legend);
    painter.setFont(scaled(font(), small));
    painter.setRenderHint(QPainter::Antialiasing, false);
    drawValueAxis(painter, field(), colours());
    drawStepLabels(painter, axis(), tokens(), colours());
    const QRectF area = this->area();
    painter.drawText(
        QRectF(area.left() - 206, area.bottom() + 5, 200, painter.fontMetrics().height()),
        Qt::AlignRight,
        labelsAreTokens(axis(), tokens(), painter.font()) ? tr("reads") : tr("step"));
    painter.setRenderHint(QPainter::Antialiasing);
    drawLines(painter);
    drawEnds(painter);
}

/// The strong ones on top.
void UnitCurves::drawLines(QPainter& painter) const
{
    const ValueField field = this->field();
    painter.save();
    painter.setClipRect(field.steps.area.adjusted(-4, -2, 0, 2));
    const std::vector<Curve> all = curves();
    for (auto curve = all.rbegin(); curve != all.rend(); ++curve) {
        const QPolygonF line = unitLine(field, shownLayer(), curve->track, curve->unit);
        const QPen pen = penOf(*curve);
        drawUnitLine(painter, line, pen);
        if (curve->pin >= 0)
            drawMarks(painter, line, curve->pin, pen.color(), colours());
    }
    painter.restore();
}

/// Which line is which, where each ends; the selected unit's before others.
void UnitCurves::drawEnds(QPainter& painter) const
{
    const ValueField field = this->field();
    const QRectF& area = field.steps.area;
    const QFontMetricsF metrics(painter.font());
    const std::vector<Curve> all = curves();
    std::vector<double> wanted;
    for (const Curve& curve : all) {
        const Index last = field.steps.first + field.steps.count;
        const double y = field.yOf(valueAfter(shownLayer(), curve.track, curve.unit, last));
        wanted.push_back(std::isnan(y) ? area.center().y() : y);
    }
    const std::vector<double> middles
        = spreadLabels(wanted, metrics.height() - 2, area.top() - 8, area.bottom() + 8);
    for (size_t i = 0; i < all.size(); ++i) {
        if (std::isnan(middles[i]))
            continue;
        double x = area.right() + 8;
        if (all[i].pin >= 0) {
            drawMark(painter, {x + 4, middles[i]}, all[i].pin, penOf(all[i]).color(), colours());
            x += 12;
        }
        painter.setPen(strong(all[i]) ? colours().text : colours().dim);
        drawFormula(painter, {x, middles[i] + metrics.ascent() / 2 - 1},
            unitSymbol(trackOf(all[i]), all[i].unit), painter.font());
    }
}

void UnitCurves::drawMoving(QPainter& painter) const
{
    const bool backward = m_model->layers[static_cast<size_t>(m_layer)].backward;
    drawCursor(painter, axis(), desk().playback->position(), !backward, colours());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(scaled(font(), small));
    const double x = axis().xOf(desk().playback->position());
    std::vector<Curve> selected;
    const std::vector<Curve> all = curves();
    for (auto curve = all.rbegin(); curve != all.rend(); ++curve) {
        const double y = crossing(*curve);
        if (std::isnan(y))
            continue;
        painter.setPen(QPen(colours().card, 1.2));
        painter.setBrush(penOf(*curve).color());
        const double radius = strong(*curve) ? 4.5 : 3;
        painter.drawEllipse(QPointF(x, y), radius, radius);
        if (strong(*curve))
            selected.insert(selected.begin(), *curve);
    }
    drawValues(painter, selected);
}

/// The states after the last step that is finished, beside the cursor.
void UnitCurves::drawValues(QPainter& painter, const std::vector<Curve>& all) const
{
    const QRectF area = this->area();
    const QFontMetricsF metrics(painter.font());
    const double height = metrics.height() + 2;
    std::vector<double> wanted;
    for (const Curve& curve : all)
        wanted.push_back(crossing(curve) - height / 2 - 4);
    const std::vector<double> middles
        = spreadLabels(wanted, height + 1, area.top() - 4, area.bottom() + 4);
    for (size_t i = 0; i < all.size(); ++i) {
        if (std::isnan(middles[i]))
            continue;
        const std::string symbol
            = std::string(trackOf(all[i]).symbol) + "_{" + std::to_string(finished()) + "} = ";
        const QString value = labelText(valueAtCursor(all[i].track));
        const double lead = formulaSize(symbol, painter.font()).width();
        const double width = lead + metrics.horizontalAdvance(value) + 10;
        const double x = axis().xOf(desk().playback->position());
        const double left = x + 8 + width <= area.right() ? x + 8 : x - 8 - width;
        const QRectF box(left, middles[i] - height / 2, width, height);
        QColor ground = colours().card;
        ground.setAlphaF(0.88F);
        painter.setPen(QPen(penOf(all[i]).color(), 1));
        painter.setBrush(ground);
        painter.drawRoundedRect(box, 4, 4);
        painter.setPen(colours().text);
        const double baseline = middles[i] + metrics.ascent() / 2 - 1;
        drawFormula(painter, {left + 5, baseline}, symbol, painter.font());
        painter.drawText(QPointF(left + 5 + lead, baseline), value);
    }
}

} // namespace rnnscope
