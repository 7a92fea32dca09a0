#include "ui/view/ribbon.h"

#include "core/math/activation.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

constexpr double margin = 16;
constexpr double gutter = 6; ///< free at both sides of a step
constexpr double pale = 0.3; ///< opacity of what has not happened yet
constexpr double holdSteps = 4; ///< steps after which the strip follows the position again

QFont smaller(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.85);
    return font;
}

double largest(const Matrix& values)
{
    return values.size() == 0 ? 1 : std::max(1e-6, double(values.cwiseAbs().maxCoeff()));
}

}

/// Top and height of each row of the picture.
struct Ribbon::Rows {
    struct Row {
        double top, height;
        QRectF at(double left, double width) const { return {left, top, width, height}; }
        double middle() const { return top + height / 2; }
        double bottom() const { return top + height; }
    };
    Row truth, output, memory, input;
};

/// How much of a step has happened, each 0 to 1.
struct Ribbon::Presence {
    double input, memory, output;
};

Ribbon::Ribbon(const Desk& desk, QWidget* parent)
    : View(desk, parent)
{
    setAccessibleName(tr("Sequence"));
    setCursor(Qt::PointingHandCursor);
}

void Ribbon::refresh(Changes changes)
{
    if (model() && (changes & ~Changes(Change::Position | Change::Gradient)))
        measure();
    if (changes & Change::Scene)
        m_hold = {};
    if (steps() > 0)
        setAccessibleDescription(describe(desk().playback->step()));
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
    const QFontMetricsF small(smaller(font()));
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
    const double part = done * count; // phases done: the first reads, the last predicts
    const bool predicts = !model()->head.empty();
    const double last = predicts ? count - 1 : count;
    return {std::min(part * 2, 1.0), std::clamp(part / last, 0.0, 1.0),
        std::clamp((part - last) / std::max(1.0, count - last), 0.0, 1.0)};
}

QString Ribbon::describe(int step) const
{
    const Vocabulary& vocabulary = model()->vocabulary;
    QStringList parts{tr("step %1 of %2").arg(step + 1).arg(steps())};
    const auto quoted
        = [&](int id) { return QStringLiteral("“%1”").arg(shownToken(vocabulary, id)); };
    if (sequence().ids.empty()) {
        QStringList numbers;
        for (Real value : sequence().values.col(step).head(std::min<Index>(8, trace()->x.rows())))
            numbers += QString::number(value, 'g', 3);
        parts += tr("reads %1").arg(numbers.join(QStringLiteral(", ")));
    } else {
        parts += tr("reads %1").arg(quoted(sequence().ids[size_t(step)]));
    }
    if (model()->predictsTokens()) {
        const Matrix probabilities = softmax(trace()->logits.col(step));
        parts += tr("predicts %1 (p = %2)")
                     .arg(quoted(best(step)))
                     .arg(double(probabilities(best(step))), 0, 'f', 2);
        if (target(step) >= 0)
            parts += target(step) == best(step) ? tr("right ✓")
                                                : tr("wrong ✗, true: %1").arg(quoted(target(step)));
    }
    return parts.join(QStringLiteral(" · "));
}

QString Ribbon::remark() const
{
    if (!model())
        return tr("what the network reads and predicts, step by step");
    QStringList parts;
    const auto units = layerTrace().units();
    if (model()->layers.size() > 1)
        parts += tr("memory: the hidden state of layer %1 of %2, %3 units")
                     .arg(desk().selection->layer() + 1)
                     .arg(model()->layers.size())
                     .arg(units);
    else
        parts += tr("the same cell at every step · memory: its hidden state, %1 units").arg(units);
    if (model()->head.empty())
        parts += tr("this model has no output layer");
    return parts.join(QStringLiteral(" · "));
}

/// What the height of the bars means, where there are any.
QString Ribbon::ranges() const
{
    QStringList parts;
    if (sequence().ids.empty())
        parts += tr("reads ±%1").arg(m_inputRange, 0, 'g', 2);
    if (!model()->head.empty() && !model()->predictsTokens())
        parts += tr("outputs ±%1").arg(m_outputRange, 0, 'g', 2);
    return parts.isEmpty() ? QString() : tr("bars: %1").arg(parts.join(QStringLiteral(" · ")));
}

