#pragma once

#include "core/base/watch.h"
#include "core/math/real.h"

#include <span>
#include <vector>

namespace rnnscope {

/// What a model thinks probable over a stretch of steps: the softmax of its logits, of those
/// outputs that matter there. Place i of every list is step first + i.
struct Chances {
    Index first = 0;
    std::vector<int> outputs; ///< those that matter, most first
    Matrix shares; ///< probability of each of them: outputs × steps, each column at most 1
    std::vector<int> best; ///< the most probable of all outputs
    std::vector<int> truths; ///< the true one; −1 where none is known
    std::vector<double> given; ///< probability of the true one; NaN where none is known

    Index steps() const { return shares.cols(); }
};

/// How much an output matters is the sum of its probabilities plus how often it is the true one.
/// Takes time by steps × outputs.
/// @param logits outputs × steps
/// @param targets the true outputs of all steps, −1 where there is none; or empty
/// @param most how many outputs at most
Chances chancesOf(const Matrix& logits, std::span<const int> targets, Index first, Index count,
    Index most, const Watch& watch = {});

} // namespace rnnscope
