#include "ui/view/timeview.h"

#include <QMouseEvent>

namespace rnnscope {

void TimeView::refresh(Changes changes)
{
    if (onlyMoves(changes) && ready() && axis().first != m_first)
        turnPage();
    StillView::refresh(changes);
    m_first = ready() ? axis().first : 0; // it may turn again before it is drawn
}

TimeAxis TimeView::axis() const
{
    return timeAxis(area(), shownTrace()->steps(), desk().playback->step());
}

QString TimeView::pageText() const
{
    const TimeAxis shown = axis();
    const Index steps = shownTrace()->steps();
    return shown.count == steps
        ? QString()
        : tr("steps %1–%2 of %3").arg(shown.first + 1).arg(shown.first + shown.count).arg(steps);
}

void TimeView::drawMoving(QPainter& painter) const
{
    drawCursor(painter, axis(), desk().playback->position(), true, colours());
}

void TimeView::paintEvent(QPaintEvent* event)
{
    if (!drawn())
        m_first = ready() ? axis().first : 0;
    StillView::paintEvent(event);
}

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

} // namespace rnnscope
