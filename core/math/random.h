#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>

namespace rnnscope {

/// Random numbers that depend on the seed alone: the bits come from mt19937_64, which the standard
/// fixes; the mappings are ours, because standard libraries differ in theirs.
class Random {
public:
    explicit Random(std::uint64_t seed)
        : m_bits(seed)
    {
    }

    /// Uniform in [0, 1), 53 random bits.
    double uniform() { return static_cast<double>(m_bits() >> 11) * 0x1p-53; }
    /// Uniform in [low, high).
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// A whole number in {0, …, bound − 1}, each equally likely to within 2⁻⁵³ · bound.
    int below(int bound) { return static_cast<int>(uniform() * bound); }
    /// Standard normal, by Box and Muller; one of the pair is used.
    double normal()
    {
        const double radius = std::sqrt(-2 * std::log(1 - uniform()));
        return radius * std::cos(2 * std::numbers::pi * uniform());
    }

private:
    std::mt19937_64 m_bits;
};

} // namespace rnnscope
