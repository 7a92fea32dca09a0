#include "ui/view/learning.h"

#include "core/cell/cells.h"
#include "ui/paint/text.h"
#include "ui/view/wording.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

/// "3.2 s", "45 ms", "2 min"
QString timeText(double seconds)
{
    if (seconds < 1)
        return LearningView::tr("%1 ms").arg(briefNumber(1000 * seconds, 3));
    return seconds < 120 ? LearningView::tr("%1 s").arg(briefNumber(seconds, 3))
                         : LearningView::tr("%1 min").arg(briefNumber(seconds / 60, 3));
}

double percent(double part) { return 100 * part; }

template <class Change>
void addBands(PlotLine& line, const std::vector<Band>& bands, Change change)
{
    const bool several = std::ranges::any_of(
        bands, [](const Band& band) { return band.low < band.median || band.median < band.high; });
    for (const Band& band : bands) {
        line.values.push_back(change(band.median));
        if (several) {
            line.low.push_back(change(band.low));
            line.high.push_back(change(band.high));
        }
    }
}

}

QPen LearningView::penOf(const LearningCurve& curve) const { return colours().curve(curve.style); }

/// The lines of a field in its own units, every number a place: an epoch, a stretch of updates, or
/// a distance more.
std::vector<PlotLine> LearningView::linesOf(Field field) const
{
    const auto logarithm = [](double number) { return std::log10(number); };
    std::vector<PlotLine> lines;
    for (const LearningCurve& curve : m_curves) {
        PlotLine line{curve.cell, penOf(curve), true, {}};
        if (field == Loss)
            addBands(line, curve.loss, logarithm);
        else if (field == Accuracy)
            addBands(line, curve.accuracy, percent);
        else if (field == Norm)
            std::ranges::transform(curve.norms, std::back_inserter(line.values), logarithm);
        for (size_t i = 1; field == Distance && i < curve.distances.size(); ++i) {
            const AtDistance &from = curve.distances[i - 1], &to = curve.distances[i];
            for (int d = from.distance; d < to.distance + (i + 1 == curve.distances.size()); ++d)
                line.values.push_back(percent(std::lerp(from.accuracy, to.accuracy,
                    double(d - from.distance) / (to.distance - from.distance))));
        }
        if (line.values.empty())
            continue;
        constexpr size_t few = 40; // epochs that are told apart
        line.dots = (field == Loss || field == Accuracy) && line.values.size() <= few;
        lines.push_back(std::move(line));
        if (field != Norm)
            continue;
        constexpr double paler = 0.5;
        PlotLine after{{}, penOf(curve), false, {}};
        after.pen.setColor(mix(after.pen.color(), colours().card, paler));
        after.pen.setWidthF(1.2);
        std::ranges::transform(curve.clipped, std::back_inserter(after.values), logarithm);
        lines.push_back(std::move(after));
    }
    return lines;
}

double LearningView::tableHeight() const
{
    return (QFontMetricsF(scaled(font(), small)).height() + 6) * double(m_curves.size());
}

void LearningView::place()
{
    const double top = QFontMetricsF(font()).height() + 16 + tableHeight();
    const QRectF all(margin, top, width() - 2 * margin, height() - top - readingHeight());
    const int columns = all.width() > 3.4 * all.height() ? 4 : all.width() < 480 ? 1 : 2;
    const int rows = FieldCount / columns;
    for (int i = 0; i < FieldCount; ++i) {
        const QRectF frame(all.left() + all.width() / columns * (i % columns),
            all.top() + all.height() / rows * (i / columns), all.width() / columns,
            all.height() / rows);
        m_charts[static_cast<size_t>(i)].area = fieldOf(frame, scaled(font(), small)).toRect();
    }
}

void LearningView::resizeEvent(QResizeEvent* event)
{
    place();
    StillView::resizeEvent(event);
}

QString LearningView::reading() const
{
    if (!any())
        return {};
    const Comparison& comparison = training().comparison();
    const QString epoch = findDrill(comparison.task)
        ? tr("One epoch: %1 updates of %2 new sequences each. Loss and accuracy are of sequences "
             "that training does not see.")
              .arg(intervalOf(comparison))
              .arg(comparison.batch)
        : tr("One epoch: %1 updates. Loss and accuracy are of the text itself, which is learned by "
             "heart.")
              .arg(intervalOf(comparison));
    const QString band = comparison.seeds.size() > 1
        ? tr("Line: median of %1 seeds, band: lowest to highest.").arg(comparison.seeds.size())
        : QString();
    return epoch + u' ' + tr("A press on an epoch shows the networks after it in all views.") + u' '
        + band;
}

QString LearningView::acrossOf(Field field) const
{
    return field == Distance
        ? tr("distance, dashed: trained at %1").arg(training().comparison().distance)
        : tr("epoch");
}

QString LearningView::upOf(Field field) const
{
    const Drill* drill = findDrill(training().comparison().task);
    switch (field) {
    case Loss:
        return drill && drill->outputs.empty()
            ? tr("loss: half squared error, log scale, dashed: guessing")
            : tr("loss: nats, log scale, dashed: guessing");
    case Accuracy:
        return tr("accuracy, %, dashed: guessing");
    case Norm:
        return tr("||∂L/∂θ|| before clipping (pale: after), log scale");
    default:
        return tr("accuracy by distance, %, after epoch %1").arg(m_judged.epoch);
    }
}

