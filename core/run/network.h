#pragma once

#include "core/model/model.h"

#include <optional>

namespace rnnscope {

/// What a network of one recurrent layer reads and answers, whatever its cell.
struct Frame {
    Entry entry = Entry::Embedding;
    Index inputs = 0; ///< tokens, or numbers a step
    Index dimensions = 0; ///< of the embedding; 0 where there is none
    Index outputs = 0; ///< of the linear head

    /// Numbers a step that enter the layer.
    Index width() const { return entry == Entry::Embedding ? dimensions : inputs; }
    bool operator==(const Frame&) const = default;
};
Frame frameOf(const Model& model);

/// How the recurrent matrix starts. Uniform: as PyTorch does by default, in ±1/√units. Orthogonal:
/// each block a random orthogonal matrix. Identity: each block the identity.
enum class Initial { Uniform, Orthogonal, Identity };

/// How a network starts. All else is PyTorch's default: embedding standard normal, the rest uniform
/// in ±1/√units. A forget gate starts open: its input bias is `forgetBias`, its recurrent one 0
/// (Gers et al. 2000; Jozefowicz et al. 2015); without one it starts as PyTorch's.
struct Start {
    Initial initial = Initial::Uniform;
    std::optional<double> forgetBias = 1;
    unsigned seed = 1; ///< the same gives the same numbers everywhere
};

/// A network before training: one recurrent layer and a linear head. Starts that differ in
/// `initial` or `forgetBias` alone give networks that differ there alone.
Model startModel(const CellPtr& cell, const Frame& frame, Index units, const Start& start);

/// The same with an embedding of `dimensions` and a head over the same tokens.
Model startModel(
    const CellPtr& cell, Vocabulary vocabulary, Index dimensions, Index units, unsigned seed);

/// Number of parameters of such a network.
Index parameterCount(const Cell& cell, const Frame& frame, Index units);

/// The number of units, at least 1, that brings it closest to `parameters`.
Index matchedUnits(const Cell& cell, const Frame& frame, Index parameters);

/// Memory for the numbers of a model, bytes.
std::uint64_t bytesOf(const Model& model);

} // namespace rnnscope
