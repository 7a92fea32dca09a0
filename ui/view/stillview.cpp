#include "ui/view/stillview.h"

#include "ui/paint/text.h"

#include <QHelpEvent>
#include <QToolTip>

namespace rnnscope {

StillView::StillView(const Desk& desk, QWidget* parent)
    : View(desk, parent)
{
    constexpr int often = 250; // milliseconds
    m_progress.setInterval(often);
    connect(&m_progress, &QTimer::timeout, this, [this] { busy() ? redraw() : m_progress.stop(); });
}

void StillView::refresh(Changes changes)
{
    if (onlyMoves(changes))
        return update();
    takeIn();
    redraw();
}

void keep(QPixmap& picture, const QWidget& widget, const QColor& ground,
    const std::function<void(QPainter&)>& draw)
{
    const double ratio = widget.devicePixelRatioF();
    if (!picture.isNull() && picture.devicePixelRatio() == ratio)
        return;
    picture = QPixmap(widget.size() * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(ground);
    QPainter painter(&picture);
    painter.setFont(widget.font());
    draw(painter);
}

void StillView::redraw()
{
    m_still = {};
    update();
}

void StillView::paintEvent(QPaintEvent*)
{
    keep(m_still, *this, colours().card, [this](QPainter& still) { drawStill(still); });
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_still);
    if (ready())
        drawMoving(painter);
}

void StillView::print(QPainter& painter)
{
    painter.fillRect(rect(), colours().card);
    painter.setFont(font());
    drawStill(painter);
    if (ready())
        drawMoving(painter);
    for (QWidget* child : findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
        if (child->isVisibleTo(this))
            child->render(&painter, child->pos(), {}, DrawChildren);
}

double StillView::readingHeight() const
{
    constexpr int low = 210;
    if (height() < low)
        return 4;
    const QFontMetrics metrics(scaled(font(), small));
    const QRect room(0, 0, width() - static_cast<int>(2 * margin), height());
    return metrics.boundingRect(room, Qt::TextWordWrap, reading()).height() + 8;
}

void StillView::drawReading(QPainter& painter) const
{
    const double high = readingHeight();
    painter.setFont(scaled(font(), small));
    painter.setPen(colours().dim);
    if (high > painter.fontMetrics().height())
        painter.drawText(QRectF(margin, height() - high, width() - 2 * margin, high),
            Qt::AlignLeft | Qt::TextWordWrap, reading());
}

void StillView::resizeEvent(QResizeEvent*) { redraw(); }

bool StillView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !current())
        return View::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString exact = describe(help->pos());
    QToolTip::showText( // nothing hides it
        help->globalPos(), exact.isEmpty() ? reading() : exact, this);
    return true;
}

} // namespace rnnscope
