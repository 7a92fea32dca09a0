#pragma once

#include "core/run/backward.h"
#include "core/run/measure.h"

namespace rnnscope {

/// M4, whether learning sees the long range: which part of the gradient of U comes from which lag.
struct Shares {
    Measure measure;
    int layer = 0;
    std::vector<double> parts; ///< at lag 0, 1, …; sums to 1. May be negative: such a lag pulls
                               ///< against the rest
};

/// With a = U h_{k−1} + …, G_lag = Σ_t (∂L_t/∂a_k) h_{k−1}ᵀ over all loss steps t, where k, the
/// step at which U is used, is `lag` steps from t, and G = Σ_lag G_lag = ∂L/∂U:
///
///     share_lag = ⟨G_lag, G⟩_F / ‖G‖²_F = Σ_t (∂L_t/∂a_k)ᵀ v_k / ‖G‖²_F,  v_k = G h_{k−1}.
///
/// Rows of U that read something else than h_{k−1} (a GRU's candidate with the reset before it) are
/// counted with what they read. All zero where G is zero.
/// @param options those of the run, which is of one sequence
/// Fails only when cancelled.
Result<std::vector<Shares>> lagShares(const Model& model, const Sequence& sequence,
    const Trace& trace, Watch& watch, const RunOptions& options = {});

} // namespace rnnscope
