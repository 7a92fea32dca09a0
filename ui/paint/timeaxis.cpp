#include "ui/paint/timeaxis.h"

#include "ui/paint/text.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

double TimeAxis::xOf(double position) const
{
    return area.left() + (position - static_cast<double>(first)) * pitch();
}

int TimeAxis::stepAt(double x) const
{
    return static_cast<int>(first)
        + static_cast<int>(std::clamp(
            std::floor((x - area.left()) / pitch()), 0.0, static_cast<double>(count - 1)));
}

TimeAxis timeAxis(const QRectF& area, Index steps, Index step)
{
    const auto room = static_cast<Index>(std::max(1.0, area.width()));
    const Index count = steps <= 2 * room ? steps : room;
    const Index page = std::min(step, steps - 1) / count * count;
    return {area, std::min(page, steps - count), count};
}

void drawCursor(
    QPainter& painter, const TimeAxis& axis, double position, bool pales, const Palette& palette)
{
    const QRectF& area = axis.area;
    const double cursor = axis.xOf(position);
    QColor veil = palette.card;
    veil.setAlphaF(0.62F);
    if (pales)
        painter.fillRect(
            QRectF(QPointF(std::max(cursor, area.left()), area.top()), area.bottomRight()), veil);
    painter.fillRect(QRectF(cursor - 1, area.top() - 4, 2, area.height() + 8), palette.accent);
}

void drawStepNumbers(QPainter& painter, const TimeAxis& axis, const Palette& palette)
{
    const QFontMetricsF metrics(painter.font());
    const int first = static_cast<int>(axis.first);
    const int last = static_cast<int>(axis.first + axis.count);
    const double widest = metrics.horizontalAdvance(QString::number(last) + QStringLiteral("00"));
    const int every = roundAbove(widest / axis.pitch());
    painter.setPen(palette.dim);
    for (int step = first / every * every; step <= last; step += every) {
        const int number = step == 0 && every > 3 ? 1 : step;
        const QString text = QString::number(number);
        const double half = metrics.horizontalAdvance(text) / 2;
        const double middle = axis.xOf(number - 0.5);
        if (number > first && middle - half > axis.area.left() - 6)
            painter.drawText(
                QPointF(middle - half, axis.area.bottom() + 5 + metrics.ascent()), text);
    }
}

} // namespace rnnscope
