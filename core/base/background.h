#pragma once

namespace rnnscope {

/// Lets the thread that calls come after others from now on, where processors are scarce. Does
/// nothing where the system cannot do it for one thread.
void comeAfterOthers();

} // namespace rnnscope
