#pragma once

#include <QColor>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rnnscope {

/// How colours are seen.
enum class Vision { Normal, Protanopia, Deuteranopia };

/// Red, green and blue in light, each from 0 to 1 (IEC 61966-2-1, sRGB).
inline Eigen::Vector3d linear(const QColor& colour)
{
    const auto light
        = [](double s) { return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4); };
    return {light(colour.redF()), light(colour.greenF()), light(colour.blueF())};
}

/// Light as it looks to someone of that vision; severity 1 of Machado, Oliveira and Fernandes, “A
/// Physiologically-based Model for Simulation of Color Vision Deficiency” (2009).
inline Eigen::Vector3d seen(const Eigen::Vector3d& light, Vision vision)
{
    const auto clamped
        = [](const Eigen::Vector3d& all) { return Eigen::Vector3d(all.cwiseMax(0).cwiseMin(1)); };
    if (vision == Vision::Protanopia)
        return clamped(Eigen::Matrix3d{{0.152286, 1.052583, -0.204868},
                           {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}
            * light);
    if (vision == Vision::Deuteranopia)
        return clamped(Eigen::Matrix3d{{0.367322, 0.860646, -0.227968},
                           {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}
            * light);
    return light;
}

/// CIE L*a*b* (D65) of light.
inline Eigen::Vector3d toLab(const Eigen::Vector3d& light)
{
    const Eigen::Matrix3d xyz{{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750},
        {0.0193339, 0.1191920, 0.9503041}};
    const Eigen::Vector3d white(0.95047, 1, 1.08883);
    const Eigen::Vector3d f = (xyz * light).cwiseQuotient(white).unaryExpr([](double t) {
        return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    });
    return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

/// CIEDE2000 between two colours in L*a*b*, as in Sharma, Wu and Dalal (2005). About 2 is just seen
/// between large areas; colours that are named alike are mostly within 10.
inline double ciede(const Eigen::Vector3d& first, const Eigen::Vector3d& second)
{
    constexpr double degree = std::numbers::pi / 180;
    const auto grey = [](double chroma) {
        const double power = std::pow(chroma, 7);
        return std::sqrt(power / (power + std::pow(25.0, 7)));
    };
    const double mean = (std::hypot(first[1], first[2]) + std::hypot(second[1], second[2])) / 2;
    const double stretch = 1 + 0.5 * (1 - grey(mean));
    const auto chroma = [&](auto& lab) { return std::hypot(stretch * lab[1], lab[2]); };
    const auto hue = [&](auto& lab) {
        const double angle = std::atan2(lab[2], stretch * lab[1]) / degree;
        return angle < 0 ? angle + 360 : angle;
    };
    const double c = chroma(first), d = chroma(second), h = hue(first), k = hue(second);
    const bool coloured = c * d > 0;
    double turn = coloured ? k - h : 0, middle = coloured ? (h + k) / 2 : h + k;
    if (coloured && std::abs(k - h) > 180) {
        turn += turn > 0 ? -360 : 360;
        middle += h + k < 360 ? 180 : -180;
    }
    const auto cosine = [&](double angle) { return std::cos(angle * degree); };
    const double t = 1 - 0.17 * cosine(middle - 30) + 0.24 * cosine(2 * middle)
        + 0.32 * cosine(3 * middle + 6) - 0.2 * cosine(4 * middle - 63);
    const double l = std::pow((first[0] + second[0]) / 2 - 50, 2), m = (c + d) / 2;
    const double lightness = (second[0] - first[0]) / (1 + 0.015 * l / std::sqrt(20 + l));
    const double colour = (d - c) / (1 + 0.045 * m);
    const double shade = 2 * std::sqrt(c * d) * std::sin(turn / 2 * degree) / (1 + 0.015 * m * t);
    const double rotation
        = -2 * grey(m) * std::sin(60 * degree * std::exp(-std::pow((middle - 275) / 25, 2)));
    return std::sqrt(
        lightness * lightness + colour * colour + shade * shade + rotation * colour * shade);
}

/// How far two colours look from each other.
inline double distance(const QColor& first, const QColor& second, Vision vision = Vision::Normal)
{
    return ciede(toLab(seen(linear(first), vision)), toLab(seen(linear(second), vision)));
}

/// The contrast ratio of WCAG 2.1, from 1 to 21.
inline double contrastRatio(const QColor& first, const QColor& second)
{
    const auto luminance = [](const QColor& colour) {
        return Eigen::Vector3d(0.2126, 0.7152, 0.0722).dot(linear(colour)) + 0.05;
    };
    const double one = luminance(first), other = luminance(second);
    return std::max(one, other) / std::min(one, other);
}

} // namespace rnnscope
