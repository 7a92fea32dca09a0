#pragma once

#include "ui/state/session.h"

class QLabel;
class QMimeData;

namespace rnnscope {

/// Files that are dragged onto a window: says what a drop would do, and what was dropped.
class Drops : public QObject {
    Q_OBJECT

public:
    /// @param session whose models others can be put beside
    Drops(const Session& session, QWidget* window);

signals:
    /// One file; `beside` what is shown, where Shift was held.
    void dropped(const QString& path, bool beside);
    /// Several, to be seen side by side; and `beside` what is shown.
    void severalDropped(const QStringList& paths, bool beside);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void hint(Qt::KeyboardModifiers modifiers);
    void drop(const QStringList& paths, bool beside);

    const Session& m_session;
    QWidget* m_window;
    QLabel* m_hint;
};

} // namespace rnnscope
