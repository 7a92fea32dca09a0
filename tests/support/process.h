#pragma once

#include <cstdint>
#include <ctime>
#include <fstream>

#include <unistd.h>

namespace rnnscope {

/// Seconds that processors spent on this process: unlike the clock's, the same on a busy machine.
inline double processSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// How many times as long as the program a test may take: sanitizers check every access.
#ifdef __SANITIZE_ADDRESS__
inline constexpr double slowness = 20;
#else
inline constexpr double slowness = 1;
#endif

/// Bytes of this process: asked for, and really in memory.
struct Footprint {
    std::int64_t reserved = 0;
    std::int64_t resident = 0;

    static Footprint now()
    {
        Footprint pages;
        std::ifstream("/proc/self/statm") >> pages.reserved >> pages.resident;
        const std::int64_t page = sysconf(_SC_PAGESIZE);
        return {pages.reserved * page, pages.resident * page};
    }
};

} // namespace rnnscope