QString LearningView::rowText(const CourseRun& run) const
{
    const Comparison& comparison = training().comparison();
    const Learned& learned = run.learned;
    if (run.error)
        return tr("⚠ %1").arg(QString::fromStdString(run.error->text()));
    const auto done = static_cast<int>(learned.curve.size());
    QStringList parts{tr("%1 of %2 updates").arg(done).arg(comparison.updates)};
    if (!learned.checkpoints.empty()) {
        const Score& score = learned.end().score;
        parts += tr("loss %1").arg(scientific(score.loss));
        parts += tr("accuracy %1 %").arg(fixedNumber(100 * score.accuracy, 1));
    }
    if (learned.seconds > 0) {
        parts += tr("%1 an epoch").arg(timeText(learned.seconds * intervalOf(comparison)));
        if (!run.ended)
            parts += tr("%1 left").arg(timeText(learned.seconds * (comparison.updates - done)));
    }
    parts += tr("%1 units").arg(learned.units);
    parts
        += tr("%1 parameters").arg(QLocale().toString(static_cast<qlonglong>(learned.parameters)));
    return parts.join(QStringLiteral(" · "));
}

/// A row a cell: a bar of how far it is, and what it has come to.
void LearningView::drawTable(QPainter& painter) const
{
    painter.setFont(scaled(font(), small));
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height() + 6, bar = 90;
    double y = QFontMetricsF(font()).height() + 16;
    for (size_t cell = 0; cell < m_curves.size(); ++cell, y += line) {
        const CourseRun& run = training().runs()[cell];
        const QColor colour = penOf(m_curves[cell]).color();
        QFont bold = painter.font();
        bold.setBold(true);
        const double name = 44;
        painter.setPen(colour);
        painter.save();
        painter.setFont(bold);
        painter.drawText(QRectF(margin, y, name, line), Qt::AlignVCenter, m_curves[cell].cell);
        painter.restore();
        const QRectF whole(margin + name, y + line / 2 - 3, bar, 6);
        const double part
            = double(run.learned.curve.size()) / std::max(training().comparison().updates, 1);
        painter.fillRect(whole, colours().faint);
        painter.fillRect(
            QRectF(whole.topLeft(), QSizeF(whole.width() * part, whole.height())), colour);
        painter.setPen(run.error ? colours().bad : colours().text);
        const double left = whole.right() + 10;
        const QRectF rest(left, y, width() - margin - left, line);
        painter.drawText(
            rest, Qt::AlignVCenter, metrics.elidedText(rowText(run), Qt::ElideRight, rest.width()));
    }
}

/// A dashed line across the field.
void LearningView::drawLevel(QPainter& painter, const Chart& chart, double level) const
{
    if (level < chart.bottom || level > chart.top)
        return;
    const double y = chart.at(chart.left, level).y();
    painter.setPen(QPen(colours().dim, 1, Qt::DashLine));
    painter.drawLine(QPointF(chart.area.left(), y), QPointF(chart.area.right(), y));
}

void LearningView::drawField(QPainter& painter, Field field) const
{
    const Chart& chart = m_charts[field];
    if (chart.area.height() < 24 || chart.area.width() < 60)
        return;
    const bool decades = field == Loss || field == Norm;
    const QString up
        = painter.fontMetrics().elidedText(upOf(field), Qt::ElideRight, int(chart.area.width()));
    if (decades)
        drawDecades(painter, chart, acrossOf(field), up, colours());
    else
        drawAxes(painter, chart, acrossOf(field), up, colours());
    if (const Drill* drill = findDrill(training().comparison().task)) {
        if (field == Loss)
            drawLevel(painter, chart, std::log10(drill->baseline));
        else if (!decades)
            drawLevel(painter, chart, percent(drill->chance));
    }
    if (field == Distance) {
        const double x = chart.at(training().comparison().distance, 0).x();
        painter.setPen(QPen(colours().dim, 1, Qt::DashLine));
        painter.drawLine(QPointF(x, chart.area.top()), QPointF(x, chart.area.bottom()));
    }
    Chart places = chart; // of the numbers of the lines
    if (field == Norm) {
        places.right *= m_stretches;
        places.counts = false;
    }
    drawLines(painter, places, linesOf(field), field == Norm ? 0.5 : places.left, colours());
}

void LearningView::drawStill(QPainter& painter) const
{
    const QString title = tr("How they learn");
    if (!any())
        return drawEmpty(painter, title,
            tr("Here you will see RNN, LSTM and GRU learn a task side by side. Start it with the "
               "dials of the training."));
    const Comparison& comparison = training().comparison();
    const Drill* drill = findDrill(comparison.task);
    const QString task = wordedTask(comparison.task);
    drawHeading(
        painter, title, drill ? tr("%1 · distance %2").arg(task).arg(comparison.distance) : task);
    drawTable(painter);
    drawReading(painter);
    painter.setFont(scaled(font(), small));
    for (int field = 0; field < (drill ? FieldCount : Distance); ++field)
        drawField(painter, static_cast<Field>(field));
}

/// The epoch that is shown.
void LearningView::drawMoving(QPainter& painter) const
{
    if (!any())
        return;
    painter.setPen(QPen(colours().accent, 1.5));
    for (const Field field : {Loss, Accuracy, Norm}) {
        const Chart& chart = m_charts[field];
        const double x = chart.at(training().epoch(), chart.bottom).x();
        painter.drawLine(QPointF(x, chart.area.top()), QPointF(x, chart.area.bottom()));
    }
}

} // namespace rnnscope
