#pragma once

#include "core/math/real.h"

#include <vector>

namespace rnnscope {

/// How long every unit of a track remembers: the lag, in steps, at which the autocorrelation of its
/// values falls below ½, linear between lags,
///
///     r(k) = Σ_t (v_t − m)(v_{t+k} − m) / Σ_t (v_t − m)²,  m the mean over all steps.
///
/// The crossing is found by doubling and halving the lag: the first one where r falls steadily. A
/// unit that never changes keeps its value for the whole sequence: the number of steps.
/// @param values units × steps
std::vector<double> memoryHalfLives(const Matrix& values);

} // namespace rnnscope
