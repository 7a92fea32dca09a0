#include "ui/view/chip.h"

#include "ui/paint/formula.h"
#include "ui/paint/text.h"

#include <QKeyEvent>

namespace rnnscope {

namespace {
constexpr double padding = 9;
constexpr double gap = 5; ///< between symbol and text
}

Chip::Chip(const Desk& desk, std::string symbol, QWidget* parent)
    : QAbstractButton(parent)
    , m_desk(desk)
    , m_symbol(std::move(symbol))
{
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
}

void Chip::setNamed(bool named)
{
    m_named = named;
    setToolTip(named ? QString() : text());
}

QSize Chip::sizeHint() const
{
    const QFontMetricsF metrics(font());
    const double symbol = m_symbol.empty() ? 0 : formulaSize(m_symbol, font()).width();
    const double words = metrics.horizontalAdvance(shownText());
    const double width = symbol + words + (symbol > 0 && words > 0 ? gap : 0) + 2 * padding;
    return {qRound(std::max(width, 28.0)), qRound(metrics.height() + 4)};
}

void Chip::paintEvent(QPaintEvent*)
{
    const Palette& colours = m_desk.colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(isChecked() ? colours.accent : underMouse() ? colours.dim : colours.border);
    painter.setBrush(isChecked() ? QBrush(colours.accent) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2);
    if (hasFocus()) {
        painter.setPen(QPen(colours.memory, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(
            frame.adjusted(1, 1, -1, -1), frame.height() / 2, frame.height() / 2);
    }

    painter.setPen(isChecked() ? colours.accentText : colours.text);
    const QFontMetricsF metrics(font());
    const double symbol = m_symbol.empty() ? 0 : formulaSize(m_symbol, font()).width();
    const double words = metrics.horizontalAdvance(shownText());
    const double space = symbol > 0 && words > 0 ? gap : 0;
    const double baseline = (height() + metrics.ascent() - metrics.descent()) / 2;
    const double left = (width() - symbol - space - words) / 2;
    drawFormula(painter, {left, baseline}, m_symbol, font());
    painter.drawText(QPointF(left + symbol + space, baseline), shownText());
}

void Chip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace rnnscope
