#pragma once

#include <atomic>
#include <functional>

namespace rnnscope {

/// A few threads that do one piece of work together, step by step.
class Team {
public:
    explicit Team(int size = 1)
        : m_size(size)
    {
    }

    int size() const { return m_size; }

    /// Calls work(member) for the members 0 … size − 1, each on its own thread, 0 on the caller's,
    /// and returns when all are done. Where the system gives fewer threads the team becomes
    /// smaller, before the work begins. What a member throws is thrown on from here, once the
    /// others have left too: at their end or at their next meet().
    void run(const std::function<void(int member)>& work);

    /// Returns when every member of the running work has called it. What a member wrote before is
    /// seen by all after. It spins for some microseconds, then sleeps.
    void meet();

private:
    void abandon();

    int m_size;
    alignas(64) std::atomic<int> m_here{0};
    alignas(64) std::atomic<unsigned> m_round{0};
    std::atomic<bool> m_abandoned{false};
};

/// The part of `count` things that a member does: a stretch of neighbours.
struct Share {
    Share(std::ptrdiff_t count, int member, const Team& team)
        : begin(count * member / team.size())
        , end(count * (member + 1) / team.size())
    {
    }
    std::ptrdiff_t begin;
    std::ptrdiff_t end;
};

/// How many threads pay for a recurrence whose matrix has that many bytes, here and now: one more
/// for every 128 KiB a step where it runs for a millisecond or more, as many as there are
/// processors, at most four.
int teamSize(std::size_t bytes, std::ptrdiff_t steps);

} // namespace rnnscope
