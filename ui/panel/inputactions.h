#pragma once

#include "ui/view/view.h"

#include <QAction>
#include <QActionGroup>

namespace rnnscope {

/// The ways to give the present model something to read, with their keys: one set of actions for
/// the window's menu and the button beside the field. What the model cannot read is not offered.
class InputActions : public QObject {
    Q_OBJECT

public:
    explicit InputActions(const Desk& desk, QObject* parent = nullptr);

    /// In the order of a menu, separators included.
    QList<QAction*> all() const;
    void retranslate();

    QAction *const text, *const numbers; ///< how the tokens are written
    QAction* const file;
    QActionGroup* const kinds; ///< of signals; data: id
    QAction *const undo, *const redo;

private:
    void refresh();

    const Desk& m_desk;
    QAction *m_aboveKinds, *m_aboveUndo; ///< separators
};

} // namespace rnnscope
