#pragma once

#include "core/run/forward.h"
#include "core/run/measure.h"

namespace rnnscope {

/// M5, the rates at which changes of a layer's state grow or fade.
struct Exponents {
    Measure measure;
    int layer = 0;
    std::vector<double> rates; ///< λ_1, λ_2, …: natural logarithm a step; −∞ where all is lost
};

/// The leading Lyapunov exponents of a layer over the sequence, its inputs fixed:
/// λ_i = (1/T) Σ_t log R_ii of J_t Q_{t−1} = Q_t R, by repeated QR (Benettin et al. 1980; Geist et
/// al. 1990), from a random orthonormal start that is always the same. Over a short sequence they
/// depend on that start, save for their sum when all are asked for: mean log |det J|.
/// @param count how many; 0: all
/// @param run that of the trace, which is of one sequence
/// Fails only when cancelled.
Result<Exponents> lyapunov(const Model& model, const Trace& trace, int layer, Index count,
    Watch& watch, const RunOptions& run = {});

} // namespace rnnscope
