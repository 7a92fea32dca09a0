#pragma once

#include "core/base/team.h"
#include "core/math/random.h"
#include "core/run/jacobian.h"
#include "core/run/singular.h"

namespace rnnscope {

/// J_T ⋯ J_{k+1} of one layer, from T back, transposed: states × columns. Its size is carried
/// beside it as a logarithm, so nothing is lost to the range of a number.
///
/// It begins with every column and narrows with the lag: the columns are turned so that the longest
/// come first, and those that no longer count for σ_max, as it hangs on their squares, are left
/// out. Two random sums of them stay and show whether they come to count again, as when a gate
/// shuts what was largest. If so, everything is done once more without narrowing.
class Product {
public:
    /// @param end the place of T in the reading
    /// @param threads 0: as many as pay. The answer is the same, bit for bit
    Product(const Reading& reading, Index end, int threads);

    /// log σ_max at lags 1, 2, …, as many as `logs` has places after its first. Incomplete when
    /// cancelled.
    void norms(std::span<double> logs, Watch& watch);

private:
    static constexpr Index most = 8; ///< steps done together, between two looks at the size

    struct Step {
        StepJacobian jacobian;
        Real scale = 1; ///< brings the size of J to 1
        Matrix product; ///< after this step
        LargestSingular<Real> singular = {};
        double largest = 0; ///< its σ_max
    };

    void read(int member, const Watch& watch);
    void multiply(int member, const Watch& watch);
    void measure(int member, const Watch& watch);
    void settle(std::span<double> logs, Watch& watch);
    void narrow();
    void widen();
    Index exact() const;
    bool counted() const;

    const Reading& m_reading;
    Index m_end;
    Team m_team;
    Matrix m_product;
    double m_log = 0;
    Index m_lag = 0; ///< steps that are in the product
    Index m_farthest = 0; ///< the most that ever were
    Index m_last = 0; ///< the largest lag
    Index m_count = 0; ///< steps of this round
    Index m_narrowAt = 16; ///< the lag from which on it is next turned
    bool m_narrowed = false; ///< whether the last columns stand for those left out
    bool m_wide = false; ///< whether it must not narrow
    Random m_random{1};
    std::vector<Step> m_steps;
};

} // namespace rnnscope
