#pragma once

#include "core/run/backward.h"
#include "core/run/measure.h"

namespace rnnscope {

/// M3, which inputs a prediction leans on.
struct Leaning {
    Measure measure;
    Index step = 0; ///< t
    std::vector<double> norms; ///< by step k
};

/// ‖∂logit_t/∂x_k‖₂ of one output, or ‖∂logits_t/∂x_k‖_F of all of them, through every layer in
/// both directions. x is what enters layer 0; without a head the outputs are what the top layer
/// hands on.
/// @param output place of the output; nullopt for all
/// @param options those of the run, which is of one sequence
/// Fails only when cancelled.
Result<Leaning> leaning(const Model& model, const Trace& trace, Index step,
    std::optional<Index> output, Watch& watch, const RunOptions& options = {});

} // namespace rnnscope
