#pragma once

#include "ui/paint/cellpaint.h"
#include "ui/paint/cellwires.h"

#include <QPainter>

namespace rnnscope {

/// Draws the nodes of a scene for drawCell(); the steps of the work share what they know.
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

    /// The nodes that are under way, or all others.
    void drawNodes(bool acting)
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        for (size_t node = 0; node < m_layout.nodes.size(); ++node)
            if (acts(node) == acting)
                drawNode(node);
    }
    /// What operations compute.
    void drawNotes()
    {
        for (size_t node = 0; node < m_layout.nodes.size(); ++node)
            drawNote(node);
    }

private:
    bool acts(size_t node) const { return nodeDone(node) > 0 && nodeDone(node) < 1; }
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
    QColor faded(const QColor& colour) const
    {
        return mix(colour, m_palette.card, pendingStrength);
    }

    bool isLow(size_t i) const;
    void drawNode(size_t i);
    void drawBox(size_t i);
    void drawPort(size_t i);
    void drawToken(size_t i, double opacity);
    void drawOperation(size_t i);
    void drawNote(size_t i);
    void drawBoxWords(size_t i);
    void drawPortWords(size_t i);
    void drawPanel(size_t i);
    void drawPanelValve(size_t i, double part);
    void drawStem(size_t i, const QColor& colour);
    void drawStripOf(size_t i, double part);
    void drawMark(size_t i, const QRectF& area);

    QPainter& m_painter;
    const CellScene& m_scene;
    const CellLayout& m_layout;
    double m_phase;
    const CellMarks& m_marks;
    const Palette& m_palette;
};

} // namespace rnnscope
