#include "ui/view/trailbar.h"

#include "ui/paint/formula.h"
#include "ui/paint/layers.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

namespace rnnscope {

namespace {
constexpr double margin = 16;
constexpr double between = 16; ///< two crumbs, with an arrow
constexpr int gap = 4;
}

TrailBar::TrailBar(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_back(new Chip(desk, "←", this))
    , m_forward(new Chip(desk, "→", this))
{
    setMouseTracking(true);
    for (Chip* chip : {m_back, m_forward})
        chip->setCheckable(false);
    connect(m_back, &Chip::clicked, this, [this] { emit chosen(m_trail.place() - 1); });
    connect(m_forward, &Chip::clicked, this, [this] { emit chosen(m_trail.place() + 1); });
}

void TrailBar::setTrail(const Trail& trail)
{
    m_trail = trail;
    m_back->setEnabled(trail.canGo(-1));
    m_forward->setEnabled(trail.canGo(1));
    m_back->setAccessibleName(tr("Back on the walk"));
    m_back->setToolTip(tr("Back on the walk (Alt+Left, Backspace)"));
    m_forward->setAccessibleName(tr("Forward on the walk"));
    m_forward->setToolTip(tr("Forward on the walk (Alt+Right)"));
    QStringList said;
    for (const Stop& stop : trail.stops())
        said << nameOf(stop);
    setAccessibleName(tr("The walk"));
    setAccessibleDescription(said.join(QStringLiteral("; ")));
    update();
}

QSize TrailBar::sizeHint() const { return {200, m_back->sizeHint().height() + 4}; }

void TrailBar::resizeEvent(QResizeEvent*)
{
    int x = static_cast<int>(margin);
    for (Chip* chip : {m_back, m_forward}) {
        chip->setGeometry(QRect({x, 2}, chip->sizeHint()));
        x += chip->width() + gap;
    }
}

std::string TrailBar::crumb(const Stop& stop) const
{
    const auto layer = static_cast<size_t>(stop.origin.layer);
    const std::string symbol = stop.origin.kind == Origin::Output
        ? "y"
        : std::string(m_desk.session->model()
                          ->layers[layer]
                          .cell->tracks()[static_cast<size_t>(stop.origin.track)]
                          .symbol);
    return symbol + "_{" + std::to_string(stop.origin.step + 1) + "}["
        + std::to_string(stop.origin.unit) + "]";
}

QString TrailBar::nameOf(const Stop& stop) const
{
    const Model& model = *m_desk.session->model();
    const int step = static_cast<int>(stop.origin.step) + 1;
    const int unit = static_cast<int>(stop.origin.unit);
    if (stop.origin.kind == Origin::Output)
        return tr("output %1, step %2").arg(unit).arg(step);
    const Layer& layer = model.layers[static_cast<size_t>(stop.origin.layer)];
    const QString name = tr("%1, unit %2, step %3")
                             .arg(QCoreApplication::translate(
                                 "cell", layer.cell->tracks()[size_t(stop.origin.track)].name))
                             .arg(unit)
                             .arg(step);
    return model.layers.size() > 1
        ? layerName(model, stop.origin.layer) + QStringLiteral(": ") + name
        : name;
}

/// The stops end where we are or, where there is room, further on; what began the walk is left out
/// first.
QRectF TrailBar::placeOf(int stop) const
{
    const double left = m_forward->geometry().right() + 10;
    const double room = width() - margin - left;
    const auto count = static_cast<int>(m_trail.stops().size());
    const auto widthOf = [&](int i) {
        return formulaSize(crumb(m_trail.stops()[static_cast<size_t>(i)]), font()).width();
    };
    int first = m_trail.place(), end = first + 1;
    double used = widthOf(first);
    while (first > 0 && used + between + widthOf(first - 1) <= room)
        used += between + widthOf(--first);
    while (first == 0 && end < count && used + between + widthOf(end) <= room)
        used += between + widthOf(end++);
    if (stop < first || stop >= end)
        return {};
    double x = left;
    for (int i = first; i < stop; ++i)
        x += widthOf(i) + between;
    return {x, 0, widthOf(stop), static_cast<double>(height())};
}

void TrailBar::paintEvent(QPaintEvent*)
{
    if (m_trail.empty())
        return;
    const Palette& colours = m_desk.colours();
    QPainter painter(this);
    const QFontMetricsF metrics(font());
    const double baseline = std::round((height() + metrics.ascent() - metrics.descent()) / 2);
    for (int i = 0; i < static_cast<int>(m_trail.stops().size()); ++i) {
        const QRectF place = placeOf(i);
        if (place.isEmpty())
            continue;
        const bool here = i == m_trail.place();
        painter.setPen(here ? colours.text : colours.dim);
        drawFormula(painter, {place.left(), baseline}, crumb(m_trail.stops()[size_t(i)]), font());
        if (here)
            painter.fillRect(QRectF(place.left(), height() - 3, place.width(), 2), colours.accent);
        if (i > 0) {
            painter.setFont(font());
            painter.setPen(colours.dim);
            painter.drawText(
                QRectF(place.left() - between, 0, between, baseline + metrics.descent()),
                Qt::AlignHCenter | Qt::AlignBottom, QStringLiteral("‹"));
        }
    }
}

int TrailBar::stopAt(QPointF place) const
{
    for (int i = 0; i < static_cast<int>(m_trail.stops().size()); ++i)
        if (placeOf(i).contains(place))
            return i;
    return -1;
}

void TrailBar::mousePressEvent(QMouseEvent* event)
{
    if (const int stop = stopAt(event->position()); stop >= 0 && event->button() == Qt::LeftButton)
        emit chosen(stop);
}

void TrailBar::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(stopAt(event->position()) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

bool TrailBar::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int stop = stopAt(help->pos());
    QToolTip::showText(help->globalPos(),
        stop < 0 ? QString() : nameOf(m_trail.stops()[static_cast<size_t>(stop)]), this);
    return true;
}

} // namespace rnnscope
