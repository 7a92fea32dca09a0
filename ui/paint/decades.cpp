#include "ui/paint/decades.h"

#include "ui/paint/lines.h"
#include "ui/paint/scale.h"
#include "ui/paint/text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rnnscope {

namespace {

constexpr int shades = 256;
constexpr double palest = 0.07; ///< of the ramp: the low end is to be told from an empty place
constexpr double barWidth = 8;
constexpr double barGap = 6; ///< between the bar and its numbers

/// Colours from the low end to the high one.
std::vector<QRgb> rampOf(const Palette& palette)
{
    const Scale unit{0, 1};
    std::vector<QRgb> ramp;
    for (int i = 0; i < shades; ++i)
        ramp.push_back(unit.colour(palest + (1 - palest) * i / (shades - 1), palette));
    return ramp;
}

/// Which of the colours is that of a positive number.
size_t shadeOf(double number, const DecadeScale& scale)
{
    const double part = (std::log10(number) - scale.low) / (scale.high - scale.low);
    return static_cast<size_t>(std::clamp(part, 0.0, 1.0) * (shades - 1) + 0.5);
}

QString labelOf(int power, const DecadeScale& scale)
{
    const QString text = power == 0 ? QStringLiteral("1") : powerText(power);
    return scale.clipped && power == scale.low ? QStringLiteral("≤ ") + text : text;
}

}

QRgb DecadeScale::colour(double number, const Palette& palette) const
{
    return rampOf(palette)[shadeOf(number, *this)];
}

std::vector<double> rowFloors(const Eigen::Ref<const Eigen::MatrixXd>& numbers, double part)
{
    std::vector<double> floors(static_cast<size_t>(numbers.rows()), 0.0);
    for (Index column = 0; column < numbers.cols(); ++column)
        for (Index row = 0; row < numbers.rows(); ++row)
            if (const double number = numbers(row, column); std::isfinite(number)) {
                double& peak = floors[static_cast<size_t>(row)];
                peak = std::max(peak, number);
            }
    for (double& floor : floors)
        floor = floor > 0 ? part * floor : std::numeric_limits<double>::quiet_NaN();
    return floors;
}

DecadeScale decadeScaleOf(
    const Eigen::Ref<const Eigen::MatrixXd>& numbers, const std::vector<double>& floors)
{
    constexpr int most = 16;
    double least = std::numeric_limits<double>::infinity(), largest = 0;
    for (Index column = 0; column < numbers.cols(); ++column)
        for (Index row = 0; row < numbers.rows(); ++row)
            if (const double number = numbers(row, column);
                number > 0 && std::isfinite(number) && number >= floors[static_cast<size_t>(row)]) {
                least = std::min(least, number);
                largest = std::max(largest, number);
            }
    if (largest == 0)
        return {};
    const int high = static_cast<int>(std::ceil(std::log10(largest)));
    const int low = static_cast<int>(std::floor(std::log10(least)));
    return {std::clamp(low, high - most, high - 2), high, low < high - most};
}

DecadeScale widened(const DecadeScale& one, const DecadeScale& other)
{
    const int low = std::min(one.low, other.low);
    return {low, std::max(one.high, other.high),
        (one.clipped && low == one.low) || (other.clipped && low == other.low)};
}

QImage decadeImage(const Eigen::Ref<const Eigen::MatrixXd>& numbers,
    const std::vector<double>& floors, const std::vector<int>& order, const DecadeScale& scale,
    const Palette& palette)
{
    const auto ramp = rampOf(palette);
    const QRgb lost = palette.lost.rgb();
    const auto columns = static_cast<int>(numbers.cols());
    QImage image(columns, static_cast<int>(order.size()), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    for (int line = 0; line < image.height(); ++line) {
        const int row = order[static_cast<size_t>(line)];
        const double floor = floors[static_cast<size_t>(row)];
        auto* pixels = reinterpret_cast<QRgb*>(image.scanLine(line));
        for (int column = 0; column < columns && !std::isnan(floor); ++column)
            if (const double number = numbers(row, column); std::isfinite(number))
                pixels[column] = number < floor ? lost : ramp[shadeOf(number, scale)];
    }
    return image;
}

double decadeScaleWidth(const QFont& font)
{
    return barWidth + barGap + QFontMetricsF(font).horizontalAdvance(QStringLiteral("≤ 10⁻¹⁶"));
}

void drawDecadeScale(QPainter& painter, const QRectF& area, const DecadeScale& scale,
    const QString& lost, const Palette& palette)
{
    const double line = painter.fontMetrics().height();
    const QRectF bar(area.left(), area.top(), barWidth, area.height() - line - 4);
    const QRectF end(area.left(), area.bottom() - line + 3, barWidth, line - 3);
    const auto ramp = rampOf(palette);
    QImage image(1, shades, QImage::Format_RGB32);
    for (int i = 0; i < shades; ++i)
        image.setPixel(0, i, ramp[static_cast<size_t>(shades - 1 - i)]);
    painter.drawImage(bar, image);
    painter.fillRect(end, palette.lost);
    painter.setPen(palette.border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar);
    painter.drawRect(end);

    painter.setPen(palette.dim);
    const double left = bar.right() + barGap, width = area.right() - left;
    const double pitch = (bar.height() - line) / (scale.high - scale.low); // of a power
    const int apart = roundAbove(1.1 * line / std::max(pitch, 0.1));
    for (int power = scale.high; power >= scale.low; power -= apart)
        painter.drawText(QRectF(left, bar.top() + (scale.high - power) * pitch, width, line),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, labelOf(power, scale));
    const QRectF name(left, end.center().y() - line / 2, width, line);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(lost, Qt::ElideRight, qCeil(width)));
}

} // namespace rnnscope
