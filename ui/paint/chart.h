#pragma once

#include "core/math/summary.h"
#include "ui/paint/palette.h"

#include <QPainter>

#include <complex>
#include <span>
#include <vector>

namespace rnnscope {

/// A field with two linear axes. Texts are in the painter's font.
struct Chart {
    QRectF area; ///< of the field, in pixels
    double left = 0, right = 1; ///< values at its sides
    double bottom = 0, top = 1;
    bool counts = false; ///< only whole numbers mean something across: steps, lags, places

    QPointF at(double x, double y) const;
    /// The field inside of a frame that has its numbers and a line of text below.
    static QRectF fieldIn(const QRectF& frame, const QFont& font);
};

/// Round numbers from `low` to `high`, at most so many.
std::vector<double> ticksOf(double low, double high, int most);

/// Grid, numbers, frame, and what the axes are; a line stands at zero where it is in sight.
void drawAxes(QPainter& painter, const Chart& chart, const QString& across, const QString& up,
    const Palette& palette);

void drawBars(
    QPainter& painter, const Chart& chart, const Histogram& histogram, const QColor& colour);

/// A curve between the lowest and the highest number of every place; NaN is a gap.
void drawCurve(QPainter& painter, const Chart& chart, double step, std::span<const double> low,
    std::span<const double> high, const QPen& pen);

/// Dots on the complex plane with the unit circle; those outside it in another colour and form.
void drawEigenvalues(QPainter& painter, const Chart& chart,
    std::span<const std::complex<double>> values, const Palette& palette);

/// A dot on a stem for each number, the first at 0.
void drawStems(
    QPainter& painter, const Chart& chart, std::span<const double> values, const Palette& palette);

} // namespace rnnscope
