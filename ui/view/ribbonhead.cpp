#include "core/math/activation.h"
#include "core/model/depth.h"
#include "ui/paint/layers.h"
#include "ui/paint/text.h"
#include "ui/view/ribbon.h"

#include <QAction>
#include <QCoreApplication>

#include <algorithm>
#include <cmath>

// The words of the ribbon: its heading, switches and legend, the names of its rows, what a step is.

namespace rnnscope {

namespace {

/// Two digits, or all of a large number’s.
QString roughly(double range)
{
    return range < 10 ? QString::number(range, 'g', 2) : QString::number(range, 'f', 0);
}

}

/// The name of a layer's row; short where there is little room.
QString Ribbon::layerLabel(int layer) const
{
    const Model& model = *m_all->model;
    if (model.layers.size() == 1 && !model.layers[0].backward)
        return tr("memory");
    constexpr double share = 0.2;
    if (QFontMetricsF(font()).horizontalAdvance(layerName(model, layer)) < share * width())
        return layerName(model, layer);
    return QStringLiteral("%1 %2")
        .arg(depthOf(model, layer) + 1)
        .arg(model.layers[size_t(layer)].backward ? u'←' : u'→');
}

/// Texts of the switches, and the room for the labels.
void Ribbon::retitle()
{
    setAccessibleName(tr("Sequence"));
    m_key->setText(tr("Fold or unfold the sequence"));
    m_foldChip->setText(tr("fold"));
    m_foldChip->setToolTip(tr("Fold all steps into one cell with a loop, or unfold it (C)"));
    m_tintChip->setText(tr("by unit"));
    m_tintChip->setToolTip(
        tr("Colour what is read by the selected unit; ↑ and ↓ go to other units"));
    m_wholeChip->setText(tr("whole"));
    m_wholeChip->setToolTip(
        tr("Show the whole sequence, however long; Ctrl and the mouse wheel zoom"));
    for (Chip* chip : {m_foldChip, m_tintChip, m_wholeChip}) {
        chip->setAccessibleDescription(chip->toolTip());
        chip->setFont(scaled(font(), smaller));
    }
    m_labels = 0;
    QStringList labels{tr("predicts"), tr("outputs"), tr("reads")};
    for (int layer = 0; ready() && layer < int(m_all->model->layers.size()); ++layer)
        labels += layerLabel(layer);
    QFont bold = font();
    bold.setBold(labels.size() > 4);
    for (const QString& label : labels)
        m_labels = std::max(m_labels,
            std::ceil(QFontMetricsF(label == labels[0] ? font() : bold).horizontalAdvance(label))
                + 12);
    placeChips();
    chooseLegend();
}

double Ribbon::titleEnd() const
{
    QFont bold = font();
    bold.setBold(true);
    return margin + QFontMetricsF(bold).horizontalAdvance(tr("Sequence"));
}

/// At the right; those for which there is no room beside the title and the scale are left out.
void Ribbon::placeChips()
{
    constexpr double scale = 110, gap = 4;
    const double most = width() - margin - titleEnd() - scale;
    const double middle = 12 + QFontMetricsF(font()).height() / 2;
    double taken = 0;
    for (Chip* chip : {m_foldChip, m_tintChip, m_wholeChip}) {
        const double wide = chip->sizeHint().width() + gap;
        const bool needed = chip != m_wholeChip || fit() < m_natural;
        chip->setVisible(ready() && needed && taken + wide < most);
        if (chip->isVisibleTo(this))
            taken += wide;
    }
    m_chips = width() - margin - taken;
    double left = m_chips + gap;
    for (Chip* chip : {m_foldChip, m_tintChip, m_wholeChip}) {
        if (!chip->isVisibleTo(this))
            continue;
        const QSize size = chip->sizeHint();
        chip->setGeometry(QRect({qRound(left), qRound(middle - size.height() / 2.0)}, size));
        left += size.width() + gap;
    }
}

QString Ribbon::inputText(int step) const
{
    if (!m_all->sequence->ids.empty())
        return QStringLiteral("“%1”").arg(
            shownToken(m_all->model->vocabulary, m_all->sequence->ids[size_t(step)]));
    constexpr Index most = 8;
    const Matrix& values = m_all->sequence->values;
    QStringList numbers;
    for (Real value : values.col(step).head(std::min(most, values.rows())))
        numbers += QString::number(value, 'g', 3);
    return numbers.join(QStringLiteral(", "));
}

/// The unit whose values are the colours, without a number.
QString Ribbon::tintText() const
{
    const Track& track = shownLayer().cell->tracks()[size_t(m_all->tint->track)];
    return tr("unit %1, %2")
        .arg(m_all->tint->unit)
        .arg(QCoreApplication::translate("cell", track.name));
}

QString Ribbon::describe(int step) const
{
    const Vocabulary& vocabulary = m_all->model->vocabulary;
    const auto quoted
        = [&](int id) { return QStringLiteral("“%1”").arg(shownToken(vocabulary, id)); };
    QStringList parts{
        tr("step %1 of %2").arg(step + 1).arg(steps()), tr("reads %1").arg(inputText(step))};
    if (m_all->tint)
        parts += tintText() + QStringLiteral(": ")
            + fixedNumber(m_all->tint->at(*m_all->trace, step), 3);
    if (m_all->model->predictsTokens()) {
        const Matrix probabilities = softmax(m_all->trace->logits.col(step));
        const int best = m_all->best(step), target = m_all->target(step);
        parts += tr("predicts %1 (p = %2)").arg(quoted(best), fixedNumber(probabilities(best), 2));
        if (target >= 0)
            parts += target == best ? tr("right ✓") : tr("wrong ✗, true: %1").arg(quoted(target));
    }
    return parts.join(QStringLiteral(" · "));
}

QString Ribbon::remark() const
{
    const Model& model = *m_all->model;
    QStringList parts;
    if (bars() && m_folding == 0)
        parts += pitch() < 1 ? tr("each bar the mean of %1 steps").arg(qRound(1 / pitch()))
                             : tr("each bar one step");
    else
        parts += tr("the same cell, the same weights at every step");
    if (model.layers.size() > 1)
        parts += layerPlace(model, m_all->layer);
    parts += tr("hidden state, %1 units").arg(shownLayer().weights.outputs());
    if (shownLayer().backward)
        parts += readingNote(shownLayer());
    if (model.head.empty())
        parts += tr("this model has no output layer");
    return parts.join(QStringLiteral(" · "));
}

/// What the height of the bars means, where there are any.
QString Ribbon::ranges() const
{
    QStringList parts;
    if (m_all->sequence->ids.empty())
        parts += tr("reads ±%1").arg(roughly(m_all->inputRange));
    if (!m_all->model->head.empty() && !m_all->model->predictsTokens())
        parts += tr("outputs ±%1").arg(roughly(m_all->outputRange));
    return parts.isEmpty() ? QString() : tr("bars: %1").arg(parts.join(QStringLiteral(" · ")));
}

/// The scales, the signs of a right and a wrong prediction, what bars mean; the most needed first.
/// @param brief names as short as possible
std::vector<LegendPart> Ribbon::legend(bool brief) const
{
    std::vector<LegendPart> parts{{m_tinted && !brief ? tr("memory") : QString(), m_all->scale}};
    if (m_all->tint)
        parts.push_back(
            {brief ? tr("unit %1").arg(m_all->tint->unit) : tintText(), m_all->tint->scale});
    if (const QString text = ranges(); !text.isEmpty())
        parts.push_back({text});
    if (!m_all->model->predictsTokens())
        return parts;
    if (bars() && m_folding == 0) {
        parts.push_back({tr("above: how many are predicted right")});
    } else {
        parts.push_back({tr("predicted right"), {}, Verdict::Right});
        parts.push_back({tr("wrong, true one above"), {}, Verdict::Wrong});
    }
    return parts;
}

/// As much of the legend as there is room for beside the title. Its scales have to be there: their
/// names become short, and at last they go below the title.
void Ribbon::chooseLegend()
{
    m_legend.clear();
    m_headLines = 1;
    if (!ready())
        return;
    const QFont print = scaled(font(), smaller);
    const size_t scales = m_all->tint ? 2 : 1;
    const auto fits = [&](std::span<const LegendPart> parts, double room) {
        return widthOf(parts, print) < room;
    };
    const double beside = m_chips - 8 - titleEnd() - 10;
    m_legend = legend(false);
    if (!fits(std::span(m_legend).first(scales), beside))
        m_legend = legend(true);
    if (!fits(std::span(m_legend).first(scales), beside))
        m_headLines = 2;
    while (m_legend.size() > scales
        && !fits(m_legend, m_headLines == 1 ? beside : width() - 2 * margin))
        m_legend.pop_back();
}

/// Where the heading ends and the rows begin.
double Ribbon::headBottom() const { return 12 + m_headLines * QFontMetricsF(font()).height() + 6; }

void Ribbon::drawHead(QPainter& painter) const
{
    const QFont print = scaled(font(), smaller);
    const double line = QFontMetricsF(font()).height(), wide = widthOf(m_legend, print);
    const double right = m_headLines == 1 ? m_chips - 8 : width() - margin;
    painter.setFont(print);
    drawParts(painter, {right - wide, 12 + (m_headLines - 0.5) * line}, m_legend, colours());
    painter.setFont(font());
    constexpr double least = 80; // less says nothing
    const double end = m_headLines == 1 ? right - wide : m_chips - 8;
    drawHeading(
        painter, tr("Sequence"), end - titleEnd() < least ? QString() : remark(), width() - end);
}

} // namespace rnnscope
