#include "ui/paint/scale.h"

#include "ui/paint/contrast.h"
#include "ui/paint/text.h"

#include <QLinearGradient>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace rnnscope {

namespace {

/// An odd number of shades, so that the middle one is exactly zero.
constexpr int shades = 511;
using Ramp = std::array<QRgb, shades>;

/// The inverse of toLinear().
double toGamma(double l)
{
    l = std::clamp(l, 0.0, 1.0);
    return l <= 0.0031308 ? 12.92 * l : 1.055 * std::pow(l, 1 / 2.4) - 0.055;
}

/// A colour in Oklab (Ottosson 2020), where equal distances look equal.
Eigen::Vector3d toOklab(const QColor& colour)
{
    const double r = toLinear(colour.redF());
    const double g = toLinear(colour.greenF());
    const double b = toLinear(colour.blueF());
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

QRgb fromOklab(const Eigen::Vector3d& lab)
{
    const double l = std::pow(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2], 3);
    const double m = std::pow(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2], 3);
    const double s = std::pow(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2], 3);
    const auto byte = [](double linear) { return qRound(255 * toGamma(linear)); };
    return qRgb(byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        byte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

/// Fills shades [first, last] evenly between two colours, ends included.
void blend(Ramp& ramp, int first, int last, const QColor& from, const QColor& to)
{
    const Eigen::Vector3d a = toOklab(from);
    const Eigen::Vector3d b = toOklab(to);
    for (int i = first; i <= last; ++i)
        ramp[static_cast<size_t>(i)]
            = fromOklab(a + (b - a) * (static_cast<double>(i - first) / (last - first)));
}

Ramp makeRamp(const Palette& palette, bool symmetric)
{
    Ramp ramp;
    if (symmetric) {
        blend(ramp, 0, shades / 2, palette.negative, palette.zero);
        blend(ramp, shades / 2, shades - 1, palette.zero, palette.positive);
    } else {
        blend(ramp, 0, shades - 1, palette.gateLow, palette.gateHigh);
    }
    return ramp;
}

/// The shades of a scale, made once for each palette.
const Ramp& rampOf(const Scale& scale, const Palette& colours)
{
    using Ramps = std::array<Ramp, 2>; ///< of [0, 1], and symmetric
    static const auto ramps = [] {
        std::map<const Palette*, Ramps> all;
        for (const Theme theme : {Theme::Light, Theme::Dark})
            for (const Scheme scheme : {Scheme::Standard, Scheme::Strong}) {
                const Palette& one = palette(theme, scheme);
                all[&one] = {makeRamp(one, false), makeRamp(one, true)};
            }
        return all;
    }();
    return ramps.at(&palette(colours.theme, colours.scheme))[scale.symmetric()];
}

/// From values to shades, prepared once for many values.
class Shader {
public:
    Shader(const Scale& scale, const Palette& palette)
        : m_ramp(rampOf(scale, palette))
        , m_low(scale.low)
        , m_factor((shades - 1) / (scale.high - scale.low))
    {
    }

    /// Transparent where there is no number.
    QRgb operator()(double value) const
    {
        if (std::isnan(value))
            return qRgba(0, 0, 0, 0);
        const double place = std::clamp((value - m_low) * m_factor, 0.0, shades - 1.0);
        return m_ramp[static_cast<size_t>(place + 0.5)];
    }

private:
    const Ramp& m_ramp;
    double m_low;
    double m_factor;
};

}

QString endText(double value, const Scale& scale)
{
    const QString sign = !scale.clipped ? QString()
        : value > 0                     ? QStringLiteral("≥ ")
                                        : QStringLiteral("≤ ");
    return sign + plainNumber(value);
}

QRgb Scale::colour(double value, const Palette& palette) const
{
    return Shader(*this, palette)(value);
}

Scale scaleOf(const Track& track, const Eigen::Ref<const Matrix>& values)
{
    if (std::isfinite(track.low) && std::isfinite(track.high))
        return {track.low, track.high};
    constexpr double end = 1e30; // nearly all are infinite
    for (double decade = 1; decade < end; decade *= 10)
        for (const double limit : {decade, 2 * decade, 5 * decade}) {
            const Index beyond = (values.array().abs() > static_cast<Real>(limit)).count();
            if (5 * beyond <= values.size())
                return {-limit, limit, beyond > 0};
        }
    return {-end, end, true};
}

