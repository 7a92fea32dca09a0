#include "ui/paint/text.h"
#include "ui/view/predictions.h"

#include <cmath>

namespace rnnscope {

QString Predictions::remark() const
{
    if (const QString page = pageText(); !page.isEmpty())
        return page;
    if (kind() == Kind::Numbers)
        return tr("outputs: %1").arg(m_trace->logits.rows());
    return tr("probability of each, the rest as “others”");
}

/// How to read the picture, in the space below it.
QString Predictions::reading() const
{
    if (kind() == Kind::Numbers)
        return m_sequence->goals.size() > 0 ? tr("Solid: what the network says. Dashed: what it "
                                                 "should say.")
                                            : tr("What the network says at each step.");
    const QRectF wide = areaOf(1);
    const QString curve
        = hasCurve() ? u' ' + tr("Curve: probability given to the true one.") : QString();
    if (m_known && !ChanceGrid::marks(timeAxis(wide, m_trace->steps(), 0)))
        return tr("Bar above: the prediction was right; bar below: wrong.") + curve;
    return m_known
        ? tr("● predicted. Framed: true, ✓ solid where the prediction was right, ✗ dotted where "
             "wrong.")
            + curve
        : tr("● predicted: the most probable at that step.");
}

QString Predictions::emptyText() const
{
    if (!ready())
        return tr("Here you will see what the network expects next, step by step.");
    if (kind() == Kind::None)
        return tr("This model has no head: it has no prediction to show.");
    return tr("Weighing the outputs …");
}

void Predictions::drawStill(QPainter& painter) const
{
    if (!ready() || !shown())
        return drawEmpty(painter, tr("Predictions over time"), emptyText());
    drawHeading(painter, tr("Predictions over time"), remark());
    drawReading(painter);
    const TimeAxis now = axis();
    drawStepNumbers(painter, now, colours());
    const double line = painter.fontMetrics().height();
    drawLabel(painter, {0, now.area.bottom() + 5, 0, line}, tr("step"));
    kind() == Kind::Numbers ? drawNumbers(painter) : drawChances(painter);
}

/// Right-aligned at the left of the area.
void Predictions::drawLabel(QPainter& painter, const QRectF& row, const QString& text) const
{
    painter.drawText(QRectF(margin, row.top(), m_gutter - 6, row.height()),
        Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip,
        painter.fontMetrics().elidedText(text, Qt::ElideRight, qRound(m_gutter - 6)));
}

void Predictions::drawChances(QPainter& painter) const
{
    const ChanceGrid now = grid();
    const double line = painter.fontMetrics().height();
    if (m_known) {
        painter.setPen(colours().dim);
        drawLabel(painter, now.signs, QStringLiteral("✓ ✗"));
        if (!now.curve.isEmpty()) {
            drawLabel(painter, {0, now.curve.top() - line / 2, 0, line}, QStringLiteral("1"));
            drawLabel(painter, {0, now.curve.bottom() - line / 2, 0, line}, QStringLiteral("0"));
            drawLabel(painter, now.curve, tr("p(true)"));
            drawGiven(painter, now, m_chances, colours());
        }
        drawSigns(painter, now, m_chances, colours());
    }
    drawShares(painter, now, m_chances, colours());
    painter.setPen(colours().text);
    for (Index row = 0; row < now.shown; ++row)
        drawLabel(painter, now.cellAt(row, now.axis.first),
            nameOf(m_chances.outputs[static_cast<size_t>(row)]));
    painter.setPen(colours().dim);
    if (now.others)
        drawLabel(painter, now.cellAt(now.shown, now.axis.first), tr("others"));
    painter.setRenderHint(QPainter::Antialiasing);
    drawScale(painter, {now.rows.right() + 10, now.rows.top(), scaleWidth, now.rows.height()},
        {0, 1}, colours());
}

void Predictions::drawNumbers(QPainter& painter) const
{
    const OutputLanes now = lanes();
    drawOutputs(painter, now, m_answer.values, m_sequence->goals, colours());
    painter.setPen(colours().dim);
    const double line = painter.fontMetrics().height();
    if (!now.asCurves()) {
        const QRectF& all = now.axis.area;
        drawLabel(painter, {0, all.top(), 0, line}, QStringLiteral("0"));
        drawLabel(painter, {0, all.bottom() - line, 0, line}, QString::number(now.outputs - 1));
        drawScale(painter, {all.right() + 10, all.top(), scaleWidth, all.height()}, m_answer.range,
            colours());
        return;
    }
    for (Index output = 0; output < now.outputs; ++output) {
        const QRectF lane = now.laneOf(output);
        painter.setPen(colours().text);
        drawLabel(painter, lane, laneName(output));
        painter.setPen(colours().dim);
        for (const double value : {m_answer.range.low, m_answer.range.high})
            if (lane.height() > 2.4 * line || value == m_answer.range.high)
                painter.drawText(
                    QRectF(lane.right() + 8, now.yOf(output, value) - line / 2, scaleWidth, line),
                    Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                    endText(value, m_answer.range));
    }
}

void Predictions::drawMoving(QPainter& painter) const
{
    if (shown())
        TimeView::drawMoving(painter);
}

} // namespace rnnscope
