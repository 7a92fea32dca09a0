#include "ui/inspector/pane.h"

namespace rnnscope {

Pane::Pane(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
{
}

void Pane::show(const Shown& shown)
{
    m_shown = shown;
    m_owed = !isVisible();
    if (!m_owed)
        take();
    update();
}

void Pane::showEvent(QShowEvent* event)
{
    if (std::exchange(m_owed, false))
        take();
    QWidget::showEvent(event);
}

QString Pane::whyNotRead() const
{
    return m_shown.problem.isEmpty() ? tr("Reading the numbers…") : m_shown.problem;
}

void Pane::drawRemark(QPainter& painter, const QString& text) const
{
    painter.setPen(colours().dim);
    painter.drawText(rect().adjusted(40, 20, -40, -20), Qt::AlignCenter | Qt::TextWordWrap, text);
}

} // namespace rnnscope
