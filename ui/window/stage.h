#pragma once

#include "ui/view/refresher.h"

#include <QMainWindow>

namespace rnnscope {

class Dock;

/// Where the views of the window stand, each in a dock: the sequence above the cell above time;
/// words, prediction and the facts of the comparison or the file at the right; others on demand,
/// beside what they belong to.
class Stage : public QMainWindow {
    Q_OBJECT

public:
    Stage(const Desk& desk, Refresher& refresher, QWidget* parent = nullptr);

    /// The view of that id; nullptr for one that stands in a window of its own.
    View* view(std::string_view id) const;
    /// The view that has the keyboard, or nullptr.
    View* viewInFocus() const;
    /// Opens the view where it is closed, brings it to the front and gives it the keyboard. One
    /// that has it already is closed.
    void toggle(std::string_view id);
    void reveal(std::string_view id);
    void closeCurrent(); ///< the view that has the keyboard
    void floatCurrent(); ///< out of the window, or back into it
    bool isOpen(std::string_view id) const;
    void retranslate();

    /// Where everything stands; empty where that is the default.
    QByteArray layoutState() const;
    /// The default places when `state` is empty or unreadable.
    void restoreLayout(const QByteArray& state);

signals:
    void opened(const QString& id, bool open); ///< or closed

protected:
    void childEvent(QChildEvent* event) override;
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    Dock* dock(std::string_view id) const;
    Dock* dockInFocus() const;
    void arrange();
    double heightFor(std::string_view id, int share) const;
    void shareOut();
    void showFacts();

    const Desk& m_desk;
    QList<Dock*> m_docks;
    std::pair<int, size_t> m_opening; ///< and its models, whose facts were brought to the front
    std::string m_front = "cell"; ///< the view that was last brought to the front of its place
    bool m_rearranged = false; ///< by hand: the default shares hold no more
};

} // namespace rnnscope
