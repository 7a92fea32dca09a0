#include "ui/paint/outputlanes.h"

#include "ui/paint/text.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rnnscope {

QRectF OutputLanes::laneOf(Index output) const
{
    const double height = axis.area.height() / static_cast<double>(outputs);
    return {axis.area.left(), axis.area.top() + height * static_cast<double>(output),
        axis.area.width(), height};
}

double OutputLanes::yOf(Index output, double value) const
{
    const QRectF lane = laneOf(output).adjusted(0, 3, 0, -3);
    const double part
        = (std::clamp(value, range.low, range.high) - range.low) / (range.high - range.low);
    return lane.bottom() - part * lane.height();
}

namespace {

void drawLine(QPainter& painter, const OutputLanes& lanes, Index output, const Matrix& values)
{
    QPainterPath path;
    bool begun = false;
    for (Index step = lanes.axis.first; step < lanes.axis.first + lanes.axis.count; ++step) {
        const double value = values(output, step);
        const bool finite = std::isfinite(value);
        const QPointF place(
            lanes.axis.xOf(static_cast<double>(step) + 0.5), finite ? lanes.yOf(output, value) : 0);
        if (finite && !begun)
            path.addEllipse(place, 0.8, 0.8); // a single number is seen too
        if (finite)
            begun ? path.lineTo(place) : path.moveTo(place);
        begun = finite;
    }
    painter.drawPath(path);
}

void drawCurves(QPainter& painter, const OutputLanes& lanes, const Matrix& values,
    const Matrix& goals, const Palette& palette)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (Index output = 0; output < lanes.outputs; ++output) {
        painter.setPen(QPen(palette.output, 1.8));
        drawLine(painter, lanes, output, values);
        painter.setPen(QPen(palette.text, 1.4, Qt::DashLine));
        if (goals.rows() > output)
            drawLine(painter, lanes, output, goals);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

}

void drawOutputs(QPainter& painter, const OutputLanes& lanes, const Matrix& values,
    const Matrix& goals, const Palette& palette)
{
    if (!lanes.asCurves()) {
        std::vector<int> order(static_cast<size_t>(lanes.outputs));
        std::iota(order.begin(), order.end(), 0);
        const QImage image
            = heatImage(values, order, lanes.axis.first, lanes.axis.count, lanes.range, palette);
        const QSize most = lanes.axis.area.size().toSize().expandedTo({1, 1})
            * painter.device()->devicePixelRatioF();
        painter.drawImage(lanes.axis.area,
            image.scaled(
                image.size().boundedTo(most), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
        return;
    }
    for (Index output = 0; output < lanes.outputs; ++output)
        for (const double value : {lanes.range.low, 0.0, lanes.range.high}) {
            const double y = std::round(lanes.yOf(output, value)) + 0.5;
            painter.setPen(value == 0 ? palette.border : palette.faint);
            painter.drawLine(
                QPointF(lanes.axis.area.left(), y), QPointF(lanes.axis.area.right(), y));
        }
    drawCurves(painter, lanes, values, goals, palette);
}

} // namespace rnnscope
