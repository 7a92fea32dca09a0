#pragma once

#include <QColor>

namespace rnnscope {

/// The amount of light of a part of an sRGB colour, both 0 to 1 (IEC 61966-2-1).
double toLinear(double part);

/// The contrast of two colours, 1 to 21 (WCAG 2.2: relative luminances L, (L₁ + 0.05) / (L₂ +
/// 0.05)).
double contrast(const QColor& one, const QColor& other);

/// Black or white, whichever is read better on that ground: a contrast of 4.5 at least.
QColor inkOn(const QColor& ground);

} // namespace rnnscope
