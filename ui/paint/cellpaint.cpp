#include "ui/paint/cellpainter.h"
#include "ui/paint/formula.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace rnnscope {

void CellPainter::drawNode(size_t i)
{
    switch (node(i).part) {
    case Part::Operation:
        drawOperation(i);
        break;
    case Part::Layer:
    case Part::Sum:
        drawBox(i);
        break;
    case Part::Input:
    case Part::Before:
    case Part::After:
    case Part::Output:
        drawPort(i);
        break;
    }
}

void CellPainter::drawBox(size_t i)
{
    const double done = nodeDone(i);
    const bool underWay = acts(i);
    const QRectF rect = m_layout.nodes[i];
    const QColor edge = marked(i) ? m_palette.accent
        : underWay                ? m_palette.cellLine
                                  : mix(m_palette.dim, m_palette.card, done > 0 ? 0.7 : 0.35);
    m_painter.setPen(QPen(edge, (marked(i) || underWay ? 2.4 : 1.3) * m_layout.zoom));
    m_painter.setBrush(underWay ? mix(m_palette.cellLine, m_palette.card, 0.12) : m_palette.card);
    m_painter.drawRoundedRect(rect, 7 * m_layout.zoom, 7 * m_layout.zoom);
    drawStripOf(i, done);
    drawBoxWords(i);
}

/// Name and symbol above the strip; function and mean below it, once they are known. Where there is
/// no room for names, the symbol alone.
void CellPainter::drawBoxWords(size_t i)
{
    const NodeContent& content = m_scene.nodes[i];
    const QRectF rect = m_layout.nodes[i];
    const QRectF strip = m_layout.strips[i];
    const QFontMetricsF metrics(m_layout.font);
    const double baseline = (rect.top() + strip.top() + metrics.ascent() - metrics.descent()) / 2;
    const QColor colour = nodeDone(i) > 0 ? m_palette.text : m_palette.dim;
    m_painter.setPen(colour);
    if (!m_layout.named) {
        drawFormula(m_painter, {strip.left(), baseline}, content.symbol, m_layout.font);
        return;
    }
    m_painter.setFont(m_layout.font);
    m_painter.drawText(QPointF(strip.left(), baseline), content.name);
    QFont plain = m_layout.font;
    plain.setBold(false);
    m_painter.setPen(m_palette.dim);
    drawFormula(m_painter, {strip.right() - formulaSize(content.symbol, plain).width(), baseline},
        content.symbol, plain);
    if (nodeDone(i) < 1)
        return;
    const QFontMetricsF under(m_layout.small);
    QString remark = content.function + QStringLiteral(" · ") + content.remark;
    if (content.function.isEmpty() || under.horizontalAdvance(remark) > strip.width())
        remark = content.remark;
    m_painter.setFont(m_layout.small);
    m_painter.drawText(QPointF(strip.left(),
                           (rect.bottom() + strip.bottom() + under.ascent() - under.descent()) / 2),
        remark);
}

void CellPainter::drawPort(size_t i)
{
    const double done = nodeDone(i);
    const QColor colour = portColour(i);
    const QRectF rect = m_layout.nodes[i];
    m_painter.setPen(marked(i) ? QPen(m_palette.accent, 2.4 * m_layout.zoom)
                               : QPen(done > 0 ? colour : faded(colour), 1.6 * m_layout.zoom));
    m_painter.setBrush(m_palette.card);
    m_painter.drawRoundedRect(rect, 6 * m_layout.zoom, 6 * m_layout.zoom);
    drawStripOf(i, done);
    drawPortWords(i);
    if (!m_scene.nodes[i].text.isEmpty() && done > 0)
        drawToken(i, done);
}

/// A token in a port, with its probability where there is room for it.
void CellPainter::drawToken(size_t i, double opacity)
{
    const NodeContent& content = m_scene.nodes[i];
    QRectF room = m_layout.nodes[i].adjusted(3, 0, -3, 0);
    const QFontMetricsF metrics(m_layout.font);
    if (!isLow(i))
        room.setTop(room.top() + QFontMetricsF(m_layout.small).height() - 2);
    QString text = content.text + u' ' + content.aside;
    if (content.aside.isEmpty() || metrics.horizontalAdvance(text) > room.width())
        text = metrics.elidedText(content.text, Qt::ElideRight, room.width());
    m_painter.setOpacity(opacity);
    m_painter.setPen(m_palette.text);
    m_painter.setFont(m_layout.font);
    m_painter.drawText(room, Qt::AlignCenter, text);
    m_painter.setOpacity(1);
}

