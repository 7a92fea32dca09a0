#include "ui/paint/cellpaint.h"

#include "ui/paint/cellwires.h"
#include "ui/paint/formula.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rnnscope {

namespace {

/// Draws the nodes of a scene; the steps of the work share what they know.
class CellPainter {
public:
    CellPainter(QPainter& painter, const CellScene& scene, const CellLayout& layout, double phase,
        const CellMarks& marks, const Palette& palette)
        : m_painter(painter)
        , m_scene(scene)
        , m_layout(layout)
        , m_phase(phase)
        , m_marks(marks)
        , m_palette(palette)
    {
    }

    void draw()
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        for (size_t node = 0; node < m_layout.nodes.size(); ++node)
            drawNode(node);
        for (size_t node = 0; node < m_layout.nodes.size(); ++node)
            drawNote(node);
    }

private:
    double nodeDone(size_t node) const { return m_scene.choreography.nodes[node].done(m_phase); }
    const Node& node(size_t i) const { return m_scene.wiring->nodes[i]; }
    /// Whether it is where the marked track appears.
    bool marked(size_t i) const
    {
        return (node(i).part == Part::Layer || node(i).part == Part::After)
            && node(i).track == m_marks.track;
    }
    QColor portColour(size_t i) const
    {
        return node(i).part == Part::Output ? m_palette.output : m_palette.carrier(node(i).carrier);
    }
    QColor faded(const QColor& colour) const { return mix(colour, m_palette.card, pale); }

    void drawNode(size_t i);
    void drawBox(size_t i);
    void drawPort(size_t i);
    void drawOperation(size_t i);
    void drawNote(size_t i);
    void drawBoxWords(size_t i);
    void drawPortWords(size_t i);
    void drawValues(size_t i);
    void drawMark(size_t i);

    QPainter& m_painter;
    const CellScene& m_scene;
    const CellLayout& m_layout;
    double m_phase;
    const CellMarks& m_marks;
    const Palette& m_palette;
};

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
    const bool underWay = done > 0 && done < 1;
    const QRectF rect = m_layout.nodes[i];
    const QColor edge = marked(i) ? m_palette.accent
        : underWay                ? m_palette.cellLine
                                  : mix(m_palette.dim, m_palette.card, done > 0 ? 0.7 : 0.35);
    m_painter.setPen(QPen(edge, (marked(i) || underWay ? 2.4 : 1.3) * m_layout.zoom));
    m_painter.setBrush(underWay ? mix(m_palette.cellLine, m_palette.card, 0.12) : m_palette.card);
    m_painter.drawRoundedRect(rect, 7 * m_layout.zoom, 7 * m_layout.zoom);
    drawValues(i);
    drawBoxWords(i);
}

/// Name and symbol above the strip; function and mean below it, once they are known.
void CellPainter::drawBoxWords(size_t i)
{
    const NodeContent& content = m_scene.nodes[i];
    const QRectF rect = m_layout.nodes[i];
    const QRectF strip = m_layout.strips[i];
    const double done = nodeDone(i);
    const QFontMetricsF metrics(m_layout.font);
    const double baseline = (rect.top() + strip.top() + metrics.ascent() - metrics.descent()) / 2;
    m_painter.setPen(done > 0 ? m_palette.text : m_palette.dim);
    m_painter.setFont(m_layout.font);
    m_painter.drawText(QPointF(strip.left(), baseline),
        metrics.elidedText(
            content.name, Qt::ElideRight, strip.width() - m_layout.font.pixelSize()));
    QFont plain = m_layout.font;
    plain.setBold(false);
    m_painter.setPen(m_palette.dim);
    drawFormula(m_painter, {strip.right() - formulaSize(content.symbol, plain).width(), baseline},
        content.symbol, plain);
    if (done < 1)
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
    drawValues(i);
    drawPortWords(i);
    const QString& text = m_scene.nodes[i].text;
    if (text.isEmpty() || done <= 0)
        return;
    m_painter.setOpacity(done);
    m_painter.setPen(m_palette.text);
    m_painter.setFont(m_layout.font);
    const double label = QFontMetricsF(m_layout.small).height();
    m_painter.drawText(rect.adjusted(2, label - 2, -2, 0), Qt::AlignCenter,
        QFontMetricsF(m_layout.font).elidedText(text, Qt::ElideRight, rect.width() - 6));
    m_painter.setOpacity(1);
}

/// The symbol and, where there is room, the name above the values.
void CellPainter::drawPortWords(size_t i)
{
    const NodeContent& content = m_scene.nodes[i];
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

/// A pointwise operation lights up while it acts.
void CellPainter::drawOperation(size_t i)
{
    const double done = nodeDone(i);
    const bool underWay = done > 0 && done < 1;
    const QColor colour = m_palette.carrier(node(i).carrier);
    const QRectF rect = m_layout.nodes[i];
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

/// The strip opens from the left as its values appear.
void CellPainter::drawValues(size_t i)
{
    const NodeContent& content = m_scene.nodes[i];
    if (content.empty())
        return;
    const QRectF strip = m_layout.strips[i];
    const double done = nodeDone(i);
    if (done < 1)
        m_painter.fillRect(strip, m_palette.faint);
    if (done <= 0)
        return;
    m_painter.save();
    QRectF open = strip;
    open.setWidth(strip.width() * done);
    m_painter.setClipRect(open.adjusted(-3, -3, done < 1 ? 0 : 3, 3));
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    drawStrip(m_painter, strip, content.values, content.scale, m_layout.rows[i], m_palette);
    m_painter.setRenderHint(QPainter::Antialiasing);
    if (m_scene.showsUnitsOf(i, m_marks.track) && m_marks.unit >= 0
        && m_marks.unit < m_scene.nodes[i].values.size())
        drawMark(i);
    m_painter.restore();
}

/// A frame around the marked unit, never so small that it is lost.
void CellPainter::drawMark(size_t i)
{
    QRectF place = m_layout.place(m_scene, i, m_marks.unit);
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

}

void drawCell(QPainter& painter, const CellScene& scene, const CellLayout& layout, double phase,
    const CellMarks& marks, const Palette& palette)
{
    drawWires(painter, scene, layout, phase, palette);
    CellPainter(painter, scene, layout, phase, marks, palette).draw();
    drawLegend(painter, layout.legend, scene.keys, layout.small, palette);
}

} // namespace rnnscope
