#include "ui/panel/glyph.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace rnnscope {

namespace {

/// A triangle 12 high whose flat side is at x, pointing right (or left where width < 0).
void addTriangle(QPainterPath& path, double x, double width)
{
    path.addPolygon(QPolygonF({{x, 2}, {x + width, 8}, {x, 14}, {x, 2}}));
}

/// Four bars around a rectangle.
void addFrame(QPainterPath& path, const QRectF& box)
{
    constexpr double bar = 1.5;
    path.addRect(box.left(), box.top(), box.width(), 2 * bar);
    path.addRect(box.left(), box.bottom() - bar, box.width(), bar);
    path.addRect(box.left(), box.top(), bar, box.height());
    path.addRect(box.right() - bar, box.top(), bar, box.height());
}

/// The outline of a glyph in a box of 16 × 16.
QPainterPath outline(Glyph glyph)
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    switch (glyph) {
    case Glyph::Start:
        path.addRect(2, 2, 2, 12);
        addTriangle(path, 14, -9);
        break;
    case Glyph::Back:
        addTriangle(path, 12, -9);
        break;
    case Glyph::Play:
        addTriangle(path, 3, 12);
        break;
    case Glyph::Pause:
        path.addRect(3, 2, 3.5, 12);
        path.addRect(9.5, 2, 3.5, 12);
        break;
    case Glyph::Forward:
        addTriangle(path, 4, 9);
        break;
    case Glyph::End:
        path.addRect(12, 2, 2, 12);
        addTriangle(path, 2, 9);
        break;
    case Glyph::Slower:
        path.addRect(3, 7, 10, 2);
        break;
    case Glyph::Faster:
        path.addRect(3, 7, 10, 2);
        path.addRect(7, 3, 2, 10);
        break;
    case Glyph::Close:
        path.addPolygon(QPolygonF({{3, 4}, {4, 3}, {13, 12}, {12, 13}, {3, 4}}));
        path.addPolygon(QPolygonF({{12, 3}, {13, 4}, {4, 13}, {3, 12}, {12, 3}}));
        break;
    case Glyph::Float: // a window that leaves another
        addFrame(path, {2, 6, 8, 8});
        addFrame(path, {6, 2, 8, 8});
        break;
    case Glyph::Dock: // a part of a window
        addFrame(path, {2, 2, 12, 12});
        path.addRect(8, 2, 6, 12);
        break;
    }
    return path;
}

class GlyphEngine : public QIconEngine {
public:
    GlyphEngine(Glyph glyph, const QColor& colour)
        : m_glyph(glyph)
        , m_colour(colour)
    {
    }

    void paint(QPainter* painter, const QRect& area, QIcon::Mode mode, QIcon::State) override
    {
        const double size = std::min(area.width(), area.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setOpacity(mode == QIcon::Disabled ? 0.35 : 1);
        painter->translate(QRectF(area).center() - QPointF(size, size) / 2);
        painter->scale(size / 16, size / 16);
        painter->fillPath(outline(m_glyph), m_colour);
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new GlyphEngine(*this); }

private:
    Glyph m_glyph;
    QColor m_colour;
};

}

QIcon glyphIcon(Glyph glyph, const QColor& colour) { return QIcon(new GlyphEngine(glyph, colour)); }

} // namespace rnnscope
