#include "ui/paint/path.h"

#include <QLinearGradient>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace rnnscope {

namespace {

constexpr qsizetype few = 400; ///< steps with a point each
constexpr qsizetype many = 5000; ///< steps whose lines are no longer smoothed
constexpr double lightest = 0.35; ///< part of the role's colour at the beginning

/// Which squares of an area are taken.
class Occupied {
public:
    explicit Occupied(const QRectF& area)
        : m_area(area)
        , m_columns(static_cast<int>(area.width() / side) + 1)
        , m_taken(static_cast<size_t>(m_columns * (static_cast<int>(area.height() / side) + 1)))
    {
    }

    /// Whether a box lies in the area and on nothing that is taken.
    bool free(const QRectF& box) const
    {
        bool free = m_area.contains(box);
        if (free)
            eachIn(box, [&](size_t i) { free &= !m_taken[i]; });
        return free;
    }
    void take(const QRectF& box)
    {
        if (box.intersects(m_area))
            eachIn(box & m_area, [&](size_t i) { m_taken[i] = true; });
    }

private:
    static constexpr double side = 4; ///< pixels

    template <class Act>
    void eachIn(const QRectF& box, const Act& act) const
    {
        const auto place = [](double way) { return static_cast<int>(way / side); };
        for (int y = place(box.top() - m_area.top()); y <= place(box.bottom() - m_area.top()); ++y)
            for (int x = place(box.left() - m_area.left()); x <= place(box.right() - m_area.left());
                 ++x)
                act(static_cast<size_t>(y * m_columns + x));
    }

    QRectF m_area;
    int m_columns;
    std::vector<bool> m_taken;
};

/// Boxes beside a point: right, left, above, below.
std::array<QRectF, 4> boxesBeside(QPointF point, QSizeF size)
{
    constexpr double away = 5;
    const double left = point.x() - size.width() / 2, top = point.y() - size.height() / 2;
    return {QRectF({point.x() + away, top}, size),
        QRectF({point.x() - away - size.width(), top}, size),
        QRectF({left, point.y() - away - size.height()}, size),
        QRectF({left, point.y() + away}, size)};
}

}

QColor StatePath::colourAt(qsizetype step, const Palette& palette) const
{
    const double part = points.size() < 2
        ? 1
        : static_cast<double>(step) / static_cast<double>(points.size() - 1);
    return mix(role, palette.card, lightest + (1 - lightest) * part);
}

QPointF StatePath::at(double position) const
{
    const auto step = std::clamp<qsizetype>(
        static_cast<qsizetype>(std::ceil(position)) - 1, 0, points.size() - 1);
    const QPointF before = step == 0 ? start.value_or(points[0]) : points[step - 1];
    return before + (points[step] - before) * (position - static_cast<double>(step));
}

int StatePath::stepAt(QPointF place, double reach) const
{
    int nearest = -1;
    for (qsizetype step = 0; step < points.size(); ++step) {
        const QPointF way = points[step] - place;
        if (const double far = std::hypot(way.x(), way.y()); far <= reach) {
            reach = far;
            nearest = static_cast<int>(step);
        }
    }
    return nearest;
}

void drawPath(QPainter& painter, const StatePath& path, const Palette& palette)
{
    const qsizetype steps = path.points.size();
    if (path.start) {
        painter.setPen(QPen(path.colourAt(0, palette), 1.2, Qt::DotLine));
        painter.drawLine(*path.start, path.points.front());
        painter.setBrush(palette.card);
        painter.setPen(QPen(palette.dim, 1.2));
        painter.drawEllipse(*path.start, 3, 3);
    }
    painter.setRenderHint(QPainter::Antialiasing, steps <= many);
    const qsizetype stretch = 1 + steps / few; // steps of one colour
    for (qsizetype from = 0; from + 1 < steps; from += stretch) {
        painter.setPen(QPen(path.colourAt(from + 1, palette), steps <= few ? 1.6 : 1));
        painter.drawPolyline(
            path.points.constData() + from, static_cast<int>(std::min(stretch + 1, steps - from)));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    if (steps > few)
        return;
    painter.setPen(QPen(palette.card, 1));
    for (qsizetype step = 0; step < steps; ++step) {
        painter.setBrush(path.colourAt(step, palette));
        painter.drawEllipse(path.points[step], 3.4, 3.4);
    }
}

void drawPointTexts(QPainter& painter, const QRectF& area, const StatePath& path,
    const std::function<QString(int step)>& text, const Palette& palette)
{
    const qsizetype every = 1 + path.points.size() / few;
    Occupied occupied(area);
    const auto take
        = [&](QPointF point) { occupied.take(QRectF(point - QPointF(3, 3), QSizeF(6, 6))); };
    std::ranges::for_each(path.points, take);
    if (path.start)
        take(*path.start);
    const QFontMetricsF metrics(painter.font());
    QColor behind = palette.card;
    behind.setAlphaF(0.75F);
    for (qsizetype step = 0; step < path.points.size(); step += every) {
        const QString token = text(static_cast<int>(step));
        const QSizeF size(metrics.horizontalAdvance(token), metrics.height() * 0.9);
        const auto boxes = boxesBeside(path.points[step], size);
        const auto box
            = std::ranges::find_if(boxes, [&](const QRectF& one) { return occupied.free(one); });
        if (box == boxes.end())
            continue;
        occupied.take(*box);
        painter.fillRect(*box, behind);
        painter.setPen(palette.text);
        painter.drawText(*box, Qt::AlignCenter | Qt::TextDontClip, token);
    }
}

void drawPathScale(
    QPainter& painter, QPointF topRight, const StatePath& path, const Palette& palette)
{
    const QFontMetricsF metrics(painter.font());
    const QString last = QString::number(path.points.size());
    const double width = metrics.horizontalAdvance(last);
    const QRectF bar(topRight.x() - width - 70, topRight.y() + metrics.height() / 2 - 4, 64, 8);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    gradient.setColorAt(0, path.colourAt(0, palette));
    gradient.setColorAt(1, path.colourAt(path.points.size() - 1, palette));
    painter.setPen(palette.border);
    painter.setBrush(gradient);
    painter.drawRect(bar);
    painter.setPen(palette.dim);
    const double baseline = topRight.y() + metrics.ascent();
    painter.drawText(QPointF(topRight.x() - width, baseline), last);
    painter.drawText(QPointF(bar.left() - 6 - metrics.horizontalAdvance(u'1'), baseline), "1");
}

} // namespace rnnscope
