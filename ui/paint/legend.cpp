#include "ui/paint/legend.h"

#include "ui/paint/formula.h"

#include <QFontMetricsF>

#include <algorithm>

namespace rnnscope {

namespace {

/// The parts of one key and how wide they are.
struct KeySize {
    double symbols, low, bar, high, gap;

    KeySize(const ScaleKey& key, const QFont& font)
    {
        const QFontMetricsF metrics(font);
        symbols = formulaSize(key.symbols, font).width();
        low = metrics.horizontalAdvance(endText(key.scale.low, key.scale));
        high = metrics.horizontalAdvance(endText(key.scale.high, key.scale));
        bar = 3 * metrics.ascent();
        gap = 0.4 * metrics.ascent();
    }
    double width() const { return symbols + low + bar + high + 4 * gap; }
};

void drawKey(QPainter& painter, QPointF origin, const ScaleKey& key, const QFont& font,
    const Palette& palette)
{
    const KeySize size(key, font);
    const double ascent = QFontMetricsF(font).ascent();
    painter.setPen(palette.text);
    drawFormula(painter, origin, key.symbols, font);
    origin.rx() += size.symbols + 2 * size.gap;
    painter.setFont(font);
    painter.setPen(palette.dim);
    painter.drawText(origin, endText(key.scale.low, key.scale));
    origin.rx() += size.low + size.gap;
    drawShades(painter, {origin.x(), origin.y() - 0.7 * ascent, size.bar, 0.6 * ascent}, key.scale,
        palette);
    origin.rx() += size.bar + size.gap;
    painter.setPen(palette.dim);
    painter.drawText(origin, endText(key.scale.high, key.scale));
}

/// The left ends of the base lines of the keys.
std::vector<QPointF> keyPlaces(
    const QRectF& area, const std::vector<ScaleKey>& keys, const QFont& font)
{
    const QFontMetricsF metrics(font);
    std::vector<QPointF> places(keys.size());
    QPointF origin(area.right(), area.bottom() - metrics.descent() - 1);
    for (size_t i = keys.size(); i-- > 0;) {
        const double width = KeySize(keys[i], font).width();
        if (origin.x() - width < area.left() && origin.x() < area.right())
            origin = {area.right(), origin.y() - metrics.height()};
        origin.rx() -= width;
        places[i] = origin;
        origin.rx() -= 1.5 * metrics.ascent();
    }
    return places;
}

}

double legendHeight(double width, const std::vector<ScaleKey>& keys, const QFont& font)
{
    const QRectF area(0, 0, width, 0);
    double top = 0;
    for (const QPointF& place : keyPlaces(area, keys, font))
        top = std::min(top, place.y());
    return QFontMetricsF(font).ascent() - top;
}

void drawLegend(QPainter& painter, const QRectF& area, const std::vector<ScaleKey>& keys,
    const QFont& font, const Palette& palette)
{
    const std::vector<QPointF> places = keyPlaces(area, keys, font);
    for (size_t i = 0; i < keys.size(); ++i)
        drawKey(painter, places[i], keys[i], font, palette);
}

} // namespace rnnscope
