#pragma once

#include <cstdint>

namespace rnnscope {

/// Takes from this process what reading a file of `size` bytes does not need: memory and time out
/// of proportion, and every call of the system but those that compute, read and write what is open
/// already, and end. No file can be opened, nothing executed, nothing connected, no process or
/// thread made. There is no way back. False where the system cannot.
bool confine(uint64_t size);

/// Lets a confined process have what `more` bytes of further files need, `size` being given
/// already.
void widen(int process, uint64_t size, uint64_t more);

} // namespace rnnscope
