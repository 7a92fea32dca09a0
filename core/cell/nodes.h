#pragma once

#include "core/cell/cell.h"

namespace rnnscope {

/// What an operation of a drawing computes. In each, `in` holds what its wires bring.

Vector multiplied(const Weights&, const std::vector<Vector>& in); ///< of all, unit by unit
Vector total(const Weights&, const std::vector<Vector>& in); ///< of all, unit by unit
Vector complement(const Weights&, const std::vector<Vector>& in); ///< 1 − the first
/// f(the first), its argument clamped to ±clip; 0 clamps nothing.
Compute applying(const Activation& f, Real clip);

/// What stands at a node of a cell's drawing at one step.
struct NodeValues {
    Vector value; ///< empty at what leaves the cell upwards
    std::vector<Vector> terms; ///< of an operation: what its wires bring
};

/// Every node of the cell's wiring at a step: a track as the trace has it, an operation as it
/// follows from its wires.
/// @param x what the layer reads at that step
std::vector<NodeValues> nodeValues(const Cell& cell, const Weights& weights, const Vector& x,
    const LayerTrace& values, Index step);

} // namespace rnnscope
