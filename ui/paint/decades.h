#pragma once

#include "core/math/real.h"
#include "ui/paint/palette.h"

#include <QImage>
#include <QPainter>

#include <vector>

namespace rnnscope {

/// A map from positive numbers to colours, by their power of ten: pale to strong from 10^low to
/// 10^high. Numbers outside are drawn as the nearest end.
struct DecadeScale {
    int low = -2;
    int high = 0;
    bool clipped = false; ///< some numbers lie below; the number at the end says so

    bool operator==(const DecadeScale&) const = default;
    QRgb colour(double number, const Palette& palette) const;
};

/// The least number of each row that is not lost beside its row's largest: `part` of that. NaN
/// where a row has no positive finite number.
std::vector<double> rowFloors(const Eigen::Ref<const Eigen::MatrixXd>& numbers, double part);

/// The whole decades around all numbers that are finite and not lost, at least two of them; at most
/// 16 below the largest, or few extreme ones would pale the rest.
DecadeScale decadeScaleOf(
    const Eigen::Ref<const Eigen::MatrixXd>& numbers, const std::vector<double>& floors);

/// The scale that holds both.
DecadeScale widened(const DecadeScale& one, const DecadeScale& other);

/// One pixel a number, rows in `order` (top first). Lost ones in the palette's tone for that;
/// transparent where there is no finite number, or none in the row.
QImage decadeImage(const Eigen::Ref<const Eigen::MatrixXd>& numbers,
    const std::vector<double>& floors, const std::vector<int>& order, const DecadeScale& scale,
    const Palette& palette);

/// The width of the scale beside a picture, in pixels.
double decadeScaleWidth(const QFont& font);
/// Draws the scale as a bar with its powers of ten, high above low, and below it the tone of what
/// is lost with its name.
void drawDecadeScale(QPainter& painter, const QRectF& area, const DecadeScale& scale,
    const QString& lost, const Palette& palette);

} // namespace rnnscope
