#include "ui/paint/tokenstrip.h"

#include "ui/paint/contrast.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace rnnscope {

QString shownToken(std::string_view token)
{
    if (token.empty())
        return QStringLiteral("∅");
    constexpr size_t most = 120; // bytes; longer ones take long to be laid out
    QString text = QString::fromUtf8(token.substr(0, most));
    if (token.size() > most)
        text += u'…';
    text.replace(u' ', u'␣');
    text.replace(u'\n', u'⏎');
    text.replace(u'\t', u'⇥');
    for (QChar& sign : text) // the others by their pictures
        if (sign.unicode() < 0x20)
            sign = QChar(0x2400 + sign.unicode());
    return text;
}

QString shownToken(const Vocabulary& vocabulary, int id)
{
    return id < vocabulary.size() ? shownToken(vocabulary.token(id)) : QString::number(id);
}

double widestToken(const Vocabulary& vocabulary, std::span<const int> ids,
    const QFontMetricsF& metrics, double limit)
{
    double widest = 0;
    for (int id : std::unordered_set<int>(ids.begin(), ids.end())) {
        widest = std::max(widest, metrics.horizontalAdvance(shownToken(vocabulary, id)));
        if (widest >= limit)
            return limit;
    }
    return widest;
}

double Strip::bounded(double scroll) const
{
    return std::clamp(scroll, 0.0, std::max(0.0, steps * pitch - width));
}

int Strip::first(double scroll) const { return std::max(0, static_cast<int>(scroll / pitch)); }

int Strip::last(double scroll) const
{
    return std::min(steps, static_cast<int>(std::ceil((scroll + width) / pitch)));
}

void drawToken(QPainter& painter, const QRectF& area, const QString& text, const QColor& role,
    Verdict verdict, const Palette& palette, const QColor& ground)
{
    const double radius = std::min(area.height(), area.width()) / 2;
    const QFontMetricsF metrics(painter.font());
    const double width = std::clamp(
        metrics.horizontalAdvance(text) + radius, 2 * radius, std::max(area.width(), 2 * radius));
    QRectF pill(0, 0, width, area.height());
    pill.moveCenter(area.center());
    const bool filled = verdict == Verdict::Right;
    const QColor inside = filled ? role : ground.isValid() ? ground : palette.card;
    const double line = std::min(1.8, radius / 4);
    painter.setPen(QPen(role, line, verdict == Verdict::Open ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(inside);
    painter.drawRoundedRect(pill.adjusted(1, 1, -1, -1), radius - 1, radius - 1);
    const double room = pill.width() - std::min(radius / 2, 3.0);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, room);
    if (metrics.horizontalAdvance(shown) > room || room < metrics.horizontalAdvance(u'x'))
        return;
    painter.setPen(filled ? palette.card : ground.isValid() ? inkOn(ground) : palette.text);
    painter.drawText(pill, Qt::AlignCenter | Qt::TextDontClip, shown);
}

namespace {

/// One pixel a unit, as many columns as make the cells nearly square in an area of that shape.
QImage blockImage(const Eigen::Ref<const Vector>& column, const QSizeF& area, const Scale& scale,
    const Palette& palette)
{
    const auto units = static_cast<int>(column.size());
    const int columns = std::clamp(
        static_cast<int>(std::lround(std::sqrt(units * area.width() / area.height()))), 1, units);
    const int rows = (units + columns - 1) / columns;
    QImage image(columns, rows, QImage::Format_RGB32);
    image.fill(palette.card);
    for (int unit = 0; unit < units; ++unit)
        reinterpret_cast<QRgb*>(image.scanLine(unit / columns))[unit % columns]
            = scale.colour(column[unit], palette);
    return image;
}

}

void drawBlock(QPainter& painter, const QRectF& area, Eigen::Ref<const Vector> column,
    const Scale& scale, const QColor& frame, const Palette& palette)
{
    constexpr double narrow = 7;
    const double side = std::min(area.width(), area.height());
    const double line = side < narrow ? 0 : std::min(1.8, side / 12);
    const double border = line > 0 ? line + 1 : 0;
    const QRectF inside = area.adjusted(border, border, -border, -border);
    if (line > 0) {
        painter.setPen(QPen(frame, line));
        painter.setBrush(palette.card);
        const double half = line / 2, round = std::min(4.0, side / 5);
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), round, round);
    }
    painter.drawImage(inside, blockImage(column, inside.size(), scale, palette));
}

void drawValues(QPainter& painter, const QRectF& area, Eigen::Ref<const Vector> column,
    double range, const QColor& role, const Palette& palette, const QColor& ground)
{
    constexpr Index mostBars = 8;
    if (column.size() > mostBars && !ground.isValid()) {
        drawBlock(painter, area, column, {-range, range}, role, palette);
        return;
    }
    painter.setPen(QPen(role, std::min(1.8, area.width() / 12)));
    painter.setBrush(ground.isValid() ? ground : palette.card);
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4);
    const double border = std::min(4.0, area.width() / 6);
    const QRectF inside = area.adjusted(border, 4, -border, -4);
    const Index bars = column.size() > mostBars ? 0 : column.size();
    const double slot = inside.width() / static_cast<double>(std::max<Index>(bars, 1));
    const double zero = inside.center().y();
    const double bar = std::min(slot * 0.8, 10.0);
    for (Index i = 0; i < bars; ++i) {
        const double share = std::isfinite(column[i]) ? column[i] / range : 0;
        const double height = std::clamp(share, -1.0, 1.0) * inside.height() / 2;
        const double middle = inside.left() + (static_cast<double>(i) + 0.5) * slot;
        painter.fillRect(QRectF(middle - bar / 2, zero, bar, -height).normalized(),
            ground.isValid() ? inkOn(ground) : role);
    }
    painter.setPen(QPen(ground.isValid() ? inkOn(ground) : palette.dim, 1));
    if (bars > 0)
        painter.drawLine(QPointF(inside.left(), zero), QPointF(inside.right(), zero));
}

void drawArrow(QPainter& painter, QPointF from, QPointF to, const QColor& colour)
{
    constexpr double head = 4;
    const QPointF line = to - from;
    const double length = std::hypot(line.x(), line.y());
    if (length < 1)
        return;
    const QPointF along = line * (std::min(head, length) / length);
    const QPointF across(-along.y() * 0.7, along.x() * 0.7);
    painter.setPen(QPen(colour, 1.6));
    painter.drawLine(from, to - along);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({to, to - along + across, to - along - across}));
}

} // namespace rnnscope
