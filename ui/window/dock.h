#pragma once

#include "ui/view/refresher.h"
#include "ui/window/views.h"

#include <QDockWidget>

class QToolButton;

namespace rnnscope {

/// The frame of one view: a handle at its left moves, floats and closes it. The view is made when
/// it is first seen or asked for.
class Dock : public QDockWidget {
    Q_OBJECT

public:
    Dock(const ViewInfo& info, const Desk& desk, Refresher& refresher, QWidget* parent);

    const ViewInfo& info() const { return m_info; }
    View* view();
    void retranslate();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void retitle();

    const ViewInfo& m_info;
    const Desk& m_desk;
    Refresher& m_refresher;
    View* m_view = nullptr;
    QToolButton *m_float, *m_close;
};

} // namespace rnnscope
