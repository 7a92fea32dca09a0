#include "ui/export/actions.h"

namespace rnnscope {

ExportActions::ExportActions(QObject* parent)
    : QObject(parent)
    , picture(new QAction(this))
    , copy(new QAction(this))
    , animation(new QAction(this))
    , values(new QAction(this))
    , wholePicture(new QAction(this))
    , wholeCopy(new QAction(this))
    , trace(new QAction(this))
    , m_between(new QAction(this))
{
    picture->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    copy->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    animation->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    m_between->setSeparator(true);
    retranslate();
}

QList<QAction*> ExportActions::all() const
{
    return ofView() + QList{m_between, wholePicture, wholeCopy, trace};
}

void ExportActions::retranslate()
{
    picture->setText(tr("Save &picture of the view…"));
    copy->setText(tr("&Copy the view as a picture"));
    animation->setText(tr("Save &animation…"));
    values->setText(tr("Save &values of the view…"));
    wholePicture->setText(tr("Save picture of the &window…"));
    wholeCopy->setText(tr("C&opy the window as a picture"));
    trace->setText(tr("Save all values of the &run…"));
}

} // namespace rnnscope
