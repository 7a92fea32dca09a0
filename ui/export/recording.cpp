#include "ui/export/recording.h"

namespace rnnscope {

Recording::Recording(std::unique_ptr<Camera> camera, const Animation& animation,
    std::shared_ptr<Film> film, QObject* parent)
    : QObject(parent)
    , m_camera(std::move(camera))
    , m_film(std::move(film))
{
    const int frames = animation.frames();
    const int looks = std::min(m_film->looks(), frames);
    for (int look = 0; look < looks; ++look)
        m_shots.push_back({animation.position((frames - 1) * look / std::max(1, looks - 1)), 0});
    for (int frame = 0; frame < frames; ++frame)
        m_shots.push_back({animation.position(frame), animation.milliseconds(frame)});
}

void Recording::start() { draw(); }

void Recording::cancel()
{
    m_job.drop();
    m_waiting = {};
    m_film.reset();
}

double Recording::progress() const
{
    return static_cast<double>(m_next) / static_cast<double>(m_shots.size() + 1);
}

std::optional<Error> Recording::run(const Watch& watch)
{
    std::optional<Error> error;
    while (!error && m_next <= m_shots.size())
        error = watch.cancelled() ? cancelled("Drawing the animation") : take()(*m_film, watch);
    m_film.reset();
    return error;
}

Recording::Step Recording::take()
{
    if (m_next++ == m_shots.size())
        return [](Film& film, const Watch& watch) { return film.finish(watch); };
    const Shot& shot = m_shots[m_next - 1];
    return [image = m_camera->take(shot.position), time = shot.milliseconds](
               Film& film, const Watch&) {
        if (time > 0)
            return film.add(image, time);
        film.look(image);
        return std::optional<Error>();
    };
}

/// Draws one picture ahead of the film.
void Recording::draw()
{
    if (!m_film || m_waiting || m_next > m_shots.size())
        return;
    if (!m_camera->steady())
        return end(Error{Fault::File, "Cannot write the animation",
            "expected a picture that stays the same but for the step, found another size, theme or "
            "sequence",
            "Save it again"});
    m_waiting = take();
    if (!m_job.running())
        encode();
}

void Recording::encode()
{
    const auto work = [film = m_film, step = std::exchange(m_waiting, {})](Watch& watch) {
        const auto error = step(*film, watch);
        return error ? Result<bool>(*error) : Result<bool>(true);
    };
    m_job.start(work, [this](const Result<bool>& done) { follow(done); });
    QMetaObject::invokeMethod(this, &Recording::draw, Qt::QueuedConnection);
}

/// The film has done a step.
void Recording::follow(const Result<bool>& done)
{
    if (!done)
        end(done.error());
    else if (m_waiting)
        encode();
    else if (m_next > m_shots.size())
        end({});
}

void Recording::end(const std::optional<Error>& error)
{
    cancel();
    emit finished(error);
}

} // namespace rnnscope
