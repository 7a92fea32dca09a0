#include "core/base/team.h"

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

#ifdef __linux__
#include <pthread.h>
#include <sched.h>
#endif

namespace rnnscope {

namespace {

/// Leaves the work of a member whose team has been given up.
struct Abandoned { };

/// Lets a waiting processor rest for some tens of cycles.
void pause()
{
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

/// Keeps a thread off the processor of its maker: schedulers start it there and may take many
/// milliseconds to see that another one is idle.
void sendAway([[maybe_unused]] std::jthread& thread)
{
#ifdef __linux__
    cpu_set_t others;
    const int here = sched_getcpu();
    if (here < 0 || sched_getaffinity(0, sizeof others, &others) != 0)
        return;
    CPU_CLR(static_cast<unsigned>(here), &others);
    if (CPU_COUNT(&others) > 0)
        pthread_setaffinity_np(thread.native_handle(), sizeof others, &others);
#endif
}

} // namespace

void Team::run(const std::function<void(int)>& work)
{
    if (m_size == 1)
        return work(0);
    std::atomic<bool> complete{false};
    std::vector<std::exception_ptr> thrown(static_cast<size_t>(m_size));
    const auto guarded = [&](int member) {
        try {
            work(member);
        } catch (const Abandoned&) { // another member's exception says why
        } catch (...) {
            thrown[static_cast<size_t>(member)] = std::current_exception();
            abandon();
        }
    };
    std::vector<std::jthread> others;
    others.reserve(thrown.size() - 1);
    try {
        for (int member = 1; member < m_size; ++member) {
            others.emplace_back([&, member] {
                complete.wait(false, std::memory_order_acquire);
                guarded(member);
            });
            sendAway(others.back());
        }
    } catch (const std::exception&) { // the system gives no more threads
        m_size = static_cast<int>(others.size()) + 1;
    }
    complete.store(true, std::memory_order_release);
    complete.notify_all();
    guarded(0);
    others.clear(); // joins them
    m_here = 0;
    m_abandoned = false;
    for (const std::exception_ptr& one : thrown)
        if (one)
            std::rethrow_exception(one);
}

void Team::meet()
{
    if (m_size == 1)
        return;
    const unsigned round = m_round.load(std::memory_order_acquire);
    if (m_abandoned.load(std::memory_order_acquire))
        throw Abandoned{};
    if (m_here.fetch_add(1, std::memory_order_acq_rel) + 1 == m_size) {
        m_here.store(0, std::memory_order_relaxed);
        m_round.store(round + 1, std::memory_order_release);
        m_round.notify_all();
        return;
    }
    // About 0.2 ms. Longer than a sleeping processor takes to wake, or two members that once slept
    // would put each other to sleep at every step; whoever waits longer lost its processor.
    constexpr int spins = 12'000;
    for (int i = 0; i < spins && m_round.load(std::memory_order_acquire) == round; ++i)
        pause();
    m_round.wait(round, std::memory_order_acquire);
    if (m_abandoned.load(std::memory_order_acquire))
        throw Abandoned{};
}

void Team::abandon()
{
    m_abandoned.store(true, std::memory_order_release);
    m_round.fetch_add(1, std::memory_order_release); // wakes whoever waits for this member
    m_round.notify_all();
}

int teamSize(std::size_t bytes, std::ptrdiff_t steps)
{
    constexpr std::size_t each = std::size_t(128) << 10; // of the matrix, for a thread
    constexpr std::size_t fewest = std::size_t(64) << 20; // read in all: about a millisecond
    constexpr std::size_t most = 4;
    if (bytes * static_cast<std::size_t>(steps) < fewest)
        return 1;
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    return static_cast<int>(std::clamp<std::size_t>(bytes / each, 1, std::min(most, processors)));
}

} // namespace rnnscope
