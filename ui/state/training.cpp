#include "ui/state/training.h"

#include "core/cell/cells.h"
#include "core/task/drills.h"
#include "core/task/subject.h"

#include <algorithm>

namespace rnnscope {

namespace {

constexpr int often = 100; // milliseconds between two looks at what was learned

/// English; views translate it.
QString titleOf(const Comparison& comparison)
{
    const Drill* drill = findDrill(comparison.task);
    return QString::fromUtf8(drill ? drill->title : findTask(comparison.task)->title);
}

void append(CourseRun& run, CourseRun news)
{
    auto curve = std::move(run.learned.curve);
    auto checkpoints = std::move(run.learned.checkpoints);
    const bool told = !news.learned.cell.empty();
    std::ranges::move(news.learned.curve, std::back_inserter(curve));
    std::ranges::move(news.learned.checkpoints, std::back_inserter(checkpoints));
    if (told)
        run.learned = std::move(news.learned);
    run.learned.curve = std::move(curve);
    run.learned.checkpoints = std::move(checkpoints);
    run.ended = news.ended;
    run.error = std::move(news.error);
}

}

Training::Training(
    Session& session, const Playback& playback, const Selection& selection, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_maker(session, playback, selection)
{
    connect(&m_maker, &SceneMaker::failed, this, &Training::failed);
    m_listening.setInterval(often);
    connect(&m_listening, &QTimer::timeout, this, &Training::listen);
    connect(&session, &Session::sceneChanged, this, [this, before = false]() mutable {
        if (std::exchange(before, open()) != open())
            emit epochChanged();
    });
}

Training::~Training() = default;

const Comparison& Training::comparison() const
{
    return m_course ? m_course->comparison() : m_setting;
}

void Training::turn(Comparison setting)
{
    setting = possibleSetting(std::move(setting));
    if (setting == m_setting)
        return;
    m_setting = std::move(setting);
    emit changed();
}

void Training::reset() { turn(defaultComparison(m_setting.task)); }

/// A new course, at rest; false where the setting makes none.
bool Training::begin()
{
    if (const auto error = misfit(m_setting)) {
        emit failed(*error);
        return false;
    }
    m_course = std::make_unique<Course>(m_setting);
    m_runs.assign(m_setting.cells.size() * m_setting.seeds.size(), {});
    m_samples = findSubject(m_setting.task, m_setting.distance)->test(m_setting.dataSeed);
    m_bytes = 0;
    m_sample = 0;
    m_epoch = 0;
    m_following = true;
    m_maker.forget();
    m_followed.invalidate();
    emit epochChanged();
    return true;
}

void Training::start()
{
    if (begin())
        goTo(m_course->updates());
}

void Training::resume()
{
    if (under())
        goTo(m_course->updates());
    else
        start();
}

void Training::pause()
{
    if (m_state == State::Running)
        m_course->goTo(0);
}

void Training::stepEpoch()
{
    if (!under() && !begin())
        return;
    takeNews();
    long slowest = m_course->updates();
    for (size_t cell = 0; cell < comparison().cells.size(); ++cell)
        slowest = std::min(slowest, done(cell));
    const long whole = comparison().updates, interval = intervalOf(comparison());
    const long within = slowest % whole;
    goTo(slowest - within + std::min(whole, (within / interval + 1) * interval));
}

void Training::stop()
{
    if (!under())
        return;
    m_course->stop();
    setState(State::Running); // until all have heard it
}

void Training::goTo(long updates)
{
    m_course->goTo(updates);
    setState(State::Running);
}

/// Updates that a cell has done or will not do any more, over all seeds.
long Training::done(size_t cell) const
{
    long updates = 0;
    for (size_t run = cell; run < m_runs.size(); run += comparison().cells.size())
        updates += m_runs[run].ended ? comparison().updates
                                     : static_cast<long>(m_runs[run].learned.curve.size());
    return updates;
}

void Training::setState(State state)
{
    state == State::Running ? m_listening.start() : m_listening.stop();
    if (std::exchange(m_state, state) != state || state != State::Running)
        emit changed();
}

void Training::listen()
{
    const bool resting = m_course->resting(); // before the last news
    takeNews();
    if (!resting)
        return;
    showNewest();
    emit epochChanged();
    const bool ended = std::ranges::all_of(m_runs, &CourseRun::ended) || m_course->stopped();
    setState(ended ? State::Ended : State::Resting);
}

void Training::takeNews()
{
    const int before = epochs();
    auto news = m_course->news();
    if (news.empty())
        return;
    for (auto& [run, more] : news) {
        if (run >= comparison().cells.size()) // of other seeds only the numbers are shown
            for (Checkpoint& checkpoint : more.learned.checkpoints)
                checkpoint.model.reset();
        m_bytes += bytesOf(more.learned.checkpoints);
        append(m_runs[run], std::move(more));
    }
    emit advanced();
    if (epochs() == before)
        return;
    constexpr int calm = 400; // milliseconds: more often would be a flicker
    if (!m_followed.isValid() || m_followed.elapsed() >= calm)
        showNewest();
    emit epochChanged();
}

void Training::showNewest()
{
    const int newest = epochs() - 1;
    if (!m_following || newest < 0 || (open() && m_epoch == newest) || (m_maker.any() && !open()))
        return;
    show(newest, false);
    m_followed.start();
}

int Training::epochs() const
{
    size_t all = 0, common = SIZE_MAX;
    for (size_t cell = 0; cell < comparison().cells.size() && cell < m_runs.size(); ++cell) {
        const size_t count = m_runs[cell].learned.checkpoints.size();
        all = std::max(all, count);
        if (!m_runs[cell].ended || count == 0)
            common = std::min(common, count);
    }
    return static_cast<int>(std::min(all, common));
}

const Checkpoint& Training::checkpointOf(const CourseRun& run, int epoch) const
{
    const auto& all = run.learned.checkpoints;
    return all[std::min(all.size() - 1, static_cast<size_t>(epoch))];
}

void Training::showEpoch(int epoch)
{
    if (epochs() == 0)
        return;
    epoch = std::clamp(epoch, 0, epochs() - 1);
    m_following = epoch == epochs() - 1;
    show(epoch, false);
    emit epochChanged();
}

void Training::showSample(int sample)
{
    if (m_samples.empty() || epochs() == 0)
        return;
    m_sample = std::clamp(sample, 0, samples() - 1);
    show(m_epoch, true);
    emit epochChanged();
}

/// @param own whether its own sequence is read, in place of what was given meanwhile
Scene Training::sceneOf(int epoch, bool own) const
{
    Scene scene;
    scene.title = titleOf(comparison());
    for (size_t cell = 0; cell < comparison().cells.size(); ++cell) {
        FileOrigin origin;
        origin.title = QString::fromUtf8(findCell(comparison().cells[cell])->name());
        scene.origins.push_back(origin);
        scene.models.push_back(checkpointOf(m_runs[cell], epoch).model);
    }
    if (own || !open())
        return scene;
    scene.source = m_session.scene()->source;
    return scene;
}

void Training::show(int epoch, bool own)
{
    m_epoch = epoch;
    const bool opening = !open();
    const Scene scene = sceneOf(epoch, own);
    const Sequence sequence
        = own || opening ? m_samples[static_cast<size_t>(m_sample)] : *m_session.sequence();
    m_maker.put([scene, sequence](Watch& watch) { return runScene(scene, sequence, watch); },
        isQuickToMake(comparison().units, sequence.steps()), opening);
}

} // namespace rnnscope
