#pragma once

#include "ui/view/view.h"

class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QMenuBar;

namespace rnnscope {

/// The bar at the top: the menus, what is shown, which of the networks in a file, and one button a
/// model to choose between.
class Header : public QWidget {
    Q_OBJECT

public:
    /// @param menus becomes a part of the bar
    /// @param left, right shown as buttons at either side
    Header(const Desk& desk, QMenuBar* menus, const QList<QAction*>& left,
        const QList<QAction*>& right, QWidget* parent = nullptr);

    /// Puts something beside the title.
    void add(QWidget* widget);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void showNetworks();
    void follow();

    const Desk& m_desk;
    QHBoxLayout* m_bar;
    QLabel* m_title;
    QComboBox* m_networks;
    QHBoxLayout* m_models;
    QButtonGroup* m_group;
};

} // namespace rnnscope
