#pragma once

#include "ui/export/animation.h"
#include "ui/export/camera.h"
#include "ui/export/film.h"
#include "ui/state/job.h"

#include <functional>

namespace rnnscope {

/// Draws the frames of an animation one by one, each in a turn of the event loop, while the one
/// before is encoded in the background. Two frames are in memory at a time.
class Recording : public QObject {
    Q_OBJECT

public:
    Recording(std::unique_ptr<Camera> camera, const Animation& animation,
        std::shared_ptr<Film> film, QObject* parent = nullptr);

    void start();
    /// Leaves no file, and hears nothing more of it.
    void cancel();
    /// All of it at once, on this thread.
    std::optional<Error> run(const Watch& watch);

    double progress() const; ///< 0 to 1

signals:
    void finished(const std::optional<rnnscope::Error>& error);

private:
    /// A picture to be taken: to be looked at before, or a frame.
    struct Shot {
        double position;
        int milliseconds; ///< 0: only looked at
    };
    using Step = std::function<std::optional<Error>(Film&, const Watch&)>;

    Step take(); ///< the next picture, to be handed to the film
    void draw();
    void encode();
    void follow(const Result<bool>& done);
    void end(const std::optional<Error>& error);

    std::unique_ptr<Camera> m_camera;
    std::vector<Shot> m_shots;
    size_t m_next = 0; ///< the shot to be drawn
    std::shared_ptr<Film> m_film;
    Step m_waiting; ///< what the film has to do next
    Job<bool> m_job;
};

} // namespace rnnscope