Scale roundScale(std::span<const double> numbers)
{
    std::vector<double> sizes;
    for (const double number : numbers)
        if (std::isfinite(number))
            sizes.push_back(std::abs(number));
    if (sizes.empty())
        return {-1, 1};
    const auto last = sizes.begin() + std::ptrdiff_t((sizes.size() - 1) * 99 / 100);
    std::nth_element(sizes.begin(), last, sizes.end());
    const double most = *std::max_element(last, sizes.end());
    if (most == 0)
        return {-1, 1};
    const double decade = std::pow(10, std::floor(std::log10(*last > 0 ? *last : most)));
    double limit = 10 * decade;
    for (const double round : {5, 2, 1})
        if (round * decade >= *last)
            limit = round * decade;
    return {-limit, limit, most > limit};
}

void drawScale(QPainter& painter, const QRectF& area, const Scale& scale, const Palette& palette)
{
    const QRectF bar(area.left(), area.top(), 8, area.height());
    const Shader shader(scale, palette);
    QImage image(1, shades, QImage::Format_ARGB32_Premultiplied);
    for (int i = 0; i < shades; ++i)
        image.setPixel(0, i, shader(scale.high + (scale.low - scale.high) * i / (shades - 1)));
    painter.drawImage(bar, image);
    painter.setPen(palette.border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar);

    painter.setPen(palette.dim);
    const double line = painter.fontMetrics().height();
    const double step = (area.height() - line) / 2;
    QRectF place(bar.right() + 6, area.top(), area.right() - bar.right() - 6, line);
    for (const QString& text : {endText(scale.high, scale),
             plainNumber((scale.high + scale.low) / 2), endText(scale.low, scale)}) {
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
        place.translate(0, step);
    }
}

void drawShades(QPainter& painter, const QRectF& bar, const Scale& scale, const Palette& palette)
{
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    constexpr int stops = 16; // even: the middle one is exactly zero
    for (int stop = 0; stop <= stops; ++stop) {
        const double part = static_cast<double>(stop) / stops;
        const double value = scale.low + part * (scale.high - scale.low);
        gradient.setColorAt(part, QColor::fromRgb(scale.colour(value, palette)));
    }
    painter.setBrush(gradient);
    painter.setPen(QPen(palette.border, 1));
    painter.drawRect(bar);
    painter.setBrush(Qt::NoBrush);
}

QImage heatImage(const Matrix& values, const std::vector<int>& order, Index first, Index count,
    const Scale& scale, const Palette& palette)
{
    const int rows = static_cast<int>(order.size());
    QImage image(static_cast<int>(count), rows, QImage::Format_ARGB32_Premultiplied);
    const Shader shader(scale, palette);
    for (int row = 0; row < rows; ++row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
        const Index unit = order[static_cast<size_t>(row)];
        for (Index column = 0; column < count; ++column)
            line[column] = shader(values(unit, first + column));
    }
    return image;
}

QImage stripImage(const Vector& column, const Scale& scale, int rows, const Palette& palette)
{
    const int units = static_cast<int>(column.size());
    const int columns = (units + rows - 1) / rows;
    QImage image(columns, rows, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const Shader shader(scale, palette);
    for (int unit = 0; unit < units; ++unit)
        image.setPixel(unit % columns, unit / columns, shader(column[unit]));
    return image;
}

void drawCells(QPainter& painter, const QRectF& area, QImage image)
{
    const int room = std::max(1, qRound(area.width()));
    if (image.width() > room)
        image = image.scaled(room, image.height(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    painter.drawImage(area, image);
}

void drawStrip(QPainter& painter, const QRectF& area, const Vector& column, const Scale& scale,
    int rows, const Palette& palette)
{
    drawCells(painter, area, stripImage(column, scale, rows, palette));
}

} // namespace rnnscope
