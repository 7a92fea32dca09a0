#pragma once

#include "core/model/sequence.h"
#include "ui/state/source.h"

namespace rnnscope {

/// What is read, in the present language: "Sine, 48 × 2", "speech.wav, 2000 × 1, from 3120 of
/// 960000 samples at 48 kHz, 2 channels mixed down".
QString describe(const Source& source, const Sequence& sequence);

} // namespace rnnscope
