#pragma once

#include "core/run/forward.h"
#include "core/run/measure.h"

#include <optional>

namespace rnnscope {

/// A measure by lag, as natural logarithms: products of many steps leave what a number holds.
struct ByLag {
    Measure measure;
    int layer = 0;
    Index end = 0; ///< T, the step it is taken at
    std::vector<double> logs; ///< at lag 0, 1, …: how many steps k was read before T; −∞ for zero

    /// The measure itself, by lag: 0 or ∞ where that leaves what a double holds.
    std::vector<double> values() const;
};

/// M2, how much state k can still matter at T: σ_max(∂s_T/∂s_k) = ‖J_T ⋯ J_{k+1}‖₂, where s is the
/// layer's own state, h and below it c where there is one, and its inputs are fixed. σ_max of
/// the product is found to 1e-6 of itself in float, 1e-12 in double; rounding adds to that with the
/// lag.
/// @param run that of the trace, which is of one sequence
/// @param end T; without it, the step that the layer reads last
/// Fails only when cancelled.
Result<ByLag> influence(const Model& model, const Trace& trace, int layer, Watch& watch,
    const RunOptions& run = {}, std::optional<Index> end = {});

/// The same along the cell line only: the largest of |∏ ∂c_t/∂c_{t−1}| with every gate fixed, over
/// the units. No logs where the layer has no c.
Result<ByLag> lineInfluence(const Model& model, const Trace& trace, int layer, Watch& watch,
    const RunOptions& run = {}, std::optional<Index> end = {});

/// σ_min(∂s_T/∂s_k), as 1/σ_max of the product of the inverses, in double: an explicit product
/// loses it. Zero from the lag on at which a step cannot be inverted.
Result<ByLag> leastInfluence(const Model& model, const Trace& trace, int layer, Watch& watch,
    const RunOptions& run = {}, std::optional<Index> end = {});

} // namespace rnnscope
