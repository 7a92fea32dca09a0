#include "ui/view/ribbon.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

// What the mouse does in the ribbon.

namespace rnnscope {

bool Ribbon::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return View::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (ready() && (m_folding > 0 || help->pos().x() >= stripLeft()))
        QToolTip::showText(
            help->globalPos(), describe(m_folding > 0 ? step() : stepAt(help->pos().x())), this);
    else
        QToolTip::hideText();
    return true;
}

void Ribbon::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !ready() || trace() != m_all->trace)
        return;
    m_pressed = event->position();
    m_scrubs = false;
    const StepRows rows = this->rows();
    if (m_pressed.y() > rows.output.bottom() && m_pressed.y() < rows.input.top)
        desk().selection->setLayer(rows.layerAt(m_pressed.y()));
    if (m_folding > 0 || m_pressed.x() < stripLeft())
        return;
    const double before = scroll();
    desk().playback->toStep(stepAt(m_pressed.x()));
    holdScroll(before);
}

void Ribbon::mouseMoveEvent(QMouseEvent* event)
{
    if (!(event->buttons() & Qt::LeftButton) || !ready() || m_folding > 0)
        return;
    m_scrubs
        |= (event->position() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (!m_scrubs)
        return;
    const double before = scroll();
    desk().playback->setPosition(positionAt(event->position().x()));
    const double left = step() * pitch(); // is kept in sight beyond the edges
    holdScroll(std::clamp(before, left + pitch() - strip().width, left));
}

void Ribbon::wheelEvent(QWheelEvent* event)
{
    event->accept();
    if (!ready() || m_folding > 0)
        return;
    const QPoint turn = event->angleDelta();
    const double notches = (std::abs(turn.x()) > std::abs(turn.y()) ? turn.x() : turn.y()) / 120.0;
    if (event->modifiers() & Qt::ControlModifier) { // what is under the mouse stays there
        const double x = event->position().x(), under = positionAt(x);
        setZoom(pitch() / m_natural * std::pow(1.25, notches));
        holdScroll(under * pitch() - (x - stripLeft()));
    } else {
        holdScroll(scroll() - notches * std::max(3 * pitch(), 60.0));
    }
}

} // namespace rnnscope
