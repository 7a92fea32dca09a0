#pragma once

#include "core/run/backward.h"

namespace rnnscope {

/// ‖∂L/∂θ‖₂ over all parameters of a model, of the chosen losses summed: what clipping by the
/// global norm compares with its threshold (Pascanu, Mikolov & Bengio 2013, algorithm 1). Fails
/// only when cancelled.
/// @param options those of the run
Result<double> weightNorm(const Model& model, const Sequence& sequence, const Trace& trace,
    LossStep step, Watch& watch, const RunOptions& options = {});

/// What clipping multiplies such a gradient with: 1, or what brings its norm down to `threshold`; 0
/// clips nothing.
double clipFactor(double norm, double threshold);

} // namespace rnnscope
