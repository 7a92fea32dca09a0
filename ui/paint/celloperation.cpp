#include "ui/paint/cellpainter.h"
#include "ui/paint/cellvalve.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rnnscope {

/// An operation lights up while it acts. Beside it its panel: first the valve opens, then what
/// comes out of it appears.
void CellPainter::drawOperation(size_t i)
{
    const double done = nodeDone(i);
    const bool underWay = acts(i);
    const QColor colour = m_palette.carrier(node(i).carrier);
    const QRectF rect = m_layout.nodes[i];
    if (!m_layout.panels[i].isEmpty())
        drawPanel(i);
    if (underWay) {
        const double halo = 5 * m_layout.zoom * std::sin(done * std::numbers::pi);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(mix(colour, m_palette.card, 0.3));
        m_painter.drawRoundedRect(rect.adjusted(-halo, -halo, halo, halo), rect.height() / 2 + halo,
            rect.height() / 2 + halo);
    }
    m_painter.setPen(QPen(done > 0 ? colour : faded(colour), 2 * m_layout.zoom));
    m_painter.setBrush(underWay ? colour : m_palette.card);
    m_painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    QFont font = m_layout.small;
    if (node(i).sign.size() <= 3)
        font.setPixelSize(qRound(0.55 * rect.height()));
    m_painter.setFont(font);
    m_painter.setPen(underWay ? m_palette.card : done > 0 ? m_palette.text : m_palette.dim);
    m_painter.drawText(rect, Qt::AlignCenter, m_scene.nodes[i].text);
}

void CellPainter::drawPanel(size_t i)
{
    const double done = nodeDone(i);
    const QColor full = m_palette.carrier(node(i).carrier);
    const QColor colour = done > 0 ? full : faded(full);
    drawStem(i, colour);
    m_painter.setPen(QPen(colour, 1.2 * m_layout.zoom));
    m_painter.setBrush(m_palette.card);
    m_painter.drawRoundedRect(m_layout.panels[i], 5 * m_layout.zoom, 5 * m_layout.zoom);
    const bool valve = !m_layout.valves[i].isEmpty();
    if (valve)
        drawPanelValve(i, std::min(1.0, 2 * done));
    drawStripOf(i, valve ? std::max(0.0, 2 * done - 1) : done);
}

/// Joins an operation to its panel.
void CellPainter::drawStem(size_t i, const QColor& colour)
{
    const QPointF from = m_layout.nodes[i].center();
    const QRectF& panel = m_layout.panels[i];
    const QPointF to(std::clamp(from.x(), panel.left(), panel.right()),
        std::clamp(from.y(), panel.top(), panel.bottom()));
    m_painter.setPen(QPen(colour, wireWidth(node(i).carrier, m_layout.zoom)));
    m_painter.drawLine(from, to);
}

void CellPainter::drawPanelValve(size_t i, double part)
{
    const NodeContent& content = m_scene.nodes[i];
    const QRectF& area = m_layout.valves[i];
    if (part <= 0) {
        m_painter.fillRect(area, m_palette.faint);
        return;
    }
    drawValve(m_painter, area, {content.entering(), content.entry, content.opening(), part},
        m_layout.rows[i], m_palette);
    drawMark(i, area);
}

} // namespace rnnscope
