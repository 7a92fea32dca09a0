#pragma once

#include "core/model/model.h"

namespace rnnscope {

/// What a network reads, and what it should have predicted. A plain value.
struct Sequence {
    std::vector<int> ids; ///< token ids; empty when the sequence is values
    Matrix values; ///< inputs × steps; empty when the sequence is tokens
    std::vector<int> targets; ///< the class each step asks for, such as the true next token; −1
                              ///< where there is none; or empty
    Matrix goals; ///< outputs × steps: numbers that the outputs should be, NaN where a step has
                  ///< none; empty where targets are tokens
    std::string text; ///< as typed, UTF-8; empty when not from text

    Index steps() const { return ids.empty() ? values.cols() : static_cast<Index>(ids.size()); }
};

/// A sequence from text: each token's target is the next token, where the model predicts tokens.
/// Fails on what the vocabulary has no token for, and on empty text.
Result<Sequence> sequenceFromText(const Model& model, std::string_view text);

/// How many tokens of a text stand for something unknown.
Index unknownIn(const Model& model, const Sequence& sequence);

/// A sequence from token ids; fails on ids the model does not have.
Result<Sequence> sequenceFromIds(const Model& model, std::vector<int> ids);

/// A sequence from numbers, inputs × steps; fails when the model reads tokens through an embedding,
/// on a wrong number of inputs, and on values that are not finite.
Result<Sequence> sequenceFromValues(const Model& model, Matrix values);

/// `steps` random tokens or standard normal values, the same for the same seed.
Result<Sequence> randomSequence(const Model& model, Index steps, unsigned seed);

using SequencePtr = std::shared_ptr<const Sequence>;

} // namespace rnnscope
