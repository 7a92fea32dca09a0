#include "ui/view/timeview.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

namespace rnnscope {

void TimeView::refresh(Changes changes)
{
    if (changes != Change::Position) {
        takeIn();
        redraw();
    } else if (ready() && axis().first != m_first) {
        redraw(); // another page
    } else {
        update();
    }
}

void TimeView::redraw()
{
    m_still = {};
    update();
}

TimeAxis TimeView::axis() const
{
    return timeAxis(area(), shownTrace()->steps(), desk().playback->step());
}

void TimeView::drawMoving(QPainter& painter) const
{
    drawCursor(painter, axis(), desk().playback->position(), true, colours());
}

void TimeView::paintEvent(QPaintEvent*)
{
    const double ratio = devicePixelRatioF();
    if (m_still.isNull() || m_still.devicePixelRatio() != ratio) {
        m_still = QPixmap(size() * ratio);
        m_still.setDevicePixelRatio(ratio);
        m_still.fill(colours().card);
        QPainter painter(&m_still);
        painter.setFont(font());
        drawStill(painter);
        m_first = ready() ? axis().first : 0;
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_still);
    if (ready())
        drawMoving(painter);
}

void TimeView::print(QPainter& painter)
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

void TimeView::resizeEvent(QResizeEvent*) { redraw(); }

void TimeView::mousePressEvent(QMouseEvent* event)
{
    if (!current() || event->button() != Qt::LeftButton)
        return;
    const TimeAxis shown = axis();
    desk().playback->toStep(shown.stepAt(event->position().x()));
    if (shown.area.contains(event->position()))
        press(event->position());
}

void TimeView::mouseMoveEvent(QMouseEvent* event)
{
    if (current() && event->buttons() & Qt::LeftButton)
        desk().playback->toStep(axis().stepAt(event->position().x()));
}

bool TimeView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !current())
        return View::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), describe(help->pos()), this); // nothing hides it
    return true;
}

} // namespace rnnscope
