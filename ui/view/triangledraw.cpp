#include "core/run/loss.h"
#include "ui/paint/decades.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/chiprow.h"
#include "ui/view/losswords.h"
#include "ui/view/triangle.h"

#include <QPainterPath>

#include <algorithm>
#include <numeric>

namespace rnnscope {

QString GradientTriangle::remark() const
{
    const QString dot = QStringLiteral(" · ");
    const QString quantity
        = QStringLiteral("||∂Lₜ/∂%1ₖ||").arg(QString::fromUtf8(shownTrack().symbol));
    QStringList parts{quantity, lossKind(*m_source.model, *m_source.sequence),
        tr("before clipping"), tr("each loss by itself")};
    if (m_source.model->layers.size() > 1)
        parts.prepend(layerName(*m_source.model, m_picture.triangle->layer));
    if (busy())
        parts.prepend(tr("following the new losses …"));
    return parts.join(dot);
}

QString GradientTriangle::reading() const
{
    if (!m_picture.triangle)
        return {};
    if (m_picture.broken)
        return tr("⚠ Some gradients are too large for numbers. They are left out.");
    const QString lost = tr("Tinted: below 6·10⁻⁸ of the row’s peak, lost in a float32 sum.");
    if (!m_picture.open)
        return tr("A row is a loss: how strongly it depends on the memory at step k; on both "
                  "sides, "
                  "for a layer above reads the other way.")
            + u' ' + lost;
    return (shownLayer().backward
                   ? tr("A row is a loss: how strongly it depends on the memory at step k. Read "
                        "from "
                        "the end: it depends on later steps.")
                   : tr("A row is a loss: how strongly it depends on the memory at step k; further "
                        "left, longer ago."))
        + u' ' + lost;
}

QString GradientTriangle::emptyText() const
{
    if (m_picture.triangle)
        return {};
    if (!m_trouble.isEmpty() && !busy())
        return m_trouble;
    if (m_asked.trace)
        return tr("Following every loss back through time … %1 %")
            .arg(static_cast<int>(100 * m_following.progress()));
    return tr("Here you will see how far back each loss reaches.");
}

double GradientTriangle::chipsTop() const { return QFontMetricsF(font()).height() + 20; }

void GradientTriangle::placeButtons()
{
    placeChips({}, m_states.chips(), QRectF(margin, chipsTop(), width() - 2 * margin, 0).toRect(),
        scaled(font(), small));
}

double GradientTriangle::gutter() const
{
    const QFontMetricsF metrics(scaled(font(), small));
    return std::max(metrics.horizontalAdvance(tr("step k")),
               metrics.horizontalAdvance(QStringLiteral("0000")))
        + 15;
}

QRectF GradientTriangle::area() const
{
    const QFont face = scaled(font(), small);
    const double line = QFontMetricsF(face).height();
    const double left = margin + gutter(), right = width() - margin - decadeScaleWidth(face) - 10;
    const double top = chipsTop() + line + 10, bottom = height() - readingHeight() - line - 10;
    return QRectF(QPointF(left, top), QPointF(right, bottom)).toRect();
}

HeatGrid GradientTriangle::grid() const
{
    return {TimeAxis{area(), 0, m_source.trace->steps()}, m_numbers};
}

void GradientTriangle::drawStill(QPainter& painter) const
{
    if (!m_picture.triangle)
        return drawEmpty(painter, tr("Gradient triangle"), emptyText());
    drawHeading(painter, tr("Gradient triangle"), remark());
    drawReading(painter);
    painter.setFont(scaled(font(), small));
    const HeatGrid grid = this->grid();
    std::vector<int> rows(m_numbers.size());
    std::iota(rows.begin(), rows.end(), 0);
    const QImage all
        = decadeImage(m_picture.norms, m_picture.floors, rows, m_scale.scale, colours());
    const QSize most = (grid.area.size() * devicePixelRatioF()).toSize().expandedTo({1, 1});
    painter.drawImage(grid.area,
        all.scaled(all.size().boundedTo(most), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    drawStepNumbers(painter, grid, colours());
    drawLabels(painter);
    drawDecadeScale(painter,
        {grid.area.right() + 10, grid.area.top(), decadeScaleWidth(painter.font()),
            grid.area.height()},
        m_scale.scale, tr("lost"), colours());
}

/// What the axes are, and the first and the last loss.
void GradientTriangle::drawLabels(QPainter& painter) const
{
    const QRectF map = area();
    const double line = painter.fontMetrics().height();
    const QRectF left(margin, map.top(), gutter() - 11, map.height());
    painter.setPen(colours().border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(map);
    painter.setPen(colours().dim);
    painter.drawText(left, Qt::AlignRight | Qt::AlignTop, QStringLiteral("1"));
    if (m_numbers.size() > 1)
        painter.drawText(left, Qt::AlignRight | Qt::AlignBottom, QString::number(m_numbers.size()));
    painter.drawText(
        QRectF(left.left(), map.bottom() + 5, left.width(), line), Qt::AlignRight, tr("step k"));
    const double room
        = (m_states.chips().empty() ? map.right() : m_states.chips().front()->x()) - margin - 8;
    painter.drawText(QRectF(margin, chipsTop() + 2, room, line), Qt::AlignLeft,
        painter.fontMetrics().elidedText(
            tr("loss at step t ↓"), Qt::ElideRight, static_cast<int>(room)));
}

void GradientTriangle::drawMoving(QPainter& painter) const
{
    if (!m_picture.triangle)
        return;
    painter.setFont(scaled(font(), small));
    painter.setRenderHint(QPainter::Antialiasing);
    const HeatGrid grid = this->grid();
    const int step = std::min<int>(desk().playback->step(), static_cast<int>(grid.count) - 1);
    drawCursor(painter, grid, desk().playback->position(), false, colours());
    drawUnitMark(painter, grid, step + 1, gutter(), colours());
    const int told = m_hovered >= 0 ? m_hovered : step;
    drawReach(painter, told);
    drawNote(painter, told);
}

/// A line from the loss's own step to the furthest one it reaches, with a tick there and a small
/// one at the last that has half of the peak.
void GradientTriangle::drawReach(QPainter& painter, int loss) const
{
    const HeatGrid grid = this->grid();
    const auto norms = rowOf(loss);
    const double y = grid.rowOf(loss + 1).center().y();
    QPainterPath mark;
    for (const bool ahead : {false, true}) {
        const auto found = horizon(norms, loss, ahead);
        if (!found || found->reach == 0)
            continue;
        const auto tick = [&](Index lag, double half) {
            const double x = grid.xOf(ahead ? double(loss + lag + 1) : double(loss - lag));
            mark.moveTo(x, y - half);
            mark.lineTo(x, y + half);
            return x;
        };
        tick(found->half, 3);
        const double end = tick(found->reach, 6);
        mark.moveTo(grid.xOf(loss + 0.5), y);
        mark.lineTo(end, y);
    }
    painter.strokePath(mark, QPen(colours().card, 4));
    painter.strokePath(mark, QPen(colours().output, 2));
}

/// How far the loss reaches, in the empty corner, clear of the marked row.
void GradientTriangle::drawNote(QPainter& painter, int loss) const
{
    if (!m_picture.open)
        return;
    const QFontMetricsF metrics(painter.font());
    const QRectF map = area().adjusted(8, 4, -8, -4);
    const double line = metrics.height();
    const bool below = shownLayer().backward;
    QRectF place(map.left(), below ? map.bottom() - line : map.top(), map.width(), line);
    const HeatGrid grid = this->grid();
    const int step = std::min(desk().playback->step(), static_cast<int>(grid.count) - 1);
    const QRectF row = grid.rowOf(step + 1);
    if (row.top() - 1 < place.bottom() && row.bottom() + 1 > place.top())
        place.moveTop(below ? row.top() - 2 - line : row.bottom() + 2);
    const double deep = below ? area().bottom() - place.top() : place.bottom() - area().top();
    const QString text = reachText(loss, false);
    const double wide = metrics.horizontalAdvance(text);
    if (wide > map.width() * (1 - deep / area().height()) - 8)
        return;
    place.setLeft(below ? place.left() : place.right() - wide);
    place.setWidth(wide);
    painter.fillRect(place.adjusted(-3, 0, 3, 0), colours().card); // the cursor may be there
    painter.setPen(colours().output);
    painter.drawText(place, Qt::AlignCenter | Qt::TextDontClip, text);
}

} // namespace rnnscope
