#include "ui/view/phasebar.h"

#include "ui/paint/choreography.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

constexpr double gap = 8;
constexpr double leastGap = 3;

}

PhaseBar::PhaseBar(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
{
    setCursor(Qt::PointingHandCursor);
}

void PhaseBar::setPhases(const std::vector<const Phase*>& phases)
{
    m_phases = phases;
    setAccessibleName(tr("Phases of the step"));
    setVisible(!phases.empty());
    arrange();
    update();
}

QString PhaseBar::nameOf(int phase) const
{
    return QStringLiteral("%1 %2").arg(phase + 1).arg(
        QCoreApplication::translate("cell", m_phases[static_cast<size_t>(phase)]->name));
}

QSize PhaseBar::sizeHint() const
{
    const QFontMetricsF metrics(font());
    double width = 2; // the lines of the first and the last
    for (int phase = 0; phase < count(); ++phase)
        width += metrics.horizontalAdvance(nameOf(phase)) + 3 * gap + (phase > 0 ? gap : 0);
    return {
        static_cast<int>(std::ceil(width)), static_cast<int>(std::round(metrics.height() + gap))};
}

/// Every pill as wide as its name needs; where there is less room, all of them narrower.
void PhaseBar::arrange()
{
    m_pills.clear();
    const QFontMetricsF metrics(font());
    const double squeeze
        = std::clamp((width() - 2) / std::max(1.0, sizeHint().width() - 2.0), 0.0, 1.0);
    const double between = std::max(leastGap, gap * squeeze * squeeze);
    double words = 0;
    for (int phase = 0; phase < count(); ++phase)
        words += metrics.horizontalAdvance(nameOf(phase));
    const double room = std::min(width(), sizeHint().width()) - 2 - (count() - 1) * between;
    const double pad = std::max(2.0, (room - words) / std::max(1, count()));
    const double shrink = std::min(1.0, room / (words + count() * pad));
    double x = 1;
    for (int phase = 0; phase < count(); ++phase) {
        const double wide = shrink * (metrics.horizontalAdvance(nameOf(phase)) + pad);
        m_pills.emplace_back(x, 1, wide, height() - 2);
        x += wide + between;
    }
}

int PhaseBar::pillAt(QPointF place) const
{
    for (int phase = 0; phase < count(); ++phase)
        if (m_pills[static_cast<size_t>(phase)].contains(place))
            return phase;
    return -1;
}

double PhaseBar::partAt(double x) const
{
    for (int phase = 0; phase < count(); ++phase) {
        const QRectF& pill = m_pills[static_cast<size_t>(phase)];
        if (x < pill.right())
            return (phase + std::max(0.0, (x - pill.left()) / pill.width())) / count();
    }
    return 1;
}

void PhaseBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font());
    for (int phase = 0; phase < count(); ++phase)
        drawPill(painter, phase, m_desk.playback->phase() * count() - phase);
}

/// @param done how much of the phase is done; beyond 1 it is over
void PhaseBar::drawPill(QPainter& painter, int phase, double done) const
{
    const Palette& colours = m_desk.colours();
    const QRectF pill = m_pills[static_cast<size_t>(phase)];
    const double radius = pill.height() / 2;
    const bool current = phaseAt(m_desk.playback->phase(), count()) == phase;
    const QString name
        = painter.fontMetrics().elidedText(nameOf(phase), Qt::ElideRight, qRound(pill.width()) - 2);
    painter.setPen(QPen(current ? colours.accent : colours.border, 1));
    painter.setBrush(done > 0 && !current ? colours.border : colours.card);
    painter.drawRoundedRect(pill, radius, radius);
    painter.setPen(done > 0 ? colours.text : colours.dim);
    painter.drawText(pill, Qt::AlignCenter, name);
    if (!current)
        return;
    painter.save();
    painter.setClipRect(
        QRectF(pill.left() - 1, 0, pill.width() * std::min(done, 1.0) + 1, height()));
    painter.setPen(colours.accent);
    painter.setBrush(colours.accent);
    painter.drawRoundedRect(pill, radius, radius);
    painter.setPen(colours.accentText);
    painter.drawText(pill, Qt::AlignCenter, name);
    painter.restore();
}

void PhaseBar::resizeEvent(QResizeEvent*) { arrange(); }

void PhaseBar::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && count() > 0)
        m_press = Press{event->position().x(), m_desk.playback->step(), false};
}

void PhaseBar::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_press)
        return;
    constexpr double begin = 1e-6; // at 0 the step before would be the current one
    const double x = event->position().x();
    m_press->drags |= std::abs(x - m_press->x) >= QApplication::startDragDistance();
    if (m_press->drags)
        m_desk.playback->setPosition(m_press->step + std::max(begin, partAt(x)));
}

void PhaseBar::mouseReleaseEvent(QMouseEvent* event)
{
    const int pill = pillAt(event->position());
    if (m_press && !m_press->drags && pill >= 0)
        m_desk.playback->setPosition(m_press->step + (pill + 1.0) / count());
    m_press.reset();
}

void PhaseBar::wheelEvent(QWheelEvent* event)
{
    m_wheel += event->angleDelta().y();
    for (; m_wheel <= -QWheelEvent::DefaultDeltasPerStep;
         m_wheel += QWheelEvent::DefaultDeltasPerStep)
        m_desk.playback->forwardPhase(count());
    for (; m_wheel >= QWheelEvent::DefaultDeltasPerStep;
         m_wheel -= QWheelEvent::DefaultDeltasPerStep)
        m_desk.playback->backPhase(count());
}

QString PhaseBar::help(int phase) const
{
    return tr("%1\nDrag: back and forth through the step · Shift+← Shift+→: phase by phase")
        .arg(QCoreApplication::translate("cell", m_phases[static_cast<size_t>(phase)]->title));
}

bool PhaseBar::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* asked = static_cast<QHelpEvent*>(event);
    const int pill = pillAt(asked->pos());
    QToolTip::showText(asked->globalPos(), pill < 0 ? QString() : help(pill), this);
    return true;
}

} // namespace rnnscope
