#pragma once

#include <atomic>

namespace rnnscope {

/// The line between a long computation and whoever waits for it. Safe from any thread.
class Watch {
public:
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    bool cancelled() const { return m_cancelled.load(std::memory_order_relaxed); }

    /// How far the work is, 0 to 1.
    void report(double fraction) { m_progress.store(fraction, std::memory_order_relaxed); }
    double progress() const { return m_progress.load(std::memory_order_relaxed); }

private:
    std::atomic<bool> m_cancelled{false};
    std::atomic<double> m_progress{0};
};

} // namespace rnnscope
