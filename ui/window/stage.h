#pragma once

#include "ui/view/refresher.h"

#include <QMap>

class QSplitter;
class QTabWidget;

namespace rnnscope {

/// Where the views of the window stand: the sequence above the cell above time; words, prediction
/// and the facts of the comparison or the file at the right. The borders between them can be
/// dragged.
class Stage : public QWidget {
    Q_OBJECT

public:
    Stage(const Desk& desk, Refresher& refresher, QWidget* parent = nullptr);

    View* view(std::string_view id) const { return m_views.value(std::string(id)); }
    /// Brings the view to the front and gives it the keyboard.
    void reveal(View* view);
    void retranslate();

    QByteArray saveState() const;
    /// The default places when `state` is empty or unreadable.
    void restoreState(const QByteArray& state);

private:
    QWidget* place(std::string_view id);
    void showFacts();

    const Desk& m_desk;
    Refresher& m_refresher;
    QMap<std::string, View*> m_views;
    int m_opening = 0; ///< whose facts were brought to the front
    QTabWidget* m_facts; ///< the comparison, and the model card
    QList<QSplitter*> m_splitters;
};

} // namespace rnnscope
