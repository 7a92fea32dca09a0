#include "ui/inspector/heat.h"

#include "ui/paint/text.h"

#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {

constexpr double margin = 16;
constexpr double scaleRoom = 74; ///< bar and numbers of the scale, at the right
constexpr double largestCell = 28; ///< pixels
constexpr double longestMark = 150;

}

HeatPane::HeatPane(const Desk& desk, QWidget* parent)
    : Pane(desk, parent)
{
    setMouseTracking(true);
}

void HeatPane::take()
{
    m_image = {};
    m_holes = ready() && shown().digest->summary.nan > 0;
    if (ready())
        m_scale = roundScale(shown().digest->picture.cells);
    paintImage();
}

QFont HeatPane::small() const { return scaled(font(), 0.85); }

QString HeatPane::rowText(int64_t row) const
{
    return QString::fromStdString(shown().exhibit->sheet.rowName(row));
}

double HeatPane::gutter() const
{
    const QFontMetricsF metrics(small());
    double widest = metrics.horizontalAdvance(rowText(shown().exhibit->sheet.rows() - 1));
    return widest + (shown().exhibit->rows.empty() ? 0 : longestName() + 12) + 14;
}

/// Of the marks beside the rows.
double HeatPane::longestName() const
{
    const QFontMetricsF metrics(small());
    double longest = 0;
    for (const Mark& mark : shown().exhibit->rows)
        longest = std::max(longest, metrics.horizontalAdvance(mark.name));
    return std::min(longestMark, longest);
}

QRectF HeatPane::area() const
{
    const double line = QFontMetricsF(small()).height();
    const double marks = shown().exhibit->columns.empty() ? 0 : line + 4;
    const QRectF room(QPointF(margin + gutter(), line + 18 + marks),
        QPointF(width() - scaleRoom, height() - line - 14));
    const Sheet& sheet = shown().exhibit->sheet;
    return QRectF(room.topLeft(),
        QSizeF(std::min(room.width(), static_cast<double>(sheet.columns()) * largestCell),
            std::min(room.height(), static_cast<double>(sheet.rows()) * largestCell)))
        .toRect();
}

void HeatPane::paintImage()
{
    if (!ready())
        return;
    if (!m_image.isNull() && m_palette == &colours())
        return;
    const QSize most = (area().size() * devicePixelRatioF()).toSize().expandedTo({1, 1});
    m_palette = &colours();
    m_fitting = shown().digest->picture.within(most.height(), most.width());
    m_image = QImage(m_fitting.width, m_fitting.height, QImage::Format_ARGB32_Premultiplied);
    for (int row = 0; row < m_fitting.height; ++row)
        for (int column = 0; column < m_fitting.width; ++column)
            m_image.setPixel(column, row, m_scale.colour(m_fitting.at(row, column), colours()));
}

void HeatPane::resizeEvent(QResizeEvent*)
{
    m_image = {};
    paintImage();
}

std::optional<HeatPane::Spot> HeatPane::spotAt(QPointF place) const
{
    if (!ready() || !area().contains(place))
        return std::nullopt;
    const QRectF map = area();
    const auto cellOf = [](double part, int cells) {
        return std::clamp(static_cast<int>(part * cells), 0, cells - 1);
    };
    const Miniature& picture = shown().digest->picture;
    const Window cells
        = m_fitting.windowOf(cellOf((place.y() - map.top()) / map.height(), m_fitting.height),
            cellOf((place.x() - map.left()) / map.width(), m_fitting.width));
    const Window first
        = picture.windowOf(static_cast<int>(cells.row), static_cast<int>(cells.column));
    const Window last = picture.windowOf(static_cast<int>(cells.row + cells.rows - 1),
        static_cast<int>(cells.column + cells.columns - 1));
    const Window window{first.row, first.column, last.row + last.rows - first.row,
        last.column + last.columns - first.column};
    if (window.count() > Sheet::atOnce) // a huge sheet: what is seen stands somewhere in there
        return Spot{window.row, window.column,
            shown().exhibit->sheet.numbers({window.row, window.column, 1, 1}).front()};
    const std::vector<double> numbers = shown().exhibit->sheet.numbers(window);
    size_t found = 0;
    for (size_t i = 1; i < numbers.size(); ++i)
        if (foremost(numbers[found], numbers[i]) != numbers[found] && !std::isnan(numbers[found]))
            found = i;
    return Spot{window.row + static_cast<int64_t>(found) / window.columns,
        window.column + static_cast<int64_t>(found) % window.columns, numbers[found]};
}

QString HeatPane::describe(const Spot& spot) const
{
    QString said = tr("row %1, column %2: %3")
                       .arg(rowText(spot.row))
                       .arg(spot.column)
                       .arg(briefNumber(spot.number, 9));
    const auto name = [&](const std::vector<Mark>& marks, int64_t place) {
        for (const Mark& mark : marks)
            if (place >= mark.first && place < mark.first + mark.count)
                said += QStringLiteral("\n%1: %2").arg(mark.name).arg(place - mark.first);
    };
    name(shown().exhibit->rows, spot.row);
    name(shown().exhibit->columns, spot.column);
    return said;
}

void HeatPane::mousePressEvent(QMouseEvent* event)
{
    if (const auto spot = spotAt(event->position()))
        emit picked(spot->row, spot->column);
}

bool HeatPane::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return Pane::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto spot = spotAt(help->pos()))
        QToolTip::showText(help->globalPos(), describe(*spot), this);
    else
        QToolTip::hideText();
    return true;
}

