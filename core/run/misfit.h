#pragma once

#include "core/model/sequence.h"

#include <optional>
#include <span>

namespace rnnscope {

/// Why a model cannot be trained on these sequences at once: none, lengths that differ, inputs,
/// targets or goals that it does not have, nothing that is asked. nullopt where it can.
std::optional<Error> misfit(const Model& model, std::span<const Sequence> batch);

} // namespace rnnscope
