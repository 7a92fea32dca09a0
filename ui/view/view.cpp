#include "ui/view/view.h"

#include "core/pack/tensor.h"

#include <QAccessibleWidget>

#include <algorithm>

namespace rnnscope {

namespace {

/// To those who do not see it, a view is a chart with a name and a description.
QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* view = qobject_cast<View*>(object);
    return view ? new QAccessibleWidget(view, QAccessible::Chart) : nullptr;
}

}

View::View(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
{
    static const bool told = (QAccessible::installFactory(makeInterface), true);
    Q_UNUSED(told)
    setFocusPolicy(Qt::StrongFocus);
    setBackgroundRole(QPalette::Base); // in a window of its own, and in print
    setAutoFillBackground(true);
}

std::vector<Tensor> View::numbers() const { return {}; }

const Layer& View::layer() const
{
    return model()->layers[static_cast<size_t>(m_desk.selection->layer())];
}

const LayerTrace& View::layerTrace() const
{
    return trace()->layers[static_cast<size_t>(m_desk.selection->layer())];
}

double View::drawHeading(
    QPainter& painter, const QString& title, const QString& remark, double reserve) const
{
    const QFont plain = font();
    QFont bold = plain;
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(colours().text);
    const double baseline = 12 + painter.fontMetrics().ascent();
    const QString shown = QFontMetricsF(bold).elidedText(
        title, Qt::ElideRight, std::max(0.0, width() - reserve - 32));
    painter.drawText(QPointF(16, baseline), shown);
    const double start = 16 + painter.fontMetrics().horizontalAdvance(shown) + 10;
    painter.setFont(plain);
    painter.setPen(colours().dim);
    const QFontMetricsF metrics(plain);
    painter.drawText(QPointF(start, baseline),
        metrics.elidedText(remark, Qt::ElideRight, width() - reserve - start - 16));
    return baseline + metrics.descent() + 6;
}

void View::drawEmpty(QPainter& painter, const QString& title, const QString& text) const
{
    const double top = drawHeading(painter, title, {});
    painter.drawText(QRectF(16, top, width() - 32, height() - top - 12),
        Qt::AlignCenter | Qt::TextWordWrap, text);
}

} // namespace rnnscope
