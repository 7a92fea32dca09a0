#include "ui/paint/cellwires.h"

#include <QFontMetricsF>

#include <algorithm>

namespace rnnscope {

namespace {

double lengthOf(const QPolygonF& line)
{
    double sum = 0;
    for (qsizetype i = 1; i < line.size(); ++i)
        sum += QLineF(line[i - 1], line[i]).length();
    return sum;
}

/// The line as far as that part of its length.
QPolygonF begun(const QPolygonF& line, double part)
{
    double left = part * lengthOf(line);
    QPolygonF result{line[0]};
    for (qsizetype i = 1; i < line.size() && left > 0; ++i) {
        const QLineF piece(line[i - 1], line[i]);
        result << (left < piece.length() ? piece.pointAt(left / piece.length()) : line[i]);
        left -= piece.length();
    }
    return result;
}

QPen penOf(const QColor& colour, double width)
{
    return {colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin};
}

/// Draws the wires of a scene; the steps of the work share what they know.
class WirePainter {
public:
    WirePainter(QPainter& painter, const CellScene& scene, const CellLayout& layout, double phase,
        const Palette& palette)
        : m_painter(painter)
        , m_scene(scene)
        , m_layout(layout)
        , m_phase(phase)
        , m_palette(palette)
    {
    }

    void drawWires(Carrier carrier);
    void drawPlate(size_t wire);

private:
    double wireDone(size_t wire) const { return m_scene.choreography.wires[wire].done(m_phase); }
    QPointF front(size_t wire, const QSizeF& plate) const;

    QPainter& m_painter;
    const CellScene& m_scene;
    const CellLayout& m_layout;
    double m_phase;
    const Palette& m_palette;
};

/// Wires of one carrier together: where they cross wires drawn before them, they pass over a gap.
void WirePainter::drawWires(Carrier carrier)
{
    const double width = wireWidth(carrier, m_layout.zoom);
    const QColor colour = m_palette.carrier(carrier);
    std::vector<size_t> wires;
    for (size_t i = 0; i < m_layout.wires.size(); ++i)
        if (m_scene.wiring->wires[i].carrier == carrier)
            wires.push_back(i);
    m_painter.setPen(penOf(m_palette.card, width + 4 * m_layout.zoom));
    for (const size_t wire : wires)
        m_painter.drawPolyline(m_layout.wires[wire]);
    m_painter.setPen(penOf(mix(colour, m_palette.card, pendingStrength), width));
    for (const size_t wire : wires)
        if (wireDone(wire) < 1)
            m_painter.drawPolyline(m_layout.wires[wire]);
    m_painter.setPen(penOf(colour, width));
    for (const size_t wire : wires)
        if (const double done = wireDone(wire); done > 0)
            m_painter.drawPolyline(begun(m_layout.wires[wire], done));
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    const double radius = std::max(0.95 * width, 3 * m_layout.zoom);
    for (const CellLayout::Joint& joint : m_layout.joints)
        if (m_scene.wiring->wires[joint.wire].carrier == carrier
            && wireDone(joint.wire) >= joint.part)
            m_painter.drawEllipse(joint.place, radius, radius);
}

/// Where what flows is: it comes out of its source and goes into its target altogether.
QPointF WirePainter::front(size_t wire, const QSizeF& plate) const
{
    QPolygonF line = m_layout.wires[wire];
    const auto stretch = [&](QPointF& end, QPointF next) {
        const QLineF way(next, end);
        const bool level = way.dy() == 0;
        const double by = (level ? plate.width() : plate.height()) / 2;
        end = way.pointAt(1 + by / std::max(1.0, way.length()));
    };
    stretch(line.first(), line[1]);
    stretch(line.last(), line[line.size() - 2]);
    return begun(line, wireDone(wire)).last();
}

/// The vector under way: all its values on a plate, or the token.
void WirePainter::drawPlate(size_t wire)
{
    const double done = wireDone(wire);
    if (done <= 0 || done >= 1)
        return;
    const auto from = static_cast<size_t>(m_scene.wiring->wires[wire].from);
    const NodeContent& content = m_scene.nodes[from];
    QRectF plate({}, m_layout.plate);
    plate.moveCenter(front(wire, plate.size()));
    m_painter.setPen(QPen(m_palette.carrier(m_scene.wiring->wires[wire].carrier), 1.4));
    m_painter.setBrush(m_palette.card);
    m_painter.drawRoundedRect(plate, 3, 3);
    if (!content.empty()) {
        drawStrip(m_painter, plate.adjusted(2, 2, -2, -2), content.values, content.scale,
            m_layout.rows[from], m_palette);
        return;
    }
    m_painter.setFont(m_layout.small);
    m_painter.setPen(m_palette.text);
    m_painter.drawText(plate, Qt::AlignCenter,
        QFontMetricsF(m_layout.small).elidedText(content.text, Qt::ElideRight, plate.width()));
}

}

double wireWidth(Carrier carrier, double zoom)
{
    switch (carrier) {
    case Carrier::Cell:
        return 5 * zoom;
    case Carrier::Hidden:
        return 3.6 * zoom;
    case Carrier::Input:
        return 3 * zoom;
    case Carrier::Gate:
        break;
    }
    return 2 * zoom;
}

void drawWires(QPainter& painter, const CellScene& scene, const CellLayout& layout, double phase,
    const Palette& palette)
{
    painter.setRenderHint(QPainter::Antialiasing);
    WirePainter wires(painter, scene, layout, phase, palette);
    for (const Carrier carrier : {Carrier::Input, Carrier::Hidden, Carrier::Gate, Carrier::Cell})
        wires.drawWires(carrier);
    for (size_t wire = 0; wire < layout.wires.size(); ++wire)
        wires.drawPlate(wire);
}

} // namespace rnnscope
