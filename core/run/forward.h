#pragma once

#include "core/model/sequence.h"

#include <span>

namespace rnnscope {

/// The state of a whole model between two steps: per layer what LayerTrace::start holds.
using ModelState = std::vector<std::vector<Matrix>>;

/// Bytes that a trace and its gradient may take together before a run is refused: 4 GiB.
inline constexpr std::uint64_t memoryBudget = std::uint64_t(4) << 30;

/// How a model is run.
struct RunOptions {
    ModelState start = {}; ///< the state before the first step read; empty for the model's own
    std::vector<Hold> holds = {}; ///< what is fixed by hand
    int threads = 0; ///< for one layer; 0: as many as pay. The answer is the same, bit for bit
    std::uint64_t budget = memoryBudget;
};

/// Runs the model over the whole sequence and records every track of every layer. The sequence must
/// have been made for this model. Fails when cancelled, and when the trace would pass the budget.
/// @param reuse a trace that is no longer needed: its memory is written over, which is faster
Result<Trace> forward(const Model& model, const Sequence& sequence, Watch& watch,
    const RunOptions& options = {}, Trace reuse = {});

/// The same for several sequences of one length at once, which costs much less than one by one.
Result<Trace> forward(const Model& model, std::span<const Sequence> batch, Watch& watch,
    const RunOptions& options = {}, Trace reuse = {});

/// What forward() gives with the holds of `options`, from a trace of the same run with the holds
/// `before`: only what the difference can reach is computed, the rest stays bit for bit.
Result<Trace> rerun(const Model& model, Trace trace, std::span<const Hold> before, Watch& watch,
    const RunOptions& options);

/// The state after the last step that each layer reads, to go on from.
ModelState endState(const Model& model, const Trace& trace);

/// What layer `layer` reads: x for the lowest, else what the layer below hands on. With the number
/// of layers: what the head reads.
const Matrix& inputOf(const Model& model, const Trace& trace, int layer);

/// Bytes of the trace of a run and of its gradient, together.
std::uint64_t traceBytes(const Model& model, Index steps, Index batch = 1);

using TracePtr = std::shared_ptr<const Trace>;

} // namespace rnnscope
