#include "ui/view/accountline.h"

#include "ui/paint/formula.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {
constexpr double gap = 8;
constexpr double leastNote = 16; ///< pixels below which a note says nothing
}

AccountLine::AccountLine(const Desk& desk, QWidget* parent)
    : QAbstractButton(parent)
    , m_desk(desk)
{
    setAttribute(Qt::WA_Hover);
}

double AccountLine::valueRoom(const QFont& font)
{
    return QFontMetricsF(font).horizontalAdvance(QStringLiteral("+0.000")) + gap;
}

void AccountLine::setLine(const LineText& line)
{
    m_line = line;
    const bool acts = line.sign != LineText::None;
    setEnabled(acts);
    setFocusPolicy(acts ? Qt::TabFocus : Qt::NoFocus);
    setCursor(acts ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(line.help);
    setAccessibleDescription(line.help);
    QStringList said;
    for (const QString& part : {formulaText(line.symbol), line.note, formulaText(line.detail)})
        if (!part.isEmpty())
            said << part;
    setAccessibleName(
        said.join(u' ') + (line.value.isEmpty() ? QString() : QStringLiteral(": ") + line.value));
    update();
}

QRectF AccountLine::inside() const
{
    return QRectF(rect()).adjusted(margin + (m_line.inner ? indent : 0), 0, -margin, 0);
}

void AccountLine::paintEvent(QPaintEvent*)
{
    const Palette& colours = m_desk.colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawBack(painter);
    drawSign(painter);
    QFont face = font();
    face.setBold(m_line.strong);
    const QFontMetricsF metrics(face);
    const QRectF area = inside();
    const double baseline
        = std::round(area.center().y() + (metrics.ascent() - metrics.descent()) / 2);
    painter.setPen(colours.text);
    drawFormula(painter, {area.left(), baseline}, m_line.symbol, face);
    drawFormula(painter, {area.left() + m_line.detailAt, baseline}, m_line.detail, face);
    painter.setFont(face);
    painter.drawText(
        QPointF(area.right() - metrics.horizontalAdvance(m_line.value), baseline), m_line.value);
    const double values = area.right() - valueRoom(face);
    double end = m_line.value.isEmpty() ? area.right() : values;
    if (m_line.bar > 0) {
        drawBar(painter, values);
        end = values - m_line.bar - gap;
    }
    const double after = m_line.detail.empty()
        ? formulaSize(m_line.symbol, face).width()
        : m_line.detailAt + formulaSize(m_line.detail, face).width();
    const double note = area.left() + after + (after > 0 ? gap : 0);
    if (end - note < leastNote)
        return;
    painter.setFont(font());
    painter.setPen(colours.dim);
    painter.drawText(QPointF(note, baseline),
        QFontMetricsF(font()).elidedText(m_line.note, Qt::ElideRight, end - note));
}

/// The rule above, and what shows that it is under the pointer or has the keys.
void AccountLine::drawBack(QPainter& painter) const
{
    const Palette& colours = m_desk.colours();
    if (!m_line.inner)
        painter.fillRect(QRectF(margin, 0, width() - 2 * margin, 1),
            m_line.strong ? colours.dim : colours.faint);
    const QRectF frame = QRectF(rect()).adjusted(3, 1.5, -3, -0.5);
    if (isEnabled() && underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.faint);
        painter.drawRoundedRect(frame, 4, 4);
    }
    if (hasFocus()) {
        painter.setPen(QPen(colours.memory, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 4, 4);
    }
}

/// A triangle that points right or, open, down; an arrow back to where the number was made.
void AccountLine::drawSign(QPainter& painter) const
{
    const QPointF at(inside().left() - 8, height() / 2.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_desk.colours().dim);
    if (m_line.sign == LineText::Closed)
        painter.drawPolygon(
            QPolygonF{at + QPointF(-2, -4), at + QPointF(3, 0), at + QPointF(-2, 4)});
    if (m_line.sign == LineText::Open)
        painter.drawPolygon(
            QPolygonF{at + QPointF(-4, -2), at + QPointF(4, -2), at + QPointF(0, 3)});
    if (m_line.sign != LineText::Back)
        return;
    painter.setPen(QPen(m_desk.colours().dim, 1.3));
    painter.drawLine(at + QPointF(-4, 0), at + QPointF(4, 0));
    painter.drawPolyline(QPolygonF{at + QPointF(-1, -3), at + QPointF(-4, 0), at + QPointF(-1, 3)});
}

/// From its middle to the right for a positive share, to the left for a negative one.
void AccountLine::drawBar(QPainter& painter, double right) const
{
    const Palette& colours = m_desk.colours();
    const double zero = right - m_line.bar / 2;
    const double length = m_line.share * m_line.bar / 2;
    painter.fillRect(QRectF(zero, height() / 2.0 - 4, length, 8).normalized(),
        length < 0 ? colours.negative : colours.positive);
    painter.fillRect(QRectF(zero - 0.5, height() / 2.0 - 6, 1, 12), colours.border);
}

/// The arrow keys are the line's own while it has the keys, and not the window's.
bool AccountLine::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier
            && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
            event->accept();
            return true;
        }
    }
    return QAbstractButton::event(event);
}

void AccountLine::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        click();
        return;
    case Qt::Key_Up:
        emit left(-1);
        return;
    case Qt::Key_Down:
        emit left(1);
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

} // namespace rnnscope
