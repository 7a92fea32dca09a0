#include "ui/paint/cellvalve.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

/// The least size in pixels at which shutters can be told apart.
constexpr double leastWidth = 2, leastHeight = 4;

double openingOf(const Valve& valve, int unit)
{
    return valve.part * std::clamp(static_cast<double>(valve.opening[unit]), 0.0, 1.0);
}

/// Places too small for shutters: each is shaded as it looks from afar.
void drawShades(
    QPainter& painter, const QRectF& area, const Valve& valve, int rows, const Palette& palette)
{
    QImage image = stripImage(valve.entering, valve.scale, rows, palette);
    for (int unit = 0; unit < static_cast<int>(valve.entering.size()); ++unit) {
        const QPoint place(unit % image.width(), unit / image.width());
        image.setPixelColor(
            place, mix(image.pixelColor(place), palette.shutter, openingOf(valve, unit)));
    }
    drawCells(painter, area, image);
}

}

void drawValve(
    QPainter& painter, const QRectF& area, const Valve& valve, int rows, const Palette& palette)
{
    const auto units = static_cast<int>(valve.entering.size());
    const int columns = (units + rows - 1) / rows;
    const QSizeF cell(area.width() / columns, area.height() / rows);
    if (cell.width() < leastWidth || cell.height() < leastHeight) {
        drawShades(painter, area, valve, rows, palette);
        return;
    }
    painter.fillRect(area, palette.shutter);
    for (int unit = 0; unit < units; ++unit) {
        const double open = openingOf(valve, unit) * cell.height();
        const double left = std::round(area.left() + unit % columns * cell.width());
        const double right = std::round(area.left() + (unit % columns + 1) * cell.width());
        const double top = area.top() + unit / columns * cell.height() + (cell.height() - open) / 2;
        painter.fillRect(QRectF(left, top, right - left, open),
            QColor::fromRgb(valve.scale.colour(valve.entering[unit], palette)));
    }
}

} // namespace rnnscope
