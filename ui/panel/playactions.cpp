#include "ui/panel/playactions.h"

#include "ui/panel/glyph.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QTabBar>

#include <algorithm>

namespace rnnscope {

namespace {

double speedAbove(double speed)
{
    const auto above
        = std::find_if(speeds.begin(), speeds.end(), [&](double s) { return s > speed; });
    return above == speeds.end() ? speeds.back() : *above;
}

double speedBelow(double speed)
{
    const auto below
        = std::find_if(speeds.rbegin(), speeds.rend(), [&](double s) { return s < speed; });
    return below == speeds.rend() ? speeds.front() : *below;
}

/// Whether a control with the focus does something of its own with this key. Text fields say so
/// themselves.
bool needs(QObject* control, int key)
{
    if (qobject_cast<QAbstractButton*>(control))
        return key == Qt::Key_Space;
    const bool moves
        = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End;
    if (qobject_cast<QAbstractSlider*>(control) || qobject_cast<QTabBar*>(control))
        return moves;
    return (moves || key == Qt::Key_Space)
        && (qobject_cast<QComboBox*>(control) || qobject_cast<QAbstractItemView*>(control));
}

}

PlayActions::PlayActions(const Desk& desk, QObject* parent)
    : QObject(parent)
    , start(make({Qt::Key_Home}))
    , back(make({Qt::Key_Left}))
    , toggle(make({Qt::Key_Space}))
    , forward(make({Qt::Key_Right}))
    , end(make({Qt::Key_End}))
    , phaseBack(make({QKeySequence(Qt::SHIFT | Qt::Key_Left)}))
    , phaseForward(make({QKeySequence(Qt::SHIFT | Qt::Key_Right)}))
    , slower(make({Qt::Key_Minus}))
    , faster(make({Qt::Key_Plus, Qt::Key_Equal}))
    , m_desk(desk)
{
    Playback* playback = desk.playback;
    connect(start, &QAction::triggered, playback, &Playback::toStart);
    connect(back, &QAction::triggered, playback, &Playback::back);
    connect(toggle, &QAction::triggered, playback, &Playback::toggle);
    connect(forward, &QAction::triggered, playback, &Playback::forward);
    connect(end, &QAction::triggered, playback, &Playback::toEnd);
    connect(phaseBack, &QAction::triggered, this, [=, this] { playback->backPhase(phases()); });
    connect(
        phaseForward, &QAction::triggered, this, [=, this] { playback->forwardPhase(phases()); });
    connect(slower, &QAction::triggered, this,
        [=] { playback->setSpeed(speedBelow(playback->speed())); });
    connect(faster, &QAction::triggered, this,
        [=] { playback->setSpeed(speedAbove(playback->speed())); });
    connect(playback, &Playback::playingChanged, this, &PlayActions::refresh);
    connect(playback, &Playback::moved, this, &PlayActions::allow);
    connect(playback, &Playback::stepsChanged, this, &PlayActions::allow);
    connect(playback, &Playback::speedChanged, this, &PlayActions::allow);
    qApp->installEventFilter(this);
    refresh();
    allow();
}

QAction* PlayActions::make(std::initializer_list<QKeySequence> keys)
{
    auto* action = new QAction(this);
    action->setShortcuts(keys);
    return action;
}

QList<QAction*> PlayActions::all() const
{
    return {toggle, back, forward, phaseBack, phaseForward, start, end, slower, faster};
}

int PlayActions::phases() const
{
    const ModelPtr model = m_desk.session->model();
    return model ? static_cast<int>(rnnscope::phases(*model, m_desk.selection->layer()).size()) : 1;
}

void PlayActions::refresh()
{
    const bool playing = m_desk.playback->playing();
    const auto dress = [this](QAction* action, Glyph glyph, const QString& text) {
        action->setText(text);
        action->setIcon(glyphIcon(glyph, m_desk.colours().text));
        action->setToolTip(QStringLiteral("%1 (%2)").arg(
            text, action->shortcut().toString(QKeySequence::NativeText)));
    };
    dress(start, Glyph::Start, tr("To the start"));
    dress(back, Glyph::Back, tr("One step back"));
    dress(toggle, playing ? Glyph::Pause : Glyph::Play, playing ? tr("Pause") : tr("Play"));
    dress(forward, Glyph::Forward, tr("One step forward"));
    dress(end, Glyph::End, tr("To the end"));
    dress(phaseBack, Glyph::Back, tr("One phase back"));
    dress(phaseForward, Glyph::Forward, tr("One phase forward"));
    dress(slower, Glyph::Slower, tr("Slower"));
    dress(faster, Glyph::Faster, tr("Faster"));
}

/// What would do nothing is grey.
void PlayActions::allow()
{
    const Playback& playback = *m_desk.playback;
    const bool before = playback.position() > 0;
    const bool after = playback.position() < playback.steps();
    for (QAction* action : {start, back, phaseBack})
        action->setEnabled(before);
    for (QAction* action : {end, forward, phaseForward})
        action->setEnabled(after);
    toggle->setEnabled(playback.steps() > 0);
    slower->setEnabled(playback.speed() > speeds.front());
    faster->setEnabled(playback.speed() < speeds.back());
}

bool PlayActions::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier && needs(object, key->key())) {
            event->accept();
            return true;
        }
    }
    return QObject::eventFilter(object, event);
}

} // namespace rnnscope
