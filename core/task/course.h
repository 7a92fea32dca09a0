#pragma once

#include "core/task/learn.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace rnnscope {

/// One network of a course: what it has learned so far.
struct CourseRun {
    Learned learned;
    bool ended = false; ///< whether it will learn no more: done, stopped or failed
    std::optional<Error> error; ///< why it failed; none where it was stopped
};

/// The networks of a comparison in training side by side: a thread a cell, behind all others of
/// the program, seed after seed. Each learns, bit for bit, what learn() gives. Begins at rest;
/// destroying it stops it.
class Course {
public:
    explicit Course(Comparison comparison); ///< that can be made
    ~Course();
    Course(const Course&) = delete;
    Course& operator=(const Course&) = delete;

    const Comparison& comparison() const { return m_comparison; }
    /// Updates of a cell in all, over all seeds.
    long updates() const;
    /// Lets every cell go on until it has done so many updates; fewer than it has: it rests.
    void goTo(long updates);
    /// Whether no thread works: all wait or have ended.
    bool resting() const;
    void stop(); ///< for good
    bool stopped() const { return m_watches.front().cancelled(); }
    /// What has been learned since the last call, by run: its curve and checkpoints are those that
    /// came new, its other numbers the latest. Runs are in the order of compare().
    std::map<size_t, CourseRun> news();

private:
    void work(size_t cell);
    void learnOne(size_t cell, size_t seed);
    void tell(size_t run, const Learned& soFar, const std::function<void(Learned&)>& add);
    void wait(size_t cell, long done);

    Comparison m_comparison;
    std::deque<Watch> m_watches; ///< one a cell
    mutable std::mutex m_mutex; ///< of all below but the threads
    std::condition_variable m_changed;
    long m_until = 0; ///< updates that a cell may do
    std::vector<long> m_done; ///< by cell: updates it waits after; −1 while it works, all once it
                              ///< has ended
    std::map<size_t, CourseRun> m_news;
    std::vector<std::jthread> m_threads;
};

} // namespace rnnscope