/// Whether a port has one line: for its symbol, and for its token as soon as there is one.
bool CellPainter::isLow(size_t i) const
{
    return m_layout.nodes[i].height()
        < QFontMetricsF(m_layout.small).height() + QFontMetricsF(m_layout.font).height() - 2;
}

/// The symbol and, where there is room, the name above the values.
void CellPainter::drawPortWords(size_t i)
{
    const NodeContent& content = m_scene.nodes[i];
    if (isLow(i) && !content.text.isEmpty() && nodeDone(i) > 0)
        return;
    const QRectF rect = m_layout.nodes[i];
    const QFontMetricsF metrics(m_layout.small);
    const double pad = std::round(7 * m_layout.zoom);
    const double baseline = rect.top() + 1 + metrics.ascent();
    QFont bold = m_layout.small;
    bold.setBold(true);
    const double strength = nodeDone(i) > 0 ? 1 : 0.5;
    m_painter.setPen(mix(mix(portColour(i), m_palette.text, 0.75), m_palette.card, strength));
    drawFormula(m_painter, {rect.left() + pad, baseline}, content.symbol, bold);
    const double width = metrics.horizontalAdvance(content.name);
    if (width > rect.width() - 2.5 * pad - formulaSize(content.symbol, bold).width())
        return;
    m_painter.setFont(m_layout.small);
    m_painter.setPen(m_palette.dim);
    m_painter.drawText(QPointF(rect.right() - pad - width, baseline), content.name);
}

/// What a node computes, pale until it does.
void CellPainter::drawNote(size_t i)
{
    const QRectF& room = m_layout.notes[i];
    if (room.isEmpty())
        return;
    const QFontMetricsF metrics(m_layout.note);
    m_painter.setPen(mix(m_palette.text, m_palette.card, nodeDone(i) > 0 ? 0.85 : 0.4));
    drawFormula(m_painter,
        {room.left(), room.center().y() + (metrics.ascent() - metrics.descent()) / 2},
        m_scene.nodes[i].formula, m_layout.note);
}

/// A strip opens from the left as its values appear.
void CellPainter::drawStripOf(size_t i, double part)
{
    const NodeContent& content = m_scene.nodes[i];
    const QRectF strip = m_layout.strips[i];
    if (content.empty() || strip.isEmpty())
        return;
    if (part < 1)
        m_painter.fillRect(strip, m_palette.faint);
    if (part <= 0)
        return;
    m_painter.save();
    QRectF open = strip;
    open.setWidth(strip.width() * part);
    m_painter.setClipRect(open.adjusted(-3, -3, part < 1 ? 0 : 3, 3));
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    drawStrip(m_painter, strip, content.values, content.scale, m_layout.rows[i], m_palette);
    m_painter.setRenderHint(QPainter::Antialiasing);
    drawMark(i, strip);
    m_painter.restore();
}

/// A frame around the marked unit, never so small that it is lost.
void CellPainter::drawMark(size_t i, const QRectF& area)
{
    if (!m_scene.showsUnitsOf(i, m_marks.track) || m_marks.unit < 0
        || m_marks.unit >= m_scene.nodes[i].values.size())
        return;
    QRectF place = m_layout.placeIn(area, m_scene, i, m_marks.unit);
    const double least = 6 * m_layout.zoom;
    const double dx = std::max(0.5, (least - place.width()) / 2);
    const double dy = std::max(0.5, (least - place.height()) / 2);
    place.adjust(-dx, -dy, dx, dy);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_palette.card, 3));
    m_painter.drawRect(place);
    m_painter.setPen(QPen(m_palette.accent, 1.4));
    m_painter.drawRect(place);
}

void drawResting(QPainter& painter, const CellScene& scene, const CellLayout& layout, double phase,
    const CellMarks& marks, const Palette& palette)
{
    CellPainter cell(painter, scene, layout, phase, marks, palette);
    cell.drawNodes(false);
    cell.drawNotes();
    drawLegend(painter, layout.legend, scene.keys, layout.small, palette);
}

void drawActing(QPainter& painter, const CellScene& scene, const CellLayout& layout, double phase,
    const CellMarks& marks, const Palette& palette)
{
    CellPainter(painter, scene, layout, phase, marks, palette).drawNodes(true);
}

void drawCell(QPainter& painter, const CellScene& scene, const CellLayout& layout, double phase,
    const CellMarks& marks, const CellLight& light, const Palette& palette)
{
    drawWires(painter, scene, layout, phase, palette);
    drawLitWires(painter, layout, light, palette);
    drawResting(painter, scene, layout, phase, marks, palette);
    drawActing(painter, scene, layout, phase, marks, palette);
    drawLitNodes(painter, scene, layout, light, palette);
}

} // namespace rnnscope
