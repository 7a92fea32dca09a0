#pragma once

#include "core/task/course.h"
#include "ui/state/scenemaker.h"
#include "ui/state/trainingsetting.h"

#include <QElapsedTimer>
#include <QTimer>

namespace rnnscope {

/// Networks that learn a task side by side while the window shows them, and their checkpoints: the
/// networks after any epoch can be shown in all views. An epoch is the updates from one checkpoint
/// to the next.
class Training : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Running, Resting, Ended };

    Training(Session& session, const Playback& playback, const Selection& selection,
        QObject* parent = nullptr);
    ~Training() override;

    /// With what the next training starts.
    const Comparison& setting() const { return m_setting; }
    void turn(Comparison setting); ///< brought into what is possible
    void reset(); ///< to the task's defaults

    State state() const { return m_state; }
    /// Of the present training, or of the next one before the first.
    const Comparison& comparison() const;
    /// In the order of compare(); empty before the first training.
    const std::vector<CourseRun>& runs() const { return m_runs; }

    void start(); ///< from the beginning, with the setting
    void resume();
    void pause(); ///< after the update that is under way
    void stepEpoch(); ///< goes on to where the slowest cell has done one more epoch, then rests
    void stop(); ///< for good; what was learned stays

    /// Whether the networks of this training are the ones on the desk.
    bool open() const { return m_maker.open(); }
    /// How many epochs can be shown, the start among them: all cells of the first seed have done
    /// them, but those that failed.
    int epochs() const;
    int epoch() const { return m_epoch; } ///< that is shown or about to be
    bool following() const { return m_following; } ///< the newest epoch
    void showEpoch(int epoch); ///< the last one: follows from then on
    /// What the networks read: the place of a sequence among those that training does not see.
    int sample() const { return m_sample; }
    int samples() const { return static_cast<int>(m_samples.size()); }
    void showSample(int sample);
    /// The checkpoint of a run that belongs to an epoch: its last one where it has no such.
    const Checkpoint& checkpointOf(const CourseRun& run, int epoch) const;
    /// Memory for all checkpoints, bytes.
    std::uint64_t bytes() const { return m_bytes; }

    /// The files that save() writes: the path, or with several cells one a cell, PATH-lstm.
    QStringList filesFor(const QString& path) const;
    /// Writes the networks of the epoch that is shown as safetensors.
    std::optional<Error> save(const QString& path) const;

signals:
    void changed(); ///< setting or state
    void advanced(); ///< there is more in runs()
    void epochChanged(); ///< the epoch, how many there are, or whether they are on the desk
    void failed(const rnnscope::Error& error);

private:
    bool under() const { return m_state == State::Running || m_state == State::Resting; }
    bool begin();
    void goTo(long updates);
    void listen();
    void takeNews();
    void showNewest();
    void setState(State state);
    long done(size_t cell) const;
    void show(int epoch, bool own);
    Scene sceneOf(int epoch, bool own) const;

    Session& m_session;
    SceneMaker m_maker;
    Comparison m_setting = firstSetting();
    std::unique_ptr<Course> m_course;
    State m_state = State::Idle;
    std::vector<CourseRun> m_runs;
    std::uint64_t m_bytes = 0;
    std::vector<Sequence> m_samples;
    int m_sample = 0;
    int m_epoch = 0;
    bool m_following = true;
    QTimer m_listening;
    QElapsedTimer m_followed; ///< since the newest epoch was shown last
};

} // namespace rnnscope
