#include "ui/state/playback.h"

#include <QAbstractAnimation>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {
/// Positions closer than this are one: a run ends exactly on its target, but parts of a step are
/// not whole binary numbers.
constexpr double tiny = 1e-9;
}

/// A run from one position to another at a constant speed; driven by Qt's animation clock.
class Playback::Run : public QAbstractAnimation {
public:
    explicit Run(Playback* playback)
        : QAbstractAnimation(playback)
        , m_playback(playback)
    {
    }

    void begin(double to, bool whole)
    {
        stop();
        m_from = m_playback->position();
        m_to = to;
        m_whole = whole;
        m_duration = std::max(1, qRound(std::abs(m_to - m_from) / m_playback->speed() * 1000));
        start();
    }
    void again() { begin(m_to, m_whole); }
    bool running() const { return state() == Running; }
    bool whole() const { return m_whole; }
    double target() const { return running() ? m_to : m_playback->position(); }
    int duration() const override { return m_duration; }

protected:
    void updateCurrentTime(int time) override
    {
        const double part = static_cast<double>(time) / m_duration;
        m_playback->move(part >= 1 ? m_to : m_from + part * (m_to - m_from));
    }

private:
    Playback* m_playback;
    double m_from = 0;
    double m_to = 0;
    bool m_whole = false; ///< to the end of the sequence, not through one step
    int m_duration = 1;
};

Playback::Playback(QObject* parent)
    : QObject(parent)
    , m_run(new Run(this))
{
    connect(
        m_run, &QAbstractAnimation::stateChanged, this, [this] { emit playingChanged(playing()); });
}

Playback::~Playback() = default;

int Playback::step() const { return std::max(0, static_cast<int>(std::ceil(m_position)) - 1); }

int Playback::phaseOf(int count) const
{
    return std::clamp(static_cast<int>(std::ceil(phase() * count - tiny)) - 1, 0, count - 1);
}

bool Playback::playing() const { return m_run->running() && m_run->whole(); }

void Playback::move(double position)
{
    position = std::clamp(position, 0.0, static_cast<double>(m_steps));
    if (position == m_position)
        return;
    m_position = position;
    emit moved();
}

void Playback::setPosition(double position)
{
    m_run->stop();
    move(position);
}

void Playback::setSteps(int steps)
{
    m_run->stop();
    m_steps = steps;
    emit stepsChanged();
    move(m_position);
}

void Playback::setSpeed(double stepsPerSecond)
{
    if (m_speed == stepsPerSecond)
        return;
    m_speed = stepsPerSecond;
    emit speedChanged(m_speed);
    if (m_run->running())
        m_run->again();
}

void Playback::play()
{
    if (m_position >= m_steps)
        setPosition(0);
    if (m_steps > 0)
        m_run->begin(m_steps, true);
}

void Playback::pause() { m_run->stop(); }

void Playback::toggle()
{
    if (playing())
        pause();
    else
        play();
}

void Playback::runBy(double part, int direction)
{
    const double from = playing() ? m_position : m_run->target();
    setPosition(from);
    const double parts = from / part;
    const double next = direction > 0 ? std::floor(parts + tiny) + 1 : std::ceil(parts - tiny) - 1;
    const double target = std::clamp(next * part, 0.0, static_cast<double>(m_steps));
    if (target != m_position)
        m_run->begin(target, false);
}

void Playback::forward() { runBy(1, 1); }
void Playback::back() { runBy(1, -1); }
void Playback::forwardPhase(int phases) { runBy(1.0 / phases, 1); }
void Playback::backPhase(int phases) { runBy(1.0 / phases, -1); }
void Playback::toStart() { setPosition(0); }
void Playback::toEnd() { setPosition(m_steps); }

} // namespace rnnscope
