#pragma once

#include "core/load/stored.h"

namespace rnnscope {

/// Suggests networks where somebody wrote out a cell: one weight and one bias for each gate, told
/// by the letter of the gate: Wf Wi Wc Wo and bf bi bc bo; Wz Wr Wh. A weight on both what is read
/// and the last output is suggested in both orders of the two. Empty where names or shapes leave
/// another reading.
std::vector<StoredNetwork> findByHand(const Archive& archive);

} // namespace rnnscope
