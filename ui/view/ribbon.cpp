#include "ui/view/ribbon.h"

#include "core/math/activation.h"
#include "core/model/depth.h"
#include "ui/paint/text.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

constexpr double holdSteps = 4; ///< steps after which the strip follows the position again

double largest(const Matrix& values)
{
    return values.size() == 0 ? 1 : std::max(1e-6, double(values.cwiseAbs().maxCoeff()));
}

}

Ribbon::Ribbon(const Desk& desk, QWidget* parent)
    : View(desk, parent)
{
    setCursor(Qt::PointingHandCursor);
}

void Ribbon::refresh(Changes changes)
{
    if (model() && (changes & ~Changes(Change::Position | Change::Gradient)))
        measure();
    if (changes & Change::Scene)
        m_hold = {};
    if (changes & Change::Look)
        setAccessibleName(tr("Sequence"));
    if (steps() > 0)
        setAccessibleDescription(describe(std::min(desk().playback->step(), steps() - 1)));
    update();
}

void Ribbon::measure()
{
    const QFontMetricsF metrics(font());
    constexpr double widestToken = 88;
    m_pitch = 40;
    if (!sequence().ids.empty())
        m_pitch = std::max(m_pitch,
            20
                + std::ceil(rnnscope::widestToken(
                    model()->vocabulary, sequence().ids, metrics, widestToken)));
    m_labels = 0;
    for (const QString& label : {tr("predicts"), tr("outputs"), tr("memory"), tr("reads")})
        m_labels = std::max(m_labels, std::ceil(metrics.horizontalAdvance(label)) + 12);
    m_inputRange = largest(sequence().values);
    m_outputRange = model()->predictsTokens() ? 1 : largest(trace()->logits);
    const int hidden = layer().cell->hidden();
    m_scale = scaleOf(layer().cell->tracks()[size_t(hidden)], layerTrace().tracks[size_t(hidden)]);
    m_pictures.clear();
    m_best.assign(size_t(steps()), -1);
}

int Ribbon::steps() const { return model() ? int(trace()->steps()) : 0; }

/// The token with the largest logit.
int Ribbon::best(int step) const
{
    int& found = m_best[size_t(step)];
    if (found < 0) {
        Index row;
        trace()->logits.col(step).maxCoeff(&row);
        found = int(row);
    }
    return found;
}

/// The true next token, or −1.
int Ribbon::target(int step) const
{
    return size_t(step) < sequence().targets.size() ? sequence().targets[size_t(step)] : -1;
}

Strip Ribbon::strip() const { return {m_pitch, steps(), width() - 2 * margin - m_labels}; }

double Ribbon::scroll() const
{
    const double position = desk().playback->position();
    const double gone = std::abs(position - m_hold.position) / holdSteps;
    return strip().bounded(strip().follow(position) + m_hold.shift * std::max(0.0, 1 - gone));
}

/// Scrolls there and stays while the position rests.
void Ribbon::holdScroll(double scroll)
{
    const double position = desk().playback->position();
    m_hold = {position, strip().bounded(scroll) - strip().follow(position)};
    update();
}

double Ribbon::positionAt(double x) const
{
    return std::clamp((x - margin - m_labels + scroll()) / m_pitch, 0.0, double(steps()));
}

int Ribbon::stepAt(double x) const { return std::min(int(positionAt(x)), steps() - 1); }

QPointF Ribbon::placeOf(int step) const
{
    return {margin + m_labels + (step + 0.5) * m_pitch - scroll(), rows().memory.middle()};
}

Ribbon::Rows Ribbon::rows() const
{
    const QFontMetricsF small(scaled(font(), smaller));
    const bool predicts = model() && !model()->head.empty();
    const bool compares = predicts && model()->predictsTokens();
    const double top = 12 + QFontMetricsF(font()).height() + 10;
    const double high = height() - top - 12;
    const double circle = std::clamp(high * 0.22, 18.0, 34.0);
    const double gap = std::clamp(high * 0.06, 6.0, 12.0);
    Rows rows;
    rows.truth = {top, compares ? small.height() : 0};
    rows.output = {rows.truth.bottom(), predicts ? circle : 0};
    rows.input = {top + high - circle, circle};
    rows.memory.top = rows.output.bottom() + (predicts ? gap : 0);
    rows.memory.height = std::max(8.0, rows.input.top - gap - rows.memory.top);
    return rows;
}

