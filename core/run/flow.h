#pragma once

#include "core/run/backward.h"
#include "core/run/measure.h"

namespace rnnscope {

/// M1, the gradient through time: norms of total derivatives of a loss by one carried state.
struct Flow {
    int layer;
    int track; ///< a carried track of that layer's cell
    std::vector<double> norms; ///< ‖∂L/∂s_k‖₂ per step k, before any clipping
    Measure measure = {};
};

/// M1 for the given loss: every carried track of every layer, in depth order.
/// @param options those of the run
Result<std::vector<Flow>> flow(const Model& model, const Sequence& sequence, const Trace& trace,
    LossStep step, Watch& watch, const RunOptions& options = {});
/// The same of what backward() gave for that loss.
std::vector<Flow> flowOf(const Model& model, const Trace& gradient, LossStep step);

/// M1 for every loss step by itself: per layer and carried track a steps × steps matrix whose row
/// t, column k is ‖∂L_t/∂s_k‖; zero where nothing at k reaches t, in a layer that reads forward
/// where k > t.
struct FlowTriangle {
    int layer;
    int track;
    Eigen::MatrixXd norms;
    Measure measure = {};
};
/// In a model of one layer the adjoints of all losses go back together, as products with the step
/// Jacobians; else in batches.
Result<std::vector<FlowTriangle>> flowTriangle(const Model& model, const Sequence& sequence,
    const Trace& trace, Watch& watch, const RunOptions& options = {});

/// Fractions of the largest contribution below which a sum of that format no longer changes: half
/// the distance from 1 to the next number (IEEE 754; bfloat16 has 7 bits of fraction).
inline constexpr double float32Floor = 0x1p-24;
inline constexpr double float16Floor = 0x1p-11;
inline constexpr double bfloat16Floor = 0x1p-8;

} // namespace rnnscope
