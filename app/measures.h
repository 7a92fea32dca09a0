#pragma once

#include "app/input.h"
#include "core/pack/tensor.h"
#include "core/run/flow.h"

#include <optional>
#include <span>

namespace rnnscope {

/// What a measure is taken of.
struct MeasureTask {
    const Run& run;
    const Trace& trace;
    LossStep loss; ///< where M1 starts
    std::optional<Index> step; ///< T of M2 and t of M3; else the last
    std::optional<Index> output; ///< of M3; else all
    Index count; ///< exponents of M5; 0: all
    Watch& watch;
};

/// A measure of numerics by the name it is asked for, and its arrays.
struct MeasureArrays {
    const char* id;
    const char* what; ///< for --help
    Result<std::vector<Tensor>> (*make)(const MeasureTask& task);
    bool needsLoss = false;
};

/// Every measure, in the order of its arrays in a file.
std::span<const MeasureArrays> measureArrays();

} // namespace rnnscope
