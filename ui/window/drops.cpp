#include "ui/window/drops.h"

#include "ui/view/wording.h"

#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QUrl>

namespace rnnscope {

namespace {

/// The local files; none where one is not local, or they are more than can stand side by side.
QStringList filesOf(const QMimeData& data)
{
    QStringList files;
    for (const QUrl& url : data.urls())
        files += url.toLocalFile();
    const bool all = !files.contains(QString()) && files.size() <= qsizetype(mostBeside);
    return all ? files : QStringList();
}

}

Drops::Drops(const Session& session, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_window(window)
    , m_hint(new QLabel(window))
{
    m_hint->setObjectName("dropHint");
    m_hint->setAutoFillBackground(true);
    m_hint->setBackgroundRole(QPalette::Highlight);
    m_hint->setForegroundRole(QPalette::HighlightedText);
    m_hint->setMargin(12);
    m_hint->hide();
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

bool Drops::eventFilter(QObject* object, QEvent* event)
{
    const bool moves = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove;
    if (event->type() == QEvent::DragLeave)
        m_hint->hide();
    if (!moves && event->type() != QEvent::Drop)
        return QObject::eventFilter(object, event);
    auto* drag = static_cast<QDropEvent*>(event);
    const QStringList files = filesOf(*drag->mimeData());
    if (files.isEmpty())
        return QObject::eventFilter(object, event);
    drag->acceptProposedAction();
    moves ? hint(drag->modifiers()) : drop(files, drag->modifiers() & Qt::ShiftModifier);
    return true;
}

void Drops::hint(Qt::KeyboardModifiers modifiers)
{
    const ScenePtr scene = m_session.scene();
    const bool beside = modifiers & Qt::ShiftModifier;
    m_hint->setText(!scene ? tr("Drop it to open it")
            : beside       ? tr("Drop it to see it beside “%1”").arg(wordedTitle(scene->title))
                           : tr("Drop it to open it; with Shift held, beside “%1”")
                           .arg(wordedTitle(scene->title)));
    m_hint->adjustSize();
    m_hint->move((m_window->width() - m_hint->width()) / 2, m_window->height() / 3);
    m_hint->show();
    m_hint->raise();
}

void Drops::drop(const QStringList& paths, bool beside)
{
    m_hint->hide();
    if (paths.size() == 1)
        emit dropped(paths.front(), beside);
    else
        emit severalDropped(paths, beside);
}

} // namespace rnnscope
