#include "app/interruption.h"

#include <csignal>

namespace rnnscope {

namespace {

Watch watch;

}

Watch& interruption()
{
    [[maybe_unused]] static const auto before = std::signal(SIGINT, [](int) { // set up once
        watch.cancel();
        std::signal(SIGINT, SIG_DFL);
    });
    return watch;
}

} // namespace rnnscope
