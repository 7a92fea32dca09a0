#pragma once

#include "core/pack/archive.h"

#include <set>
#include <span>

namespace rnnscope {

/// The tensors that have found their place in the model.
using Used = std::set<const Tensor*>;

/// Linear maps and tables around the recurrent layers are told by name and shape: those that could
/// be it, and which of them stands out.
struct Candidates {
    std::vector<const Tensor*> tensors; ///< in file order
    int best = -1; ///< −1 when there is none, or none stands out
};

/// Tables of tokens × inputs with a name such as embedding, emb, encoder or wte, without a bias.
Candidates findEmbedding(const Archive& archive, const Used& used, int64_t inputs);

/// Weights of outputs × units with a name such as head, fc, decoder or linear. Among several, the
/// one with as many outputs as tokens, or else the one nearest to `prefix` in the module tree.
Candidates findHead(const Archive& archive, const Used& used, int64_t units, int64_t tokens,
    std::string_view prefix);

/// The bias that stands beside a weight; nullptr where there is none.
const Tensor* biasBeside(const Archive& archive, const Tensor& weight);

/// Matrices that were left over: "fc2.weight (10 × 64), …", shortened.
/// @param vectors also those of one dimension, which are many and seldom missed
std::string leftOver(const Archive& archive, const Used& used, bool vectors);

/// Names with shapes, shortened.
std::string listed(std::span<const Tensor* const> tensors);

/// Texts with commas; of many only the first, and how many more there are.
std::string shortened(std::span<const std::string> texts);

} // namespace rnnscope
