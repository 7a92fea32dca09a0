#include "ui/paint/contrast.h"
#include "ui/paint/text.h"
#include "ui/view/proseview.h"

#include <algorithm>
#include <cmath>

// The picture of a text on colours; where things are and what the mouse does is in proseview.cpp.

namespace rnnscope {

namespace {

/// Ink for what is still to come: fainter, where it stays legible.
QColor fainterInk(const QColor& ground)
{
    constexpr double legible = 4.5, part = 0.7;
    const QColor ink = inkOn(ground), faint = mix(ink, ground, part);
    return contrast(faint, ground) >= legible ? faint : ink;
}

}

/// Those of the tokens that are in sight, with the corner of shown() as origin.
void ProseView::drawTokens(QPainter& painter, int first, int last) const
{
    constexpr double paler = 0.35;
    painter.setFont(m_type);
    const double above = (m_prose.line() - QFontMetricsF(m_type).height()) / 2;
    const auto [from, to] = m_prose.between(scrolled(), scrolled() + shown().height());
    const auto& ids = m_sequence->ids;
    const int read = readCount();
    for (int token = std::max(first, from); token < std::min(last, to); ++token) {
        const QRectF place = m_prose.place(token).translated(0, -scrolled());
        const bool future = token >= read;
        QColor ground = this->ground(token);
        if (future)
            ground = mix(ground, colours().card, paler);
        painter.fillRect(place.adjusted(0, 1, 0, -1), ground);
        painter.setPen(future ? fainterInk(ground) : inkOn(ground));
        if (ids.empty())
            painter.drawText(place, Qt::AlignCenter, QString::number(token + 1));
        else
            painter.drawStaticText(place.topLeft() + QPointF(padding, above),
                m_glyphs.at(ids[static_cast<size_t>(token)]).text);
    }
}

/// Draws what is in sight, or only what was read since.
void ProseView::updatePage()
{
    const double ratio = devicePixelRatioF();
    const int read = readCount();
    const bool anew = m_page.isNull() || m_page.devicePixelRatio() != ratio;
    if (anew) {
        m_page = QPixmap((shown().size() * ratio).toSize());
        m_page.setDevicePixelRatio(ratio);
        m_page.fill(colours().card);
    }
    QPainter painter(&m_page);
    if (anew) {
        drawTokens(painter, 0, m_steps);
    } else if (const auto [low, high] = std::minmax({read, m_pageRead}); low < high) {
        const auto [first, last] // whole lines, as letters reach over the edges of their places
            = m_prose.between(m_prose.place(low).top(), m_prose.place(high - 1).bottom());
        drawTokens(painter, first, last);
    }
    m_pageRead = read;
}

/// The frame of the current token.
void ProseView::drawFrame(QPainter& painter) const
{
    const QRectF place
        = m_prose.place(step()).translated(shown().topLeft() - QPointF(0, scrolled()));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours().accent, 2));
    painter.drawRect(place.adjusted(-1, 0, 1, 0)); // the letters beside it are read
}

/// Heading and scale.
void ProseView::drawStill(QPainter& painter) const
{
    const double top = drawHeading(painter, title(), remark());
    const QFont print = scaled(font(), smaller);
    painter.setFont(print);
    painter.drawText(QPointF(margin, top + QFontMetricsF(print).ascent()),
        QFontMetricsF(print).elidedText(hint(), Qt::ElideRight, width() - 2 * margin));
    painter.setRenderHint(QPainter::Antialiasing);
    const double most = std::min(area().height(), 160.0);
    drawLegend(painter, {shown().right() + 12, shown().top(), scaleWidth, most});
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void ProseView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().card);
    if (!ready()) {
        drawEmpty(painter, title(), emptyText());
        return;
    }
    drawStill(painter);
    updatePage();
    painter.drawPixmap(shown().topLeft(), m_page);
    painter.setClipRect(shown().adjusted(-5, -3, 5, 3));
    drawFrame(painter);
}

void ProseView::print(QPainter& painter)
{
    painter.fillRect(rect(), colours().card);
    painter.setFont(font());
    if (!ready()) {
        drawEmpty(painter, title(), emptyText());
        return;
    }
    drawStill(painter);
    painter.save();
    painter.translate(shown().topLeft());
    drawTokens(painter, 0, m_steps);
    painter.restore();
    painter.setClipRect(shown().adjusted(-5, -3, 5, 3));
    drawFrame(painter);
    painter.setClipping(false);
}

} // namespace rnnscope
