#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/ribbon.h"

#include <algorithm>
#include <cmath>

// The picture of the ribbon; where things are and what the mouse does is in ribbon.cpp.

namespace rnnscope {

namespace {
constexpr double pale = 0.3; ///< opacity of what has not happened yet

/// Two digits, or all of a large number’s.
QString roughly(double range)
{
    return range < 10 ? QString::number(range, 'g', 2) : QString::number(range, 'f', 0);
}
}

QString Ribbon::remark() const
{
    if (!model())
        return tr("what the network reads and predicts, step by step");
    QStringList parts;
    const auto units = layer().weights.outputs();
    if (model()->layers.size() > 1 || layer().backward)
        parts += tr("memory: the hidden state of %1 (%2 units)")
                     .arg(layerPlace(*model(), desk().selection->layer()))
                     .arg(units);
    else
        parts += tr("the same cell at every step · memory: its hidden state, %1 units").arg(units);
    if (layer().backward)
        parts += readingNote(layer());
    if (model()->head.empty())
        parts += tr("this model has no output layer");
    return parts.join(QStringLiteral(" · "));
}

/// What the height of the bars means, where there are any.
QString Ribbon::ranges() const
{
    QStringList parts;
    if (sequence().ids.empty())
        parts += tr("reads ±%1").arg(roughly(m_inputRange));
    if (!model()->head.empty() && !model()->predictsTokens())
        parts += tr("outputs ±%1").arg(roughly(m_outputRange));
    return parts.isEmpty() ? QString() : tr("bars: %1").arg(parts.join(QStringLiteral(" · ")));
}

/// The scale of the memory and the signs of a right and a wrong prediction, at the right of the
/// heading. Returns where it begins.
double Ribbon::drawLegend(QPainter& painter) const
{
    painter.setFont(scaled(font(), smaller));
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
    word(plainNumber(m_scale.high));
    right -= 60;
    for (int i = 0; i < 60; ++i)
        painter.fillRect(QRectF(right + i, middle - 4, 1, 8),
            QColor(m_scale.colour(m_scale.low + (m_scale.high - m_scale.low) * i / 59, colours())));
    painter.setPen(colours().border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(right - 0.5, middle - 4.5, 61, 9));
    right -= 5;
    word(plainNumber(m_scale.low));
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
    painter.setFont(scaled(font(), smaller));
    painter.setPen(colours().dim);
    painter.drawText(truth, Qt::AlignCenter,
        QFontMetricsF(painter.font())
            .elidedText(shownToken(model()->vocabulary, wanted), Qt::ElideRight, truth.width()));
    painter.setFont(font());
}

/// The arrows: from the memory of the step that was read before, from the input, to the output.
void Ribbon::drawLinks(
    QPainter& painter, int step, const Rows& rows, double left, const Presence& there) const
{
    const double middle = left + m_pitch / 2;
    painter.setOpacity(pale + (1 - pale) * there.input);
    const QPointF earlier(left - gutter, rows.memory.middle()),
        here = earlier + QPointF(2 * gutter, 0);
    if (step > 0 && layer().backward)
        drawArrow(painter, here, earlier, colours().memory);
    else if (step > 0)
        drawArrow(painter, earlier, here, colours().memory);
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

/// A whole step as pixels, with the arrow at its left. Every frame needs those in sight again;
/// drawing them anew would take the time of the frame.
const QPixmap& Ribbon::picture(int step, const Rows& rows, const Presence& there)
{
    constexpr int most = 400;
    if (m_pictures.size() > most)
        m_pictures.clear();
    QPixmap& picture = m_pictures[there.output > 0 ? step : -1 - step];
    const double ratio = devicePixelRatioF();
    if (picture.isNull() || picture.devicePixelRatioF() != ratio) {
        picture = QPixmap((QSizeF(m_pitch + gutter, height()) * ratio).toSize());
        picture.setDevicePixelRatio(ratio);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(font());
        drawStep(painter, step, rows, gutter, there);
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
            const bool open = step > current && layer().backward; // only the output is to come
            painter.setOpacity(step < current || open ? 1 : pale);
            painter.drawPixmap(
                QPointF(left - gutter, 0), picture(step, rows, {1, 1, open ? 0.0 : 1.0}));
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

} // namespace rnnscope
