#include "core/math/summary.h"

#include <algorithm>
#include <cmath>

namespace rnnscope {

double Summary::std() const
{
    return finite() > 0 ? std::sqrt(m_squares / static_cast<double>(finite())) : 0;
}

void Summary::addFinite(double number)
{
    const int64_t before = finite();
    min = before == 0 ? number : std::min(min, number);
    max = before == 0 ? number : std::max(max, number);
    const double from = number - mean;
    mean += from / static_cast<double>(before + 1);
    m_squares += from * (number - mean);
}

void Summary::add(std::span<const double> numbers)
{
    for (const double number : numbers) {
        zeros += number == 0;
        if (std::isfinite(number))
            addFinite(number);
        else
            ++(std::isnan(number) ? nan : infinite);
        ++count;
    }
}

void Histogram::add(std::span<const double> numbers)
{
    const auto bins = static_cast<double>(counts.size());
    // Halves, because the whole width of the range of double is none.
    const double half = high / 2 - low / 2;
    for (const double number : numbers) {
        if (!(number >= low && number <= high))
            continue;
        const double part = half > 0 ? (number / 2 - low / 2) / half : 0.5;
        const double bin = std::min(std::floor(part * bins), bins - 1);
        ++counts[static_cast<size_t>(bin)];
    }
}

double Histogram::edge(size_t bin) const
{
    const double part = static_cast<double>(bin) / static_cast<double>(counts.size());
    return low * (1 - part) + high * part;
}

int64_t Histogram::highest() const
{
    return counts.empty() ? 0 : *std::ranges::max_element(counts);
}

} // namespace rnnscope
