#include "core/base/team.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace rnnscope {

void Team::run(const std::function<void(int)>& work)
{
    std::vector<std::jthread> others;
    for (int member = 1; member < m_size; ++member)
        others.emplace_back([&work, member] { work(member); });
    work(0);
}

void Team::meet()
{
    if (m_size == 1)
        return;
    const int round = m_round.load(std::memory_order_acquire);
    if (m_here.fetch_add(1, std::memory_order_acq_rel) + 1 == m_size) {
        m_here.store(0, std::memory_order_relaxed);
        m_round.store(round + 1, std::memory_order_release);
        m_round.notify_all();
        return;
    }
    constexpr int spins = 5000; // longer than a step takes; whoever waits longer lost its processor
    for (int i = 0; i < spins; ++i)
        if (m_round.load(std::memory_order_acquire) != round)
            return;
    m_round.wait(round, std::memory_order_acquire);
}

int teamSize(std::size_t bytes, std::ptrdiff_t steps)
{
    constexpr std::size_t each = 128 * 1024;
    constexpr std::ptrdiff_t fewest = 32; // steps that pay for starting a thread
    constexpr std::size_t most = 4;
    if (steps < fewest)
        return 1;
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    return static_cast<int>(std::clamp<std::size_t>(bytes / each, 1, std::min(most, processors)));
}

} // namespace rnnscope
