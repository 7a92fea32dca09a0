#pragma once

#include "ui/view/view.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

namespace rnnscope {

/// Tells views what changed: merges all changes of an event-loop turn into one refresh() a view,
/// skips hidden views and lets them catch up when they are shown. Another scene or model is told at
/// once; but where networks are only made anew, in the same sizes, as a dial that is turned does
/// it, the views that come first are told at once, and the others when those have painted their
/// answers, or a moment later at the latest. Made after keepTogether(), so that a view finds
/// playback and selection within the new scene.
class Refresher : public QObject {
    Q_OBJECT

public:
    explicit Refresher(const Desk& desk, QObject* parent = nullptr);

    /// The view is refreshed from now on, beginning with Change::All.
    /// @param first whether it is what dials are turned for
    void add(View* view, bool first = false);
    void changed(Changes changes);
    /// Brings every visible view up to date now.
    void flush();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    struct Told {
        Changes owed;
        bool first;
    };
    void followScene();
    void flushFirst();
    void followOthers();
    static void tell(View* view, Told& told);

    const Desk& m_desk;
    QHash<View*, Told> m_views;
    bool m_posted = false;
    std::vector<Index> m_sizes; ///< of the scene
    QTimer m_others; ///< until those that do not come first are told
    QElapsedTimer m_waiting; ///< since they wait
};

} // namespace rnnscope
