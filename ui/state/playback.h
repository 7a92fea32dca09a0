#pragma once

#include <QObject>

namespace rnnscope {

/// Where we are in the sequence: one real number in [0, steps]. Whatever moves, moves by setting
/// it; what is drawn is a function of it alone.
///
/// In (t, t + 1] the current step is t and its phase is position − t: at rest at t + 1 all of step
/// t is done. At 0 nothing has been read yet.
class Playback : public QObject {
    Q_OBJECT

public:
    explicit Playback(QObject* parent = nullptr);
    ~Playback() override;

    double position() const { return m_position; }
    int steps() const { return m_steps; }
    int step() const; ///< the current step, 0 to steps − 1
    double phase() const { return m_position - step(); } ///< how much of it is done, 0 to 1
    /// The current one of `count` equal parts of the step, 0 to count − 1; at rest where a part
    /// ends it is still that part, so a finished step shows its last.
    int phaseOf(int count) const;
    bool playing() const; ///< running to the end, not merely through one step
    double speed() const { return m_speed; } ///< steps a second

    /// A new sequence of that many steps; the position stays where it can.
    void setSteps(int steps);
    void setPosition(double position); ///< stops whatever runs
    void setSpeed(double stepsPerSecond);
    /// Rests on a step, all of it done.
    void toStep(int step) { setPosition(step + 1); }

public slots:
    void play(); ///< runs to the end, from the start when it is there already
    void pause();
    void toggle();
    void forward(); ///< runs through the rest of this step or all of the next; again: completes and
                    ///< goes on
    void back(); ///< the same towards the start
    void forwardPhase(int phases); ///< runs to the next of `phases` equal parts of a step
    void backPhase(int phases);
    void toStart();
    void toEnd();

signals:
    void moved();
    void playingChanged(bool playing);
    void stepsChanged();
    void speedChanged(double speed);

private:
    class Run;
    void runBy(double part, int direction);
    void move(double position);

    double m_position = 0;
    int m_steps = 0;
    double m_speed = 1.5;
    Run* m_run;
};

} // namespace rnnscope
