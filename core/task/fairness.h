#pragma once

#include "core/model/sequence.h"
#include "core/task/comparison.h"

#include <span>

namespace rnnscope {

/// How far numbers of parameters may be apart and still count as matched, as a part of the fewest.
inline constexpr double fairSpread = 0.05;

/// Why a comparison of networks tells less of their cells than it seems to.
enum class Unfair {
    Size, ///< neither parameters nor units are matched
    UnsaidTask, ///< a network says neither what it was trained on nor that it was not trained
    Untrained, ///< beside trained ones
    Task, ///< or its distance
    Data, ///< sequences drawn from other seeds
    Updates,
    Training, ///< method, rate, clipping or truncation
    Seed, ///< of the starting weights
    Loss, ///< cross-entropy, squared error or the sum of outputs
    Activation, ///< of the state
    ForgetGate, ///< starts so that half of the memory or more is lost at each step, and not in all
    Start, ///< of U
};

/// What a comparison holds constant.
struct Fairness {
    std::optional<Match> match; ///< parameters, within fairSpread; else units; else neither
    double spread = 0; ///< (most − fewest) / fewest parameters
    std::vector<Unfair> reasons; ///< ascending; empty with one network
};

/// Judged by what the networks say of themselves in their metadata (`rnnscope.*`) and by what they
/// are; what none of them says is not held against them, but see UnsaidTask.
/// @param sequences one a model: what each of them reads
Fairness fairnessOf(std::span<const ModelPtr> models, std::span<const SequencePtr> sequences);

/// What a model says of itself under `rnnscope.KEY`; empty where it says nothing.
std::string saidOf(const Model& model, const std::string& key);

/// Updates after which it was saved, or at most had; 0 before the first; nullopt where it does not
/// say, and was made neither by this program's training nor by its lab.
std::optional<int> updatesOf(const Model& model);

/// What squashes the state of its lowest layer: "tanh", "relu", "" for nothing.
std::string squashingOf(const Model& model);

/// Where its forget gate starts as far as its metadata say, in (0, 1): about ½ with PyTorch's
/// default. nullopt without such a gate.
std::optional<double> forgetGateOf(const Model& model);

} // namespace rnnscope
