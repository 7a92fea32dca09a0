#include "ui/paint/decades.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/adjoints.h"
#include "ui/view/chiprow.h"
#include "ui/view/heatmap.h"
#include "ui/view/losswords.h"

#include <algorithm>

namespace rnnscope {

QString AdjointMap::remark() const
{
    const QString dot = QStringLiteral(" · ");
    QStringList parts{QStringLiteral("|∂%1/∂%2ₖ|")
                          .arg(lossSymbol(m_source.loss), QString::fromUtf8(shownTrack().symbol)),
        pageText(),
        m_source.loss ? tr("the loss at step %1").arg(*m_source.loss + 1) : tr("all losses summed"),
        tr("before clipping"), lossKind(*m_source.model, *m_source.sequence)};
    parts.removeAll(QString());
    if (m_source.model->layers.size() > 1)
        parts.prepend(layerName(*m_source.model, m_ordered.layer));
    return parts.join(dot);
}

QString AdjointMap::reading() const
{
    if (!shows())
        return {};
    if (m_broken)
        return tr("⚠ Some gradients are too large for numbers. They are left out.");
    return tr(
        "How strongly the loss depends on each unit at step k: a row that stays strong carries "
        "the past. Tinted: below 6·10⁻⁸ of the peak, lost in a float32 sum.");
}

QString AdjointMap::emptyText() const
{
    if (shows())
        return {};
    if (!m_asked.trace)
        return tr("Here you will see through which units the loss reaches back.");
    if (m_following.running())
        return tr("Following the loss back through time …");
    if (!m_trouble.isEmpty())
        return m_trouble;
    const bool none
        = m_source.loss && !hasLoss(*m_source.model, *m_source.sequence, *m_source.loss);
    return none    ? tr("Step %1 has no loss, so there is no gradient.").arg(*m_source.loss + 1)
        : m_broken ? tr("The gradients are too large for numbers.")
                   : tr("The gradient is zero at every step.");
}

double AdjointMap::chipsTop() const { return QFontMetricsF(font()).height() + 20; }

/// States from the left, orders from the right.
void AdjointMap::placeButtons()
{
    placeChips(m_states.chips(), m_orders,
        QRectF(margin, chipsTop(), width() - 2 * margin, 0).toRect(), scaled(font(), small));
    for (size_t i = 0; i < m_orders.size(); ++i)
        m_orders[i]->setToolTip(HeatMap::tr(orderInfos()[i].hint));
}

/// What the first and the last row are.
std::pair<QString, QString> AdjointMap::rowEnds() const
{
    if (m_rows.order.size() == 1 || m_by == OrderBy::Similarity)
        return {};
    if (m_by == OrderBy::Number)
        return {QStringLiteral("0"), QString::number(m_rows.order.size() - 1)};
    return {HeatMap::tr("long"), HeatMap::tr("short")};
}

double AdjointMap::gutter() const
{
    const QFontMetricsF metrics(scaled(font(), small));
    const auto [top, bottom] = rowEnds();
    double widest = 0;
    for (const QString& text : {top, bottom, tr("step k"), QStringLiteral("000")})
        widest = std::max(widest, metrics.horizontalAdvance(text));
    return widest + 15;
}

QRectF AdjointMap::area() const
{
    const QFont face = scaled(font(), small);
    const double line = QFontMetricsF(face).height();
    const double left = margin + gutter(), right = width() - margin - decadeScaleWidth(face) - 10;
    const double top = chipsTop() + line + 12, bottom = height() - readingHeight() - line - 10;
    return QRectF(QPointF(left, top), QPointF(right, bottom)).toRect();
}

HeatGrid AdjointMap::grid() const { return {axis(), m_rows.order}; }

/// A pixel a value; where there are more values than pixels of the screen, a pixel shows the mean
/// of their colours.
QImage AdjointMap::image(const HeatGrid& grid) const
{
    const QImage all = decadeImage(
        sizes(grid.first, grid.count), floors(), m_rows.order, m_scale.scale, colours());
    const QSize most = (grid.area.size() * devicePixelRatioF()).toSize().expandedTo({1, 1});
    return all.scaled(all.size().boundedTo(most), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

void AdjointMap::drawStill(QPainter& painter) const
{
    if (!shows())
        return drawEmpty(painter, tr("Gradient by unit"), emptyText());
    drawHeading(painter, tr("Gradient by unit"), remark());
    drawReading(painter);
    painter.setFont(scaled(font(), small));
    const HeatGrid grid = this->grid();
    painter.drawImage(grid.area, image(grid));
    drawStepNumbers(painter, grid, colours());
    drawLabels(painter, grid.area);
    drawDecadeScale(painter,
        {grid.area.right() + 10, grid.area.top(), decadeScaleWidth(painter.font()),
            grid.area.height()},
        m_scale.scale, tr("lost"), colours());
}

/// What the first and the last row are, and what is counted below.
void AdjointMap::drawLabels(QPainter& painter, const QRectF& map) const
{
    const double line = painter.fontMetrics().height();
    const QRectF left(margin, map.top(), map.left() - margin - 11, map.height());
    const auto [top, bottom] = rowEnds();
    painter.setPen(colours().border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(map);
    painter.setPen(colours().dim);
    painter.drawText(left, Qt::AlignRight | Qt::AlignTop, top);
    painter.drawText(left, Qt::AlignRight | Qt::AlignBottom, bottom);
    painter.drawText(
        QRectF(left.left(), map.bottom() + 5, left.width(), line), Qt::AlignRight, tr("step k"));
}

/// The gradient goes back from what comes later: nothing is pale.
void AdjointMap::drawMoving(QPainter& painter) const
{
    if (!shows())
        return;
    const HeatGrid grid = this->grid();
    drawCursor(painter, grid, desk().playback->position(), false, colours());
    painter.setFont(scaled(font(), small));
    painter.setRenderHint(QPainter::Antialiasing);
    drawUnitMark(painter, grid, desk().selection->unit(), gutter(), colours());
}

} // namespace rnnscope
