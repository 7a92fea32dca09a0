#include "ui/paint/legendpart.h"

namespace rnnscope {

namespace {

constexpr double bar = 50, mark = 11, gap = 5, apart = 14; // pixels

/// What stands before the bar of a scale.
QString lowText(const LegendPart& part)
{
    const QString low = endText(part.scale->low, *part.scale);
    return part.text.isEmpty() ? low : part.text + QStringLiteral("  ") + low;
}

void drawWords(QPainter& painter, QPointF left, const QString& text, const Palette& palette)
{
    painter.setPen(palette.dim);
    painter.drawText(left + QPointF(0, QFontMetricsF(painter.font()).ascent() / 2 - 1), text);
}

}

double LegendPart::width(const QFont& font) const
{
    const QFontMetricsF metrics(font);
    if (scale)
        return metrics.horizontalAdvance(lowText(*this)) + gap + bar + gap
            + metrics.horizontalAdvance(endText(scale->high, *scale));
    return (sign ? mark + gap : 0) + metrics.horizontalAdvance(text);
}

void LegendPart::draw(QPainter& painter, QPointF left, const Palette& palette) const
{
    if (sign) {
        drawToken(painter, {left.x(), left.y() - mark / 2, mark, mark}, {}, palette.output, *sign,
            palette);
        left.rx() += mark + gap;
    }
    if (!scale) {
        drawWords(painter, left, text, palette);
        return;
    }
    drawWords(painter, left, lowText(*this), palette);
    left.rx() += QFontMetricsF(painter.font()).horizontalAdvance(lowText(*this)) + gap;
    drawShades(painter, {left.x() - 0.5, left.y() - 4.5, bar + 1, 9}, *scale, palette);
    drawWords(painter, left + QPointF(bar + gap, 0), endText(scale->high, *scale), palette);
}

double widthOf(std::span<const LegendPart> parts, const QFont& font)
{
    double width = 0;
    for (const LegendPart& part : parts)
        width += part.width(font) + (&part == &parts.front() ? 0 : apart);
    return width;
}

void drawParts(
    QPainter& painter, QPointF left, std::span<const LegendPart> parts, const Palette& palette)
{
    for (const LegendPart& part : parts) {
        part.draw(painter, left, palette);
        left.rx() += part.width(painter.font()) + apart;
    }
}

} // namespace rnnscope
