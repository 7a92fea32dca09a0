#pragma once

#include "ui/view/view.h"

class QButtonGroup;
class QHBoxLayout;
class QLabel;

namespace rnnscope {

/// The bar at the top: what is shown, and one button a model to choose between.
class Header : public QWidget {
    Q_OBJECT

public:
    /// @param left, right shown as buttons at either side
    Header(const Desk& desk, const QList<QAction*>& left, const QList<QAction*>& right,
        QWidget* parent = nullptr);

private:
    void rebuild();
    void follow();

    const Desk& m_desk;
    QLabel* m_title;
    QHBoxLayout* m_models;
    QButtonGroup* m_group;
};

} // namespace rnnscope
