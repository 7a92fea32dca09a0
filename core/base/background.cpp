#include "core/base/background.h"

#ifdef __linux__
#include <sys/resource.h>
#endif

namespace rnnscope {

void comeAfterOthers()
{
#ifdef __linux__
    constexpr int niceness = 10; // a tenth of the share of a thread at 0; Linux sets it by thread
    setpriority(PRIO_PROCESS, 0, niceness);
#endif
}

} // namespace rnnscope
