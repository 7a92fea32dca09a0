#pragma once

#include "core/load/stored.h"

namespace rnnscope {

/// Finds networks by the names that Keras gives to weights, in whichever file they lie:
/// lstm/lstm_cell/kernel:0, …/recurrent_kernel:0, …/bias:0. What Keras's configuration would say
/// is assumed, as for its files of weights alone.
std::vector<StoredNetwork> findKeras(const Archive& archive);

} // namespace rnnscope