/// The scale of the memory and the signs of a right and a wrong prediction, at the right of the
/// heading. Returns where it begins.
double Ribbon::drawLegend(QPainter& painter) const
{
    painter.setFont(smaller(font()));
    const QFontMetricsF metrics(painter.font());
    const double middle = 12 + QFontMetricsF(font()).height() / 2;
    double right = width() - margin;
    const auto word = [&](const QString& text) {
        right -= metrics.horizontalAdvance(text);
        painter.setPen(colours().dim);
        painter.drawText(QPointF(right, middle + metrics.ascent() / 2 - 1), text);
        right -= 5;
    };
    const auto sign = [&](Verdict verdict) {
        right -= 11;
        drawToken(painter, {right, middle - 5.5, 11, 11}, {}, colours().output, verdict, colours());
        right -= 14;
    };
    if (model()->predictsTokens()) {
        word(tr("wrong, the true one above"));
        sign(Verdict::Wrong);
        word(tr("predicted right"));
        sign(Verdict::Right);
    } else if (const QString text = ranges(); !text.isEmpty()) {
        word(text);
        right -= 12;
    }
    word(QString::number(m_scale.high));
    right -= 60;
    for (int i = 0; i < 60; ++i)
        painter.fillRect(QRectF(right + i, middle - 4, 1, 8),
            QColor(m_scale.colour(m_scale.low + (m_scale.high - m_scale.low) * i / 59, colours())));
    painter.setPen(colours().border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(right - 0.5, middle - 4.5, 61, 9));
    right -= 5;
    word(QString::number(m_scale.low));
    return right;
}

void Ribbon::drawLabels(QPainter& painter, const Rows& rows) const
{
    painter.setFont(font());
    const auto label = [&](const Rows::Row& row, const QString& text, const QColor& colour) {
        painter.setPen(colour);
        painter.drawText(
            row.at(margin, m_labels), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, text);
    };
    if (rows.output.height > 0)
        label(rows.output, model()->predictsTokens() ? tr("predicts") : tr("outputs"),
            colours().output);
    label(rows.memory, tr("memory"), colours().memory);
    label(rows.input, tr("reads"), colours().input);
}

void Ribbon::drawInput(QPainter& painter, int step, const QRectF& area) const
{
    if (sequence().ids.empty())
        drawValues(
            painter, area, sequence().values.col(step), m_inputRange, colours().input, colours());
    else
        drawToken(painter, area, shownToken(model()->vocabulary, sequence().ids[size_t(step)]),
            colours().input, Verdict::Wrong, colours());
}

void Ribbon::drawOutput(QPainter& painter, int step, const QRectF& area, const QRectF& truth) const
{
    if (!model()->predictsTokens()) {
        drawValues(
            painter, area, trace()->logits.col(step), m_outputRange, colours().output, colours());
        return;
    }
    const int wanted = target(step);
    const Verdict verdict = wanted < 0 ? Verdict::Open
        : wanted == best(step)         ? Verdict::Right
                                       : Verdict::Wrong;
    drawToken(painter, area, shownToken(model()->vocabulary, best(step)), colours().output, verdict,
        colours());
    if (verdict != Verdict::Wrong)
        return;
    painter.setFont(smaller(font()));
    painter.setPen(colours().dim);
    painter.drawText(truth, Qt::AlignCenter,
        QFontMetricsF(painter.font())
            .elidedText(shownToken(model()->vocabulary, wanted), Qt::ElideRight, truth.width()));
    painter.setFont(font());
}

/// The arrows: from the memory of the step before, from the input, to the output.
void Ribbon::drawLinks(
    QPainter& painter, int step, const Rows& rows, double left, const Presence& there) const
{
    const double middle = left + m_pitch / 2;
    painter.setOpacity(pale + (1 - pale) * there.input);
    if (step > 0)
        drawArrow(painter, {left - gutter, rows.memory.middle()},
            {left + gutter, rows.memory.middle()}, colours().memory);
    drawArrow(painter, {middle, rows.input.top}, {middle, rows.memory.bottom()}, colours().input);
    painter.setOpacity(pale + (1 - pale) * there.output);
    if (rows.output.height > 0)
        drawArrow(
            painter, {middle, rows.memory.top}, {middle, rows.output.bottom()}, colours().output);
}

