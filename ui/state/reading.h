#pragma once

#include "core/model/sequence.h"

#include <string>
#include <vector>

namespace rnnscope {

/// A sequence to begin with: `text` where the model can read that, one of the drill that it was
/// trained on, an example's opening where it can read one, else random tokens or values.
Result<Sequence> defaultSequence(const Model& model, const std::string& text);

/// A sequence for another model than it was made for; it asks for the same where the other one has
/// such outputs. Fails where that cannot read it.
Result<Sequence> carried(const Model& model, const Sequence& sequence);

/// What each of several models reads when the one of place `reader` reads `sequence`: the same step
/// by step, the same object where they read alike. A text is read by each with its own vocabulary.
/// Fails where one cannot read it, would make more or fewer steps of it, or where token numbers are
/// of other tokens.
Result<std::vector<SequencePtr>> readByEach(
    const std::vector<ModelPtr>& models, Result<Sequence> sequence, size_t reader = 0);

} // namespace rnnscope
