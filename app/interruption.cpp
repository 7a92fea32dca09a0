#include "app/interruption.h"

#include <csignal>

namespace rnnscope {

namespace {

Watch watch;

}

Watch& interruption()
{
    std::signal(SIGINT, [](int) {
        watch.cancel();
        std::signal(SIGINT, SIG_DFL);
    });
    return watch;
}

} // namespace rnnscope
