#include "ui/view/stillview.h"

#include <QHelpEvent>
#include <QToolTip>

namespace rnnscope {

void StillView::refresh(Changes changes)
{
    if (changes == Change::Position)
        return update();
    takeIn();
    redraw();
}

void StillView::redraw()
{
    m_still = {};
    update();
}

void StillView::paintEvent(QPaintEvent*)
{
    const double ratio = devicePixelRatioF();
    if (m_still.isNull() || m_still.devicePixelRatio() != ratio) {
        m_still = QPixmap(size() * ratio);
        m_still.setDevicePixelRatio(ratio);
        m_still.fill(colours().card);
        QPainter painter(&m_still);
        painter.setFont(font());
        drawStill(painter);
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_still);
    if (ready())
        drawMoving(painter);
}

void StillView::print(QPainter& painter)
{
    painter.fillRect(rect(), colours().card);
    painter.setFont(font());
    drawStill(painter);
    if (ready())
        drawMoving(painter);
    for (QWidget* child : findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
        if (child->isVisibleTo(this))
            child->render(&painter, child->pos(), {}, DrawChildren);
}

void StillView::resizeEvent(QResizeEvent*) { redraw(); }

bool StillView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !current())
        return View::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), describe(help->pos()), this); // nothing hides it
    return true;
}

} // namespace rnnscope
