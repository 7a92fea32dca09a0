#pragma once

#include "ui/view/view.h"

#include <QHash>

namespace rnnscope {

/// Tells views what changed: merges all changes of an event-loop turn into one refresh() a view,
/// skips hidden views and lets them catch up when they are shown. Another scene or model is told at
/// once. Made after keepTogether(), so that a view finds playback and selection within the new
/// scene.
class Refresher : public QObject {
    Q_OBJECT

public:
    explicit Refresher(const Desk& desk, QObject* parent = nullptr);

    /// The view is refreshed from now on, beginning with Change::All.
    void add(View* view);
    void changed(Changes changes);
    /// Brings every visible view up to date now.
    void flush();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QHash<View*, Changes> m_owed;
    bool m_posted = false;
};

} // namespace rnnscope
