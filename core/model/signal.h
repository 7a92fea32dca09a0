#pragma once

#include "core/model/sequence.h"

#include <span>
#include <string_view>

namespace rnnscope {

/// What a test signal can be set by, besides its length.
enum class Knob { None, Period, At, Seed };

/// A kind of test signal. `title` is English and translatable in the context "signal".
struct SignalKind {
    std::string_view id; ///< "sine"
    const char* title; ///< "Sine"
    const char* summary; ///< what it is, for a list
    Knob knob;
};

/// Every kind, in the order in which they are offered.
std::span<const SignalKind> signalKinds();
const SignalKind* findSignal(std::string_view id); ///< null when there is none

/// One signal: numbers that a network can be tried on. A plain value.
struct Signal {
    std::string_view kind = "noise"; ///< id of a SignalKind
    Index steps = 48;
    double period = 12; ///< steps, of the sine of the first input; more than 0
    Index at = 8; ///< step of the impulse, or from which on the step is up
    unsigned seed = 1; ///< of the noise

    bool operator==(const Signal&) const = default;
};

/// The signal for that many inputs, inputs × steps, of size 1:
/// sine    sin(2π t / period); every further input half a period longer and shifted
/// impulse 1 at one step, else 0
/// step    0, then 1 for good
/// noise   standard normal, the same for the same seed
/// sweep   from no oscillation to one in two steps, evenly: sin(π t² / 2 steps)
Matrix valuesOf(const Signal& signal, Index inputs);

/// The signal as a model reads it: noise is random tokens where the model reads tokens. Fails where
/// it reads tokens through an embedding and the signal is another.
Result<Sequence> sequenceFromSignal(const Model& model, const Signal& signal);

} // namespace rnnscope
