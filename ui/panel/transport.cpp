#include "ui/panel/transport.h"

#include "ui/panel/scrubber.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

/// The place in speeds that is closest, by ratio.
int nearestSpeed(double speed)
{
    const auto nearest = std::min_element(speeds.begin(), speeds.end(), [=](double a, double b) {
        return std::abs(std::log(a / speed)) < std::abs(std::log(b / speed));
    });
    return static_cast<int>(nearest - speeds.begin());
}

}

Transport::Transport(const Desk& desk, PlayActions& actions, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_actions(actions)
    , m_position(new QLabel(this))
    , m_scrubber(new Scrubber(desk, this))
    , m_speed(new QSlider(Qt::Horizontal, this))
    , m_speedText(new QLabel(this))
{
    addActions(actions.all());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 16, 4);
    row->setSpacing(16);
    row->addWidget(makeButtons());
    row->addWidget(m_position);
    row->addWidget(m_scrubber, 1);
    row->addWidget(makeSpeed());
    connect(desk.playback, &Playback::moved, this, &Transport::tellPosition);
    connect(desk.playback, &Playback::stepsChanged, this, &Transport::retranslate);
    connect(desk.playback, &Playback::speedChanged, this, &Transport::tellSpeed);
    connect(desk.session, &Session::sceneChanged, this, &Transport::retranslate);
    connect(desk.session, &Session::chosenChanged, this, &Transport::retranslate);
    connect(desk.selection, &Selection::changed, this, &Transport::tellPosition);
    retranslate();
}

QWidget* Transport::makeButtons()
{
    auto* buttons = new QWidget(this);
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    for (QAction* action :
        {m_actions.start, m_actions.back, m_actions.toggle, m_actions.forward, m_actions.end}) {
        auto* button = new QToolButton(buttons);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setIconSize(action == m_actions.toggle ? QSize(20, 20) : QSize(16, 16));
        button->setFixedSize(34, 34);
        row->addWidget(button);
    }
    return buttons;
}

QWidget* Transport::makeSpeed()
{
    m_speed->setRange(0, static_cast<int>(speeds.size()) - 1);
    m_speed->setPageStep(2);
    m_speed->setFixedWidth(96);
    connect(m_speed, &QSlider::valueChanged, this,
        [this](int place) { m_desk.playback->setSpeed(speeds[static_cast<size_t>(place)]); });
    auto* speed = new QWidget(this);
    auto* row = new QHBoxLayout(speed);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_speed);
    row->addWidget(m_speedText);
    return speed;
}

void Transport::retranslate()
{
    m_scrubber->setAccessibleName(tr("Position in the sequence"));
    m_scrubber->setToolTip(tr("Drag to any moment of any step (← → steps, Home, End)"));
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Speed (+ and −)"));
    m_position->setToolTip(tr("Where we are (← → steps, Shift+← → phases)"));
    const QFontMetrics metrics(font());
    const int steps = m_desk.playback->steps();
    m_position->setMinimumWidth(metrics.horizontalAdvance(positionText(steps, steps, 8, 8)));
    m_speedText->setMinimumWidth(metrics.horizontalAdvance(tr("%1 steps/s").arg(0.25)));
    tellPosition();
    tellSpeed();
}

QString Transport::positionText(int step, int steps, int phase, int phases) const
{
    return tr("step %1 of %2 · phase %3 of %4").arg(step).arg(steps).arg(phase).arg(phases);
}

void Transport::tellPosition()
{
    const Playback& playback = *m_desk.playback;
    const ModelPtr model = m_desk.session->model();
    if (!model || playback.steps() == 0) {
        m_position->setText(tr("no sequence yet"));
    } else if (playback.position() == 0) {
        m_position->setText(tr("start · nothing read yet"));
    } else {
        const auto count = static_cast<int>(phases(*model, m_desk.selection->layer()).size());
        m_position->setText(positionText(
            playback.step() + 1, playback.steps(), playback.phaseOf(count) + 1, count));
    }
}

void Transport::tellSpeed()
{
    const double speed = m_desk.playback->speed();
    const QSignalBlocker quiet(m_speed);
    m_speed->setValue(nearestSpeed(speed));
    m_speedText->setText(tr("%1 steps/s").arg(speed));
}

void Transport::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        m_actions.refresh();
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace rnnscope
