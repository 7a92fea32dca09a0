#include "ui/paint/contrast.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

double luminance(const QColor& colour)
{
    return 0.2126 * toLinear(colour.redF()) + 0.7152 * toLinear(colour.greenF())
        + 0.0722 * toLinear(colour.blueF());
}

}

double toLinear(double part)
{
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
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