Ribbon::Presence Ribbon::presence(int step) const
{
    const double done = std::clamp(desk().playback->position() - step, 0.0, 1.0);
    const auto count = double(phases(*model(), desk().selection->layer()).size());
    const double part = done * count; // phases done: the first reads, the last of the top predicts
    const bool top = onTop(*model(), desk().selection->layer());
    const double last = top && !model()->head.empty() ? count - 1 : count;
    const double output = last < count ? part - last : part >= count ? 1 : 0;
    if (layer().backward) // it has read the whole sequence before anything is predicted
        return {1, 1, std::clamp(output, 0.0, 1.0)};
    return {
        std::min(part * 2, 1.0), std::clamp(part / last, 0.0, 1.0), std::clamp(output, 0.0, 1.0)};
}

QString Ribbon::describe(int step) const
{
    const Vocabulary& vocabulary = model()->vocabulary;
    QStringList parts{tr("step %1 of %2").arg(step + 1).arg(steps())};
    const auto quoted
        = [&](int id) { return QStringLiteral("“%1”").arg(shownToken(vocabulary, id)); };
    if (sequence().ids.empty()) {
        QStringList numbers;
        for (Real value :
            sequence().values.col(step).head(std::min<Index>(8, sequence().values.rows())))
            numbers += QString::number(value, 'g', 3);
        parts += tr("reads %1").arg(numbers.join(QStringLiteral(", ")));
    } else {
        parts += tr("reads %1").arg(quoted(sequence().ids[size_t(step)]));
    }
    if (model()->predictsTokens()) {
        const Matrix probabilities = softmax(trace()->logits.col(step));
        parts += tr("predicts %1 (p = %2)")
                     .arg(quoted(best(step)), fixedNumber(probabilities(best(step)), 2));
        if (target(step) >= 0)
            parts += target(step) == best(step) ? tr("right ✓")
                                                : tr("wrong ✗, true: %1").arg(quoted(target(step)));
    }
    return parts.join(QStringLiteral(" · "));
}

void Ribbon::resizeEvent(QResizeEvent* event)
{
    m_pictures.clear();
    View::resizeEvent(event);
}

bool Ribbon::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return View::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (steps() > 0 && help->pos().x() >= margin + m_labels)
        QToolTip::showText(help->globalPos(), describe(stepAt(help->pos().x())), this);
    else
        QToolTip::hideText();
    return true;
}

void Ribbon::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || steps() == 0
        || event->position().x() < margin + m_labels)
        return;
    m_pressed = event->position();
    m_scrubs = false;
    const double before = scroll();
    desk().playback->toStep(stepAt(m_pressed.x()));
    holdScroll(before);
}

void Ribbon::mouseMoveEvent(QMouseEvent* event)
{
    if (!(event->buttons() & Qt::LeftButton) || steps() == 0)
        return;
    m_scrubs
        |= (event->position() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (!m_scrubs)
        return;
    const double before = scroll();
    const double position = positionAt(event->position().x());
    desk().playback->setPosition(position);
    const double left = desk().playback->step() * m_pitch; // is kept in sight beyond the edges
    holdScroll(std::clamp(before, left + m_pitch - strip().width, left));
}

void Ribbon::wheelEvent(QWheelEvent* event)
{
    const QPoint turn = event->angleDelta();
    const int delta = std::abs(turn.x()) > std::abs(turn.y()) ? turn.x() : turn.y();
    holdScroll(scroll() - delta / 120.0 * 3 * m_pitch);
    event->accept();
}

} // namespace rnnscope
