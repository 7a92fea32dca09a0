#include "core/task/course.h"

#include "core/base/background.h"
#include "core/cell/cells.h"

#include <algorithm>
#include <cassert>

namespace rnnscope {

Course::Course(Comparison comparison)
    : m_comparison(std::move(comparison))
    , m_watches(m_comparison.cells.size())
    , m_done(m_comparison.cells.size(), 0)
{
    assert(!misfit(m_comparison));
    for (size_t cell = 0; cell < m_watches.size(); ++cell)
        m_threads.emplace_back([this, cell] { work(cell); });
}

Course::~Course()
{
    stop();
    m_threads.clear(); // joins
}

long Course::updates() const
{
    return static_cast<long>(m_comparison.seeds.size()) * m_comparison.updates;
}

void Course::goTo(long updates)
{
    const std::lock_guard lock(m_mutex);
    m_until = std::min(updates, this->updates());
    m_changed.notify_all();
}

void Course::stop()
{
    std::ranges::for_each(m_watches, &Watch::cancel);
    goTo(updates());
}

bool Course::resting() const
{
    const std::lock_guard lock(m_mutex);
    return std::ranges::all_of(m_done, [&](long done) { return done >= m_until; });
}

std::map<size_t, CourseRun> Course::news()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_news, {});
}

/// Returns when one more update may be done, or is to be left.
void Course::wait(size_t cell, long done)
{
    constexpr long works = -1;
    std::unique_lock lock(m_mutex);
    m_done[cell] = done;
    m_changed.wait(lock, [&] { return done < m_until; });
    m_done[cell] = works;
}

void Course::work(size_t cell)
{
    comeAfterOthers();
    wait(cell, 0);
    for (size_t seed = 0; seed < m_comparison.seeds.size() && !m_watches[cell].cancelled(); ++seed)
        learnOne(cell, seed);
    const std::lock_guard lock(m_mutex);
    m_done[cell] = updates();
}

void Course::learnOne(size_t cell, size_t seed)
{
    const size_t run = seed * m_comparison.cells.size() + cell;
    const long before = static_cast<long>(seed) * m_comparison.updates;
    const LearnReport report{.progress
        =
            [&](const Learned& soFar, const TrainProgress& now) {
                tell(run, soFar, [&](Learned& news) {
                    news.curve.push_back({now.step, now.loss, now.norm, now.clipped});
                });
                if (const long done = before + now.step; done < updates())
                    wait(cell, done);
            },
        .kept =
            [&](Learned& soFar) {
                tell(run, soFar,
                    [&](Learned& news) { news.checkpoints.push_back(soFar.checkpoints.back()); });
                return std::nullopt;
            }};
    constexpr int threads = 1; // others learn beside it
    const auto learned = learn(m_comparison, *findCell(m_comparison.cells[cell]),
        m_comparison.seeds[seed], m_watches[cell], report, threads);
    const std::lock_guard lock(m_mutex);
    m_news[run].ended = true;
    if (!learned && learned.error().fault != Fault::Cancelled)
        m_news[run].error = learned.error();
}

void Course::tell(size_t run, const Learned& soFar, const std::function<void(Learned&)>& add)
{
    const std::lock_guard lock(m_mutex);
    Learned& learned = m_news[run].learned;
    learned.cell = soFar.cell;
    learned.seed = soFar.seed;
    learned.units = soFar.units;
    learned.parameters = soFar.parameters;
    learned.seconds = soFar.seconds;
    learned.data = soFar.data;
    add(learned);
}

} // namespace rnnscope
