#include "ui/paint/steplabels.h"

#include "ui/paint/tokenstrip.h"

namespace rnnscope {

QString stepText(const StepTokens& tokens, Index step)
{
    const QString number = QString::number(step + 1);
    if (tokens.ids.empty())
        return number;
    return QStringLiteral("%1 “%2”").arg(
        number, shownToken(tokens.vocabulary, tokens.ids[static_cast<size_t>(step)]));
}

bool labelsAreTokens(const TimeAxis& axis, const StepTokens& tokens, const QFont& font)
{
    constexpr double gap = 2;
    const QFontMetricsF metrics(font);
    const double room = axis.pitch() - gap;
    if (tokens.ids.empty() || room < metrics.averageCharWidth())
        return false;
    const auto shown
        = tokens.ids.subspan(static_cast<size_t>(axis.first), static_cast<size_t>(axis.count));
    return widestToken(tokens.vocabulary, shown, metrics, room + 1) <= room;
}

void drawStepLabels(
    QPainter& painter, const TimeAxis& axis, const StepTokens& tokens, const Palette& palette)
{
    if (!labelsAreTokens(axis, tokens, painter.font())) {
        drawStepNumbers(painter, axis, palette);
        return;
    }
    painter.setPen(palette.dim);
    const double line = painter.fontMetrics().height();
    for (Index step = axis.first; step < axis.first + axis.count; ++step)
        painter.drawText(
            QRectF(axis.xOf(static_cast<double>(step)), axis.area.bottom() + 5, axis.pitch(), line),
            Qt::AlignHCenter | Qt::TextDontClip,
            shownToken(tokens.vocabulary, tokens.ids[static_cast<size_t>(step)]));
}

} // namespace rnnscope
