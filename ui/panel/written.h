#pragma once

#include "core/model/sequence.h"

#include <QString>

namespace rnnscope {

// Tokens as they are written in a field.

/// The text that was read, or the names of the tokens one after the other.
QString writtenTokens(const Sequence& sequence, const Vocabulary& vocabulary);
/// The numbers of the tokens, with commas.
QString writtenNumbers(const Sequence& sequence);

/// Reads token numbers, between which stand commas or gaps. Fails on what is no whole number, and
/// no token of the model.
Result<Sequence> sequenceFromNumbers(const Model& model, const QString& text);

} // namespace rnnscope
