#include "ui/view/refresher.h"

#include <QEvent>

namespace rnnscope {

Refresher::Refresher(const Desk& desk, QObject* parent)
    : QObject(parent)
{
    const auto tell = [this](Change change) { return [this, change] { changed(change); }; };
    // At once: what a view keeps of the old model must not be painted with the new one.
    const auto tellNow = [this](Change change) {
        return [this, change] {
            changed(change);
            flush();
        };
    };
    connect(desk.session, &Session::sceneChanged, this, tellNow(Change::Scene));
    connect(desk.session, &Session::chosenChanged, this, tellNow(Change::Cell));
    connect(desk.session, &Session::gradientChanged, this, tell(Change::Gradient));
    connect(desk.playback, &Playback::moved, this, tell(Change::Position));
    connect(desk.selection, &Selection::changed, this, tell(Change::Selection));
}

void Refresher::add(View* view)
{
    m_owed[view] = Change::All;
    view->installEventFilter(this);
    connect(view, &QObject::destroyed, this, [this, view] { m_owed.remove(view); });
    changed({});
}

void Refresher::changed(Changes changes)
{
    for (Changes& owed : m_owed)
        owed |= changes;
    if (!std::exchange(m_posted, true))
        QMetaObject::invokeMethod(this, &Refresher::flush, Qt::QueuedConnection);
}

void Refresher::flush()
{
    m_posted = false;
    for (auto it = m_owed.begin(); it != m_owed.end(); ++it)
        if (it.value() && it.key()->isVisible())
            it.key()->refresh(std::exchange(it.value(), Changes()));
}

bool Refresher::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::Show)
        if (const auto owed = m_owed.find(static_cast<View*>(object));
            owed != m_owed.end() && *owed)
            owed.key()->refresh(std::exchange(*owed, Changes()));
    return QObject::eventFilter(object, event);
}

} // namespace rnnscope
