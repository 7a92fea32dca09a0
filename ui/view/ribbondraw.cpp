#include "core/model/depth.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/ribbon.h"
#include "ui/view/stillview.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

// The picture of the ribbon; where things are and what the mouse does is in ribbon.cpp, the heading
// in ribbonhead.cpp.

namespace rnnscope {

namespace {

double between(double from, double to, double part) { return from + part * (to - from); }

}

void Ribbon::drawLabels(QPainter& painter, const StepRows& rows) const
{
    const auto label = [&](const StepRow& row, const QString& text, const QColor& colour) {
        painter.setPen(colour);
        painter.drawText(
            row.at(margin, m_labels), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, text);
    };
    painter.setFont(font());
    if (rows.output.height > 0)
        label(rows.output, m_all->model->predictsTokens() ? tr("predicts") : tr("outputs"),
            colours().output);
    label(rows.input, tr("reads"), colours().input);
    const auto count = int(rows.layers.size());
    std::vector<int> order{m_all->layer}; // those for which there is room, the selected one always
    for (int layer = 0; layer < count; ++layer)
        if (layer != m_all->layer)
            order.push_back(layer);
    std::vector<double> taken{rows.input.middle()};
    if (rows.output.height > 0)
        taken.push_back(rows.output.middle());
    const double line = QFontMetricsF(font()).height() - 2;
    for (const int layer : order) {
        const StepRow& row = rows.layers[size_t(layer)];
        const bool free = std::all_of(taken.begin(), taken.end(),
            [&](double other) { return std::abs(other - row.middle()) >= line; });
        if (!free && layer != m_all->layer)
            continue;
        taken.push_back(row.middle());
        QFont face = font();
        face.setBold(count > 1 && layer == m_all->layer);
        painter.setFont(face);
        label(row, layerLabel(layer), colours().memory);
    }
    painter.setFont(font());
}

/// Everything that does not move with the position.
void Ribbon::drawStill(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (!ready()) {
        drawEmpty(painter, tr("Sequence"), tr("what the network reads and predicts, step by step"));
        return;
    }
    drawHead(painter);
    const StepRows rows = this->rows();
    if (rows.layers.size() > 1) {
        QColor ground = colours().memory;
        ground.setAlphaF(0.08F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(rows.layers[size_t(m_all->layer)]
                                    .at(margin - 6, width() - 2 * margin + 12)
                                    .adjusted(0, -2, 0, 2),
            4, 4);
    }
    drawLabels(painter, rows);
}

/// A whole step as pixels, with the arrow at its left. Every frame needs those in sight again;
/// drawing them anew would take the time of the frame.
const QPixmap& Ribbon::picture(int step, const StepRows& rows, const Presence& there, bool past)
{
    const int key = past ? step : -1 - step;
    if (const QPixmap* known = m_pictures.object(key);
        known && known->devicePixelRatio() == devicePixelRatioF())
        return *known;
    const double wide = pitch(), ratio = devicePixelRatioF();
    auto* picture = new QPixmap((QSizeF(2 * wide, height()) * ratio).toSize());
    picture->setDevicePixelRatio(ratio);
    picture->fill(Qt::transparent);
    QPainter painter(picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font());
    drawStep(painter, *m_all, rows, step, {wide, wide}, there, scaled(font(), smaller), colours());
    painter.end();
    const auto bytes = qsizetype(picture->width()) * picture->height() * picture->depth() / 8;
    m_pictures.insert(key, picture, bytes / 1024 + 1);
    return *picture;
}

/// Where the current step stands: on its way from the strip into the middle.
StepPlace Ribbon::placeNow(double origin) const
{
    const double left = origin + step() * pitch(), room = strip().width;
    const double wide
        = std::max(pitch(), std::min(room - 160, std::clamp(room * 0.28, 120.0, 300.0)));
    const double middle = stripLeft() + room / 2;
    const StepPlace open{left, pitch()};
    return {between(left, middle - wide / 2, m_folding), between(pitch(), wide, m_folding),
        m_folding, open.gutter()};
}

/// All steps but the current one; folding, they slide into it and fade.
void Ribbon::drawSteps(QPainter& painter, const StepRows& rows, double origin, bool pictures)
{
    const double scroll = this->scroll(), fading = 1 - m_folding;
    if (fading <= 0)
        return;
    const double middle = stripLeft() + strip().width / 2 - pitch() / 2;
    const Presence past = presenceAt(*m_all->model, m_all->layer, 1);
    const Presence future = presenceAt(*m_all->model, m_all->layer, 0);
    const bool mixed = readsBack(*m_all->model); // some of the future is there
    const QFont print = scaled(font(), smaller);
    for (int step = strip().first(scroll); step < strip().last(scroll); ++step) {
        if (step == this->step())
            continue;
        const bool gone = step < this->step(), asPast = gone || !mixed;
        const double left = std::round(between(origin + step * pitch(), middle, m_folding));
        painter.setOpacity(fading * (asPast && !gone ? pale : 1));
        if (pictures)
            painter.drawPixmap(
                QPointF(left - pitch(), 0), picture(step, rows, asPast ? past : future, asPast));
        else
            drawStep(painter, *m_all, rows, step, {left, pitch()}, asPast ? past : future, print,
                colours());
    }
    painter.setOpacity(1);
}

/// From where the memory of a folded cell comes and where it goes, where there is room to say so.
void Ribbon::drawNeighbours(QPainter& painter, const StepRows& rows, const StepPlace& place) const
{
    const bool back = shownLayer().backward;
    const int before = back ? step() + 1 : step() - 1, after = back ? step() - 1 : step() + 1;
    const auto within = [&](int step) { return step >= 0 && step < steps(); };
    const QString from = within(before) ? tr("from step %1").arg(before + 1) : tr("from the start");
    const QString to = within(after) ? tr("on to step %1").arg(after + 1) : tr("the end");
    painter.setFont(scaled(font(), smaller));
    const QFontMetricsF metrics(painter.font());
    const StepRow& row = rows.layers[size_t(m_all->layer)];
    const double reach = 30 + row.height / 2;
    const double room = place.left - reach - stripLeft();
    if (std::max(metrics.horizontalAdvance(from), metrics.horizontalAdvance(to)) < room) {
        constexpr double late = 0.7; // when there is nothing left that they could stand upon
        painter.setPen(colours().dim);
        painter.setOpacity(std::max(0.0, (m_folding - late) / (1 - late)));
        const double top = row.middle() - metrics.height() / 2;
        painter.drawText(QRectF(stripLeft(), top, room, metrics.height()),
            Qt::AlignVCenter | Qt::AlignRight, back ? to : from);
        painter.drawText(QRectF(place.left + place.width + reach, top, room, metrics.height()),
            Qt::AlignVCenter | Qt::AlignLeft, back ? from : to);
        painter.setOpacity(1);
    }
    painter.setFont(font());
}

void Ribbon::drawFrame(QPainter& painter, const StepRows& rows, const StepPlace& place) const
{
    constexpr double least = 5;
    const double wide = std::max(place.width - 2, least);
    QColor ground = colours().memory;
    ground.setAlphaF(0.10F);
    painter.setPen(QPen(colours().accent, 1.6));
    painter.setBrush(bars() ? Qt::NoBrush : QBrush(ground));
    painter.setOpacity(std::max(0.0, 1 - 2 * m_folding));
    const double round = std::min(6.0, wide / 3);
    painter.drawRoundedRect(QRectF(place.left + (place.width - wide) / 2, rows.truth.top - 2, wide,
                                rows.input.bottom() + 4 - rows.truth.top),
        round, round);
    painter.setOpacity(1);
}

/// What is scrolled out of sight fades at the edges.
void Ribbon::drawEdges(QPainter& painter, double scroll) const
{
    constexpr double fade = 20;
    const double left = stripLeft(), right = width() - margin;
    const double top = rows().truth.top - 4;
    const auto edge = [&](double from, double to) {
        QLinearGradient gradient(from, 0, to, 0);
        QColor clear = colours().card;
        clear.setAlpha(0);
        gradient.setColorAt(0, colours().card);
        gradient.setColorAt(1, clear);
        painter.fillRect(QRectF(std::min(from, to), top, fade, height() - top), gradient);
    };
    painter.setOpacity(1 - m_folding);
    if (scroll > 0)
        edge(left, left + fade);
    if (scroll < strip().bounded(pitch() * steps()))
        edge(right, right - fade);
    painter.setOpacity(1);
}

void Ribbon::drawMoving(QPainter& painter, bool pictures)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font());
    const StepRows rows = this->rows();
    const double scroll = this->scroll(), position = desk().playback->position();
    const double origin = std::round(stripLeft() - scroll);
    const StepPlace now = placeNow(origin);
    painter.setClipRect(QRectF(stripLeft(), 0, strip().width, height()));
    if (bars()) {
        const double middle = stripLeft() + strip().width / 2;
        painter.setOpacity(1 - m_folding);
        if (m_folding < 1)
            drawStepBars(painter, m_made, *m_all, rows,
                between(stripLeft() - scroll, middle, m_folding), pitch() * (1 - m_folding),
                position, colours());
        painter.setOpacity(1);
    } else if (m_folding < 1) {
        drawFrame(painter, rows, now);
        drawSteps(painter, rows, origin, pictures && m_folding <= 0); // theirs are unfolded
    }
    if (!bars() || m_folding > 0)
        drawStep(painter, *m_all, rows, step(), now,
            presenceAt(*m_all->model, m_all->layer, std::clamp(position - step(), 0.0, 1.0)),
            scaled(font(), smaller), colours());
    if (bars() && m_folding < 1)
        drawFrame(painter, rows, now);
    if (m_folding > 0)
        drawNeighbours(painter, rows, now);
    drawEdges(painter, scroll);
}

void Ribbon::paintEvent(QPaintEvent*)
{
    keep(m_still, *this, colours().card, [this](QPainter& still) { drawStill(still); });
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_still);
    if (ready())
        drawMoving(painter, true);
}

void Ribbon::print(QPainter& painter)
{
    painter.fillRect(rect(), colours().card);
    painter.setFont(font());
    drawStill(painter);
    if (ready())
        drawMoving(painter, false);
    painter.setClipping(false);
    for (Chip* chip : {m_foldChip, m_tintChip, m_wholeChip})
        if (chip->isVisibleTo(this))
            chip->render(&painter, chip->pos(), {}, DrawChildren);
}

} // namespace rnnscope
