#pragma once

#include <QAction>

namespace rnnscope {

/// What can be exported, with its keys: one set of actions for the window's menu and the menu of
/// every view.
class ExportActions : public QObject {
    Q_OBJECT

public:
    explicit ExportActions(QObject* parent = nullptr);

    /// In the order of the menu, separators included.
    QList<QAction*> all() const;
    /// Those that are about one view.
    QList<QAction*> ofView() const { return {picture, copy, animation, values}; }
    void retranslate();

    QAction *const picture, *const copy, *const animation, *const values; ///< of the view in use
    QAction *const wholePicture, *const wholeCopy; ///< of the window
    QAction* const trace; ///< all values of the run

private:
    QAction* m_between;
};

} // namespace rnnscope
