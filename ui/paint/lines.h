#pragma once

#include "ui/paint/chart.h"

namespace rnnscope {

/// A curve over lags or steps, the first number at the chart's left side or as many places right of
/// it as said. Numbers are as the chart has them: log10 of the quantity on a logarithmic axis.
struct PlotLine {
    QString label;
    QPen pen;
    bool strong = true; ///< whether the label is bold
    std::vector<double> values; ///< not finite: a gap
    std::vector<double> low = {}, high = {}; ///< what several seeds came to; empty: only one
    bool dots = false; ///< whether each number is a dot too
};

/// What is said of a part of the field, in one of its corners. Labels of lines keep clear of it.
struct FieldWords {
    QString text;
    std::vector<Qt::Alignment> corners; ///< the preferred first
};

/// "10⁻⁸"
QString powerText(int exponent);
/// "1.23·10⁻⁴", or "0".
QString scientific(double value);

/// The field inside of a frame for drawDecades() or drawAxes(), with a line of text below the
/// numbers and `right` pixels for labels.
QRectF fieldOf(const QRectF& frame, const QFont& font, double right = 10);

/// As drawAxes() with a vertical axis of decades: the chart's numbers are log10 of what it says.
void drawDecades(QPainter& painter, const Chart& chart, const QString& across, const QString& up,
    const Palette& palette);

/// Bands first, the curves over them, each named where there is room beside it.
/// @param first place of the first number on the chart's axis
void drawLines(QPainter& painter, const Chart& chart, std::span<const PlotLine> lines, double first,
    const Palette& palette, std::span<const FieldWords> words = {});

/// Marks what lies below a number of the vertical axis, in words.
void drawLost(QPainter& painter, const Chart& chart, double below, const QString& words,
    const Palette& palette);

/// The whole decades around all finite numbers of the lines, at least two; −1 to 1 where there are
/// none.
std::pair<double, double> decadesOf(std::span<const PlotLine> lines);

/// Zero and all finite numbers of the lines, with some room at both ends; −1 to 1 where all are
/// zero.
std::pair<double, double> zeroedOf(std::span<const PlotLine> lines);

} // namespace rnnscope
