#pragma once

#include "core/cell/cell.h"

namespace rnnscope {

/// How often a loop over steps looks at its Watch.
inline constexpr Index stepsPerLook = 64;

/// Reports progress now and then; true when the loop over steps must stop.
bool stopped(Watch& watch, Index done, Index steps);

/// Gives `out` its shapes and start; its tracks are left to be overwritten.
void prepare(
    const Cell& cell, Index units, Index steps, const std::vector<Vector>& start, LayerTrace& out);

/// Adds the gradient of an affine map W x_t + b + U h_{t−1} + d to `grad`.
/// @param input ∂L/∂(W x_t + b), rows × steps
/// @param recurrent ∂L/∂(U h_{t−1} + d), rows × steps
/// @param hidden h_t, units × steps; `start` is h before step 0
void addWeightGradients(const Matrix& x, const Matrix& hidden, const Vector& start,
    const Matrix& input, const Matrix& recurrent, Weights& grad);

/// The terms W x, U h′ and both biases of one row, for Cell::explain.
std::vector<Term> affineTerms(const Weights& weights, Index row, const Vector& x,
    const Vector& before, std::string_view symbol);

/// Sums the terms and applies nothing.
Explanation sum(std::vector<Term> terms);

} // namespace rnnscope
