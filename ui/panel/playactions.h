#pragma once

#include "ui/view/view.h"

#include <QAction>

#include <array>

namespace rnnscope {

/// The speeds offered, steps a second.
inline constexpr std::array speeds{
    0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0};

/// What moves the playback, with its keys: one set of actions for the window's menu and the
/// buttons. A control that has the focus keeps the keys that it needs itself, as text fields do.
class PlayActions : public QObject {
    Q_OBJECT

public:
    explicit PlayActions(const Desk& desk, QObject* parent = nullptr);

    QList<QAction*> all() const;
    /// Writes texts and draws icons anew, in the present language and theme.
    void refresh();

    QAction *const start, *const back, *const toggle, *const forward, *const end;
    QAction *const phaseBack, *const phaseForward;
    QAction *const slower, *const faster;

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QAction* make(std::initializer_list<QKeySequence> keys);
    int phases() const;
    void allow();

    const Desk& m_desk;
};

} // namespace rnnscope
