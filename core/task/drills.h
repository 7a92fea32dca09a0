#pragma once

#include "core/math/random.h"
#include "core/model/sequence.h"

#include <span>
#include <string_view>

namespace rnnscope {

/// A task made up at random, with a dial for the distance that a memory has to bridge.
///
/// Every sequence of one distance has the same number of steps. It reads `ids` below inputs.size(),
/// or `values` of numbers × steps; it asks for `targets` below outputs.size(), −1 where a step asks
/// nothing and in the padding at the end, or for `goals` of 1 × steps.
struct Drill {
    std::string_view id; ///< "order"
    const char* title; ///< English, translatable in the context "task"
    const char* dial; ///< what the distance counts; likewise
    int easy; ///< a distance to begin with
    int low, high; ///< the distances there are, both included
    std::span<const std::string_view> inputs = {}; ///< symbols in the order of their ids; or empty
    int numbers = 0; ///< numbers read a step where there are no symbols, else 0
    std::span<const std::string_view> outputs
        = {}; ///< classes in order; empty where it is one number
    std::span<const int> choices = {}; ///< the classes an answer is chosen among; empty: all
    /// Whether the answer of a step that asks is judged; nullptr: each is.
    bool (*judges)(const Sequence& sequence, Index step) = nullptr;
    double chance; ///< accuracy of guessing; where numbers are asked, of always saying their mean
    double baseline; ///< mean loss of that over the judged steps: nats, or half a squared error
    /// `count` sequences, the same for the same state of `random`; low ≤ distance ≤ high.
    std::vector<Sequence> (*make)(int distance, int count, Random& random);
};

std::span<const Drill> drills();
/// The drill of that id, or nullptr.
const Drill* findDrill(std::string_view id);

/// The steps whose answers count, ascending; at least one.
std::vector<Index> judgedSteps(const Drill& drill, const Sequence& sequence);

/// How far a number may be off and still count as right. Hochreiter & Schmidhuber 1997, experiment
/// 4; their sums are scaled to [0, 1], ours are in [0, 2], so ours is the stricter test.
inline constexpr double tolerance = 0.04;

/// The share of the judged steps answered rightly: the target's output is larger than that of every
/// other choice, or the number within the tolerance. A tie or NaN is no answer.
/// @param outputs outputs × steps
double accuracy(const Drill& drill, const Sequence& sequence, const Matrix& outputs);

} // namespace rnnscope
