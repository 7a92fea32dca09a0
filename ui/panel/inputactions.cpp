#include "ui/panel/inputactions.h"

#include "core/model/signal.h"

#include <QCoreApplication>

namespace rnnscope {

InputActions::InputActions(const Desk& desk, QObject* parent)
    : QObject(parent)
    , text(new QAction(this))
    , numbers(new QAction(this))
    , file(new QAction(this))
    , kinds(new QActionGroup(this))
    , undo(new QAction(this))
    , redo(new QAction(this))
    , m_desk(desk)
    , m_aboveKinds(new QAction(this))
    , m_aboveUndo(new QAction(this))
{
    file->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I));
    undo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
    redo->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    for (const SignalKind& kind : signalKinds())
        kinds->addAction(QString())->setData(QString::fromUtf8(kind.id));
    for (QAction* separator : {m_aboveKinds, m_aboveUndo})
        separator->setSeparator(true);
    connect(undo, &QAction::triggered, desk.session, &Session::undo);
    connect(redo, &QAction::triggered, desk.session, &Session::redo);
    connect(desk.session, &Session::sceneChanged, this, &InputActions::refresh);
    connect(desk.session, &Session::chosenChanged, this, &InputActions::refresh);
    retranslate();
}

QList<QAction*> InputActions::all() const
{
    return QList{text, numbers, file, m_aboveKinds} + kinds->actions()
        + QList{m_aboveUndo, undo, redo};
}

void InputActions::retranslate()
{
    text->setText(tr("&Text"));
    text->setToolTip(tr("Type a text"));
    numbers->setText(tr("Token &numbers"));
    numbers->setToolTip(tr("Type the numbers of tokens"));
    file->setText(tr("From a &file…"));
    file->setToolTip(tr("Rows of numbers (.csv, .npy), a sound (.wav) or a text"));
    undo->setText(tr("&Back to the input before"));
    redo->setText(tr("F&orward to the next input"));
    refresh();
}

/// Models of tokens are offered tokens, others every signal.
void InputActions::refresh()
{
    const ModelPtr model = m_desk.session->model();
    const bool tokens = model && model->tokens() > 0;
    const bool words = model && !model->vocabulary.empty();
    text->setVisible(words);
    numbers->setVisible(words);
    file->setEnabled(model != nullptr);
    for (QAction* action : kinds->actions()) {
        const SignalKind& kind = *findSignal(action->data().toString().toStdString());
        const bool noise = kind.knob == Knob::Seed;
        action->setVisible(model && (noise || !tokens));
        action->setText(noise && tokens ? tr("&Random tokens")
                                        : QCoreApplication::translate("signal", kind.title));
        action->setToolTip(QCoreApplication::translate("signal", kind.summary));
    }
    undo->setEnabled(m_desk.session->canUndo());
    redo->setEnabled(m_desk.session->canRedo());
}

} // namespace rnnscope
