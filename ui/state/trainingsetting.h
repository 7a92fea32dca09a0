#pragma once

#include "core/task/comparison.h"

namespace rnnscope {

/// What the window's training begins with. It tells the cells apart: an RNN mostly stays at
/// guessing, LSTM and GRU learn it.
Comparison firstSetting();

/// The setting with numbers that fit each other, and so many checkpoints as find room.
Comparison possibleSetting(Comparison setting);

} // namespace rnnscope
