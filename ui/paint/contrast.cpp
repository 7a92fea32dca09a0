#include "ui/paint/contrast.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

double luminance(const QColor& colour)
{
    const auto linear
        = [](double s) { return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

}

double contrast(const QColor& one, const QColor& other)
{
    const double first = luminance(one), second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor inkOn(const QColor& ground)
{
    static const double middle = std::sqrt(1.05 * 0.05) - 0.05; // as far from black as from white
    return luminance(ground) >= middle ? Qt::black : Qt::white;
}

} // namespace rnnscope
