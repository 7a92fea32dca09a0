#include "ui/panel/scrubber.h"

#include "ui/paint/text.h"
#include "ui/paint/tokenstrip.h"

#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {
constexpr double side = 12; ///< room for half the handle at both ends
constexpr double groove = 33; ///< its middle, from the top
constexpr double knob = 6.5; ///< radius
}

Scrubber::Scrubber(const Desk& desk, QWidget* parent)
    : QAbstractSlider(parent)
    , m_desk(desk)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setOrientation(Qt::Horizontal);
    setPageStep(10);
    connect(desk.playback, &Playback::moved, this, &Scrubber::follow);
    connect(desk.playback, &Playback::stepsChanged, this, &Scrubber::follow);
    connect(desk.session, &Session::sceneChanged, this, &Scrubber::measure);
    connect(desk.session, &Session::chosenChanged, this, &Scrubber::measure);
    connect(this, &QAbstractSlider::actionTriggered, this, &Scrubber::act);
    connect(this, &QAbstractSlider::valueChanged, this, [this](int asked) {
        if (asked != static_cast<int>(m_desk.playback->position())) // a screen reader set it
            m_desk.playback->setPosition(asked);
    });
    measure();
}

/// The room that the widest token of the sequence needs.
void Scrubber::measure()
{
    m_slot = QFontMetricsF(font()).horizontalAdvance(QString::number(m_desk.playback->steps()));
    if (const ScenePtr scene = m_desk.session->scene();
        scene && !m_desk.session->sequence()->ids.empty())
        m_slot = widestToken(m_desk.session->model()->vocabulary, m_desk.session->sequence()->ids,
            QFontMetricsF(font()), 56);
    m_slot += 4;
    follow();
}

void Scrubber::follow()
{
    setRange(0, m_desk.playback->steps());
    setValue(static_cast<int>(m_desk.playback->position()));
    update();
}

/// What the keys ask for.
void Scrubber::act(int action)
{
    const int asked = sliderPosition();
    setSliderPosition(value());
    switch (action) {
    case SliderSingleStepAdd:
        m_desk.playback->forward();
        break;
    case SliderSingleStepSub:
        m_desk.playback->back();
        break;
    default:
        m_desk.playback->setPosition(asked);
    }
}

double Scrubber::xOf(double position) const
{
    const int steps = std::max(1, m_desk.playback->steps());
    return side + position / steps * (width() - 2 * side);
}

/// The token read at a step; its number where the model reads values.
QString Scrubber::tokenAt(int step) const
{
    const Sequence& sequence = *m_desk.session->sequence();
    if (sequence.ids.empty())
        return QString::number(step + 1);
    return shownToken(m_desk.session->model()->vocabulary, sequence.ids[static_cast<size_t>(step)]);
}

/// Every token, smaller where they stand close; where they stand too close, the numbers of some
/// steps.
void Scrubber::drawTokens(QPainter& painter) const
{
    constexpr double smallest = 0.7;
    const int steps = static_cast<int>(m_desk.session->scene()->steps());
    const double pitch = xOf(1) - xOf(0);
    QFont sized = font();
    sized.setPointSizeF(sized.pointSizeF() * std::clamp(pitch / (m_slot + 2), 0.8, 1.0));
    painter.setFont(sized);
    const bool tokens = m_slot * smallest <= pitch;
    const double number = painter.fontMetrics().horizontalAdvance(QString::number(steps)) + 8;
    const int every = tokens ? 1 : roundAbove(number / pitch);
    const double room = std::max(m_slot, every * pitch);
    for (int step = every - 1; step < steps; step += every) {
        const double middle = xOf(step + 0.5);
        const bool read = step <= m_desk.playback->step();
        painter.setPen(read ? m_desk.colours().text : m_desk.colours().dim);
        const QString label = tokens ? tokenAt(step) : QString::number(step + 1);
        painter.drawText(
            QRectF(middle - room / 2, 2, room, groove - knob - 4), Qt::AlignCenter, label);
        if (!tokens)
            painter.drawLine(QPointF(middle, groove - 8), QPointF(middle, groove - 5));
    }
}

void Scrubber::drawGroove(QPainter& painter) const
{
    const Palette& colours = m_desk.colours();
    const double at = xOf(m_desk.playback->position());
    painter.setPen(QPen(colours.border, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(side, groove), QPointF(width() - side, groove));
    painter.setPen(QPen(colours.memory, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(side, groove), QPointF(at, groove));
    painter.setPen(QPen(colours.card, 2));
    painter.setBrush(colours.memory);
    painter.drawEllipse(QPointF(at, groove), knob, knob);
}

void Scrubber::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font());
    const ScenePtr scene = m_desk.session->scene();
    if (scene && m_desk.playback->steps() == scene->steps())
        drawTokens(painter);
    drawGroove(painter);
    if (hasFocus()) {
        painter.setPen(QPen(m_desk.colours().memory, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
}

void Scrubber::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        mouseMoveEvent(event);
}

void Scrubber::mouseMoveEvent(QMouseEvent* event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    const double part = (event->position().x() - side) / std::max(1.0, width() - 2 * side);
    m_desk.playback->setPosition(part * m_desk.playback->steps());
}

/// A wheel turned by the way moves nothing.
void Scrubber::wheelEvent(QWheelEvent* event) { event->ignore(); }

void Scrubber::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        measure();
    QAbstractSlider::changeEvent(event);
}

} // namespace rnnscope