QString HeatPane::remark() const
{
    const Miniature& picture = shown().digest->picture;
    QStringList said;
    if (picture.rows > m_fitting.height || picture.columns > m_fitting.width)
        said += tr("%1 × %2 numbers on %3 × %4 pixels: each shows its number of the largest "
                   "magnitude")
                    .arg(picture.rows)
                    .arg(picture.columns)
                    .arg(m_fitting.height)
                    .arg(m_fitting.width);
    else
        said += tr("rows downwards, columns to the right; one cell a number");
    if (m_holes)
        said += tr("hatched: NaN");
    return said.join(QStringLiteral(" · "));
}

void HeatPane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().card);
    if (!shown().exhibit)
        return;
    if (!ready())
        return drawRemark(
            painter, shown().digest ? tr("This tensor holds no numbers.") : whyNotRead());
    if (m_palette != &colours())
        paintImage();
    painter.setFont(small());
    const QRectF map = area();
    if (m_holes)
        painter.fillRect(map, QBrush(colours().cellLine, Qt::DiagCrossPattern));
    painter.drawImage(map, m_image);
    painter.setPen(colours().border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(map.adjusted(-0.5, -0.5, 0.5, 0.5));
    painter.setPen(colours().dim);
    painter.drawText(QPointF(margin, 10 + painter.fontMetrics().ascent()),
        painter.fontMetrics().elidedText(remark(), Qt::ElideRight, width() - 2 * int(margin)));
    drawNumbers(painter, map);
    drawMarks(painter, map);
    painter.setRenderHint(QPainter::Antialiasing);
    const double height = std::clamp(map.height(), 60.0, 400.0);
    drawScale(painter, {map.right() + 12, map.top(), scaleRoom - 16, height}, m_scale, colours());
}

/// Numbers of rows and columns, where there is room, or where marks begin.
void HeatPane::drawNumbers(QPainter& painter, const QRectF& map) const
{
    const Sheet& sheet = shown().exhibit->sheet;
    const QFontMetricsF metrics(painter.font());
    painter.setPen(colours().dim);
    const double pitchY = map.height() / static_cast<double>(sheet.rows());
    const double pitchX = map.width() / static_cast<double>(sheet.columns());
    const int everyRow = roundAbove(1.6 * metrics.height() / pitchY);
    for (int64_t row = 0; row < sheet.rows(); row += everyRow) {
        const double y = map.top() + (static_cast<double>(row) + 0.5) * pitchY;
        painter.drawText(QRectF(map.left() - 206, y - metrics.height() / 2, 200, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, rowText(row));
    }
    const double widest
        = metrics.horizontalAdvance(QString::number(sheet.columns()) + QStringLiteral("00"));
    const int everyColumn = roundAbove(widest / pitchX);
    for (int64_t column = 0; column < sheet.columns(); column += everyColumn) {
        const double x = map.left() + (static_cast<double>(column) + 0.5) * pitchX;
        painter.drawText(QRectF(x - 100, map.bottom() + 4, 200, metrics.height()), Qt::AlignHCenter,
            QString::number(column));
    }
}

void HeatPane::drawMarks(QPainter& painter, const QRectF& map) const
{
    for (const Mark& mark : shown().exhibit->rows)
        drawRowMark(painter, map, mark);
    for (const Mark& mark : shown().exhibit->columns)
        drawColumnMark(painter, map, mark);
}

void HeatPane::drawRowMark(QPainter& painter, const QRectF& map, const Mark& mark) const
{
    const QFontMetricsF metrics(painter.font());
    const double pitch = map.height() / static_cast<double>(shown().exhibit->sheet.rows());
    const double top = map.top() + pitch * static_cast<double>(mark.first);
    const double height = pitch * static_cast<double>(mark.count);
    painter.setPen(QPen(colours().text, 1));
    if (mark.first > 0) { // the numbers between name and map are left free
        painter.drawLine(QPointF(margin, top), QPointF(margin + longestName(), top));
        painter.drawLine(QPointF(map.left(), top), QPointF(map.right(), top));
    }
    const double line = metrics.height();
    if (height < line - 2)
        return;
    const QRectF room(margin, top + (height - line) / 2, longestMark, line);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(mark.name, Qt::ElideRight, longestMark));
}

void HeatPane::drawColumnMark(QPainter& painter, const QRectF& map, const Mark& mark) const
{
    const QFontMetricsF metrics(painter.font());
    const double pitch = map.width() / static_cast<double>(shown().exhibit->sheet.columns());
    const double left = map.left() + pitch * static_cast<double>(mark.first);
    const double width = pitch * static_cast<double>(mark.count);
    const double line = metrics.height();
    painter.setPen(QPen(colours().text, 1));
    if (mark.first > 0)
        painter.drawLine(QPointF(left, map.top()), QPointF(left, map.bottom()));
    const double asked = metrics.horizontalAdvance(mark.name);
    if (asked <= width - 4 || (mark.name.size() == 1 && width > 4))
        painter.drawText(QRectF(left, map.top() - line - 3, width, line),
            Qt::AlignHCenter | Qt::TextDontClip, mark.name);
    else if (width >= 20)
        painter.drawText(QRectF(left + 2, map.top() - line - 3, width - 4, line), Qt::AlignLeft,
            metrics.elidedText(mark.name, Qt::ElideRight, width - 4));
}

} // namespace rnnscope
