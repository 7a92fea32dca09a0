#pragma once

#include "core/run/forward.h"
#include "core/run/measure.h"

namespace rnnscope {

/// One number a unit, and one for the layer.
struct PerUnit {
    Eigen::VectorXd units;
    double layer = 0; ///< the mean over the units; of half-lives the median
};

/// M6 of one block of rows of U: what a gate or candidate makes of the state.
struct BlockSpectrum {
    int track = 0; ///< whose arguments the rows give
    Eigen::VectorXcd eigenvalues; ///< NaN where U is not finite; of the block, or with a projection
                                  ///< P of P times the block
    double radius = 0; ///< the largest |eigenvalue|
    Eigen::VectorXd singular; ///< singular values of the block, falling; to 1e-8 of the largest
};

/// M6 of one track over the sequence.
struct TrackState {
    int track;
    PerUnit mean;
    PerUnit slope; ///< mean of φ′ at its argument; empty where the track has no argument of its own
    PerUnit low; ///< share of steps saturated: a gate < 0.1, another < −0.9; empty where unbounded
    PerUnit high; ///< the same: > 0.9
};

/// M6, why a layer keeps or loses what it reads.
struct Why {
    Measure measure;
    int layer = 0;
    std::vector<BlockSpectrum> blocks; ///< those that are used, in the order of rows
    std::vector<TrackState> tracks; ///< every one, as in Cell::tracks()
    PerUnit memory; ///< half-life of each unit of the hidden state, steps (core/trace/memory.h)
};

/// @param options those of the run, which is of one sequence
/// Fails only when cancelled.
Result<Why> why(const Model& model, const Trace& trace, int layer, Watch& watch,
    const RunOptions& options = {});

} // namespace rnnscope
