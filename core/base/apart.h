#pragma once

#include "core/base/watch.h"

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>

namespace rnnscope {

/// The result of work that cannot be stopped on its way, such as a library's, or nothing when
/// cancelled before. It has a thread of its own, which then ends unheeded: `work` must own all that
/// it reads.
template <class Work>
auto apart(Work work, const Watch& watch) -> std::optional<decltype(work())>
{
    constexpr auto patience = std::chrono::milliseconds(5);
    const auto task = std::make_shared<std::packaged_task<decltype(work())()>>(std::move(work));
    auto result = task->get_future();
    try {
        std::thread([task] { (*task)(); }).detach();
    } catch (const std::system_error&) { // no thread left
        (*task)();
    }
    while (result.wait_for(patience) != std::future_status::ready)
        if (watch.cancelled())
            return {};
    return result.get();
}

} // namespace rnnscope
