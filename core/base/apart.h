#pragma once

#include "core/base/watch.h"

#include <chrono>
#include <future>
#include <optional>
#include <thread>

namespace rnnscope {

/// The result of work that cannot be stopped on its way, such as a library's, or nothing when
/// cancelled before. It has a thread of its own, which then ends unheeded: `work` must own all that
/// it reads.
template <class Work>
auto apart(Work work, const Watch& watch) -> std::optional<decltype(work())>
{
    constexpr auto patience = std::chrono::milliseconds(5);
    std::packaged_task<decltype(work())()> task(std::move(work));
    auto result = task.get_future();
    std::thread(std::move(task)).detach();
    while (result.wait_for(patience) != std::future_status::ready)
        if (watch.cancelled())
            return {};
    return result.get();
}

} // namespace rnnscope
