#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/heatmap.h"

namespace rnnscope {

QString HeatMap::title() const
{
    if (!ready())
        return tr("Units over time");
    QString name = titleOf(shownTrack());
    name[0] = name[0].toUpper();
    return tr("%1 over time").arg(name);
}

QString HeatMap::remark() const
{
    if (!ready())
        return tr("appears with the first sequence");
    if (const QString page = pageText(); !page.isEmpty())
        return page;
    const QString order
        = busy() ? tr("comparing the units …") : tr(orderInfos()[static_cast<size_t>(m_by)].remark);
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
