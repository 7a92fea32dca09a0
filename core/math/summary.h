#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace rnnscope {

/// Figures of many numbers, which come in parts. Those that are finite make minimum, maximum, mean
/// and deviation; all are 0 where there are none.
struct Summary {
    int64_t count = 0; ///< of all numbers
    int64_t zeros = 0;
    int64_t nan = 0; ///< no numbers
    int64_t infinite = 0;
    double min = 0, max = 0, mean = 0;

    int64_t finite() const { return count - nan - infinite; }
    /// The standard deviation of all numbers, not of a sample: over their count.
    double std() const;

    void add(std::span<const double> numbers);

private:
    void addFinite(double number);

    double m_squares = 0; ///< Σ (x − mean)², by Welford's update: no cancellation
};

/// How many finite numbers fall into each of equally wide bins from `low` to `high`; those at
/// `high` into the last one. Where both are the same, all are in the middle one.
struct Histogram {
    double low = 0, high = 0;
    std::vector<int64_t> counts;

    Histogram() = default;
    Histogram(double from, double to, size_t bins)
        : low(from)
        , high(to)
        , counts(bins)
    {
    }

    /// Counts those of the numbers that lie between `low` and `high`.
    void add(std::span<const double> numbers);
    /// Where bin `bin` begins, and the one before it ends.
    double edge(size_t bin) const;
    int64_t highest() const;
};

} // namespace rnnscope
