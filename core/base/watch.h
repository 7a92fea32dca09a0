#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>

namespace rnnscope {

/// The line between a long computation and whoever waits for it. cancel(), cancelled() and
/// progress() are safe from any thread; report() and Part belong to the thread that works.
class Watch {
public:
    /// While it lives, report() speaks of the part `index` of `count` equal parts of the work.
    class Part {
    public:
        Part(Watch& watch, double index, double count)
            : m_watch(watch)
            , m_from(watch.m_from)
            , m_width(watch.m_width)
        {
            watch.m_from += watch.m_width * index / count;
            watch.m_width /= count;
        }
        ~Part()
        {
            m_watch.report(1);
            m_watch.m_from = m_from;
            m_watch.m_width = m_width;
        }
        Part(const Part&) = delete;
        Part& operator=(const Part&) = delete;

    private:
        Watch& m_watch;
        double m_from;
        double m_width;
    };

    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    bool cancelled() const { return m_cancelled.load(std::memory_order_relaxed); }

    /// How far the work, or its present part, is: 0 to 1.
    void report(double fraction)
    {
        m_progress.store(m_from + m_width * fraction, std::memory_order_relaxed);
    }
    /// How far all of the work is: 0 to 1.
    double progress() const { return m_progress.load(std::memory_order_relaxed); }

private:
    std::atomic<bool> m_cancelled{false};
    std::atomic<double> m_progress{0};
    double m_from = 0;
    double m_width = 1;
};

/// Calls work(from, now) for stretches of the columns [first, first + count), in turn, until it is
/// cancelled: a loop over a whole sequence that takes long enough to be left on the way.
template <class Work>
void inStretches(std::ptrdiff_t first, std::ptrdiff_t count, const Watch& watch, const Work& work)
{
    constexpr std::ptrdiff_t most = 256;
    const std::ptrdiff_t end = first + count;
    for (std::ptrdiff_t from = first; from < end && !watch.cancelled(); from += most)
        work(from, std::min(most, end - from));
}

} // namespace rnnscope