void Ribbon::drawStep(
    QPainter& painter, int step, const Rows& rows, double left, const Presence& there) const
{
    const auto place
        = [&](const Rows::Row& row) { return row.at(left + gutter, m_pitch - 2 * gutter); };
    drawLinks(painter, step, rows, left, there);
    painter.setOpacity(pale + (1 - pale) * there.input);
    drawInput(painter, step, place(rows.input));
    painter.setOpacity(pale + (1 - pale) * there.memory);
    drawBlock(painter, place(rows.memory),
        layerTrace().tracks[size_t(layer().cell->hidden())].col(step), m_scale, colours().memory,
        colours());
    painter.setOpacity(pale + (1 - pale) * there.output);
    if (rows.output.height > 0)
        drawOutput(painter, step, place(rows.output), place(rows.truth));
    painter.setOpacity(1);
}

/// A whole step as pixels, with the arrow that leads into it from the left. Every frame needs those
/// in sight again; drawing them anew would take the time of the frame.
const QPixmap& Ribbon::picture(int step, const Rows& rows)
{
    constexpr int most = 400;
    if (m_pictures.size() > most)
        m_pictures.clear();
    QPixmap& picture = m_pictures[step];
    const double ratio = devicePixelRatioF();
    if (picture.isNull() || picture.devicePixelRatioF() != ratio) {
        picture = QPixmap((QSizeF(m_pitch + gutter, height()) * ratio).toSize());
        picture.setDevicePixelRatio(ratio);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(font());
        drawStep(painter, step, rows, gutter, {1, 1, 1});
    }
    return picture;
}

void Ribbon::drawFrame(QPainter& painter, const Rows& rows, double left) const
{
    QColor ground = colours().memory;
    ground.setAlphaF(0.10F);
    painter.setPen(QPen(colours().accent, 1.6));
    painter.setBrush(ground);
    painter.drawRoundedRect(
        QRectF(left + 1, rows.truth.top - 3, m_pitch - 2, rows.input.bottom() + 6 - rows.truth.top),
        6, 6);
}

/// What is scrolled out of sight fades at the edges.
void Ribbon::drawEdges(QPainter& painter, double scroll) const
{
    constexpr double fade = 20;
    const double left = margin + m_labels;
    const double right = width() - margin;
    const auto edge = [&](double from, double to) {
        QLinearGradient gradient(from, 0, to, 0);
        QColor clear = colours().card;
        clear.setAlpha(0);
        gradient.setColorAt(0, colours().card);
        gradient.setColorAt(1, clear);
        painter.fillRect(
            QRectF(std::min(from, to), rows().truth.top - 4, fade, height()), gradient);
    };
    if (scroll > 0)
        edge(left, left + fade);
    if (scroll < strip().bounded(strip().pitch * strip().steps))
        edge(right, right - fade);
}

void Ribbon::draw(QPainter& painter, bool pictures)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), colours().card);
    const double legend = model() ? drawLegend(painter) : width();
    painter.setFont(font());
    drawHeading(painter, tr("Sequence"), remark(), width() - legend);
    if (steps() == 0)
        return;
    painter.setFont(font());
    const Rows rows = this->rows();
    drawLabels(painter, rows);
    const Strip strip = this->strip();
    const double scroll = this->scroll();
    const int current = desk().playback->step();
    const double origin = std::round(margin + m_labels - scroll);
    painter.setClipRect(QRectF(margin + m_labels, 0, strip.width, height()));
    drawFrame(painter, rows, origin + current * m_pitch);
    for (int step = strip.first(scroll); step < strip.last(scroll); ++step) {
        const double left = origin + step * m_pitch;
        if (pictures && step != current) {
            painter.setOpacity(step < current ? 1 : pale);
            painter.drawPixmap(QPointF(left - gutter, 0), picture(step, rows));
            painter.setOpacity(1);
        } else {
            drawStep(painter, step, rows, left, presence(step));
        }
    }
    drawEdges(painter, scroll);
}

void Ribbon::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    draw(painter, true);
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
