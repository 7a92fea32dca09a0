#include "ui/view/compare.h"

#include "core/pack/tensor.h"

#include <QFontMetricsF>

#include <algorithm>

namespace rnnscope {

namespace {

constexpr int margin = 16;
constexpr int gap = 8;

/// In how many columns cells come out largest, whatever stands above them.
int columnsFor(int cells, const QSizeF& room)
{
    constexpr double shape = 1.3; // a cell is drawn about this many times as wide as high
    constexpr double words = 70;
    int best = 1;
    double most = 0;
    for (int columns = 1; columns <= cells; ++columns) {
        const int rows = (cells + columns - 1) / columns;
        const double size
            = std::min(room.width() / columns, shape * (room.height() / rows - words));
        if (size > most) {
            most = size;
            best = columns;
        }
    }
    return best;
}

}

Compare::Compare(const Desk& desk, QWidget* parent)
    : View(desk, parent)
{
    setAccessibleName(tr("Compare"));
}

void Compare::refresh(Changes changes)
{
    const ScenePtr scene = desk().session->scene();
    if (changes & ~Changes(Change::Position | Change::Gradient)) {
        setAccessibleName(tr("Compare"));
        makeCells(scene ? scene->models.size() : 0);
        for (ComparedCell* cell : m_cells)
            cell->takeIn();
        arrange();
    }
    for (ComparedCell* cell : m_cells)
        cell->follow();
    update();
}

void Compare::makeCells(size_t count)
{
    for (; m_cells.size() > count; m_cells.pop_back())
        m_cells.back()->deleteLater();
    while (m_cells.size() < count) {
        m_cells.push_back(new ComparedCell(desk(), static_cast<int>(m_cells.size()), this));
        m_cells.back()->show();
    }
}

/// What the heading leaves.
QRectF Compare::area() const
{
    const double top = 12 + QFontMetricsF(font()).height() + gap;
    return {margin, top, width() - 2.0 * margin, height() - top - 1.5 * gap};
}

void Compare::arrange()
{
    const auto count = static_cast<int>(m_cells.size());
    if (count == 0)
        return;
    const QRectF all = area();
    const int columns = columnsFor(count, all.size());
    const int rows = (count + columns - 1) / columns;
    const QSizeF each(
        (all.width() - (columns - 1) * gap) / columns, (all.height() - (rows - 1) * gap) / rows);
    for (int i = 0; i < count; ++i)
        m_cells[static_cast<size_t>(i)]->setGeometry(QRectF(all.topLeft()
                + QPointF(i % columns * (each.width() + gap), i / columns * (each.height() + gap)),
            each)
                                                         .toRect());
}

void Compare::resizeEvent(QResizeEvent*) { arrange(); }

QString Compare::remark() const
{
    return m_cells.size() == 1
        ? tr("one network so far: open a second one beside it, or an example, which has three")
        : tr("%1 networks, the same sequence · step %2 · a click chooses one for all views")
              .arg(m_cells.size())
              .arg(desk().playback->step() + 1);
}

void Compare::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawFrame(painter);
}

void Compare::print(QPainter& painter)
{
    drawFrame(painter);
    for (const ComparedCell* cell : m_cells) {
        painter.save();
        painter.translate(cell->pos());
        cell->print(painter);
        painter.restore();
    }
}

/// Everything but the cells.
void Compare::drawFrame(QPainter& painter) const
{
    painter.fillRect(rect(), colours().card);
    if (m_cells.empty()) {
        drawEmpty(painter, tr("Compare"),
            tr("Here several networks read the same sequence side by side, once there are some."));
        return;
    }
    drawHeading(painter, tr("Compare"), remark());
}

std::vector<Tensor> Compare::numbers() const
{
    std::vector<Tensor> all;
    for (size_t i = 0; i < m_cells.size(); ++i)
        for (Tensor& tensor : m_cells[i]->picture().numbers()) {
            tensor.name = std::to_string(i) + "/" + tensor.name;
            all.push_back(std::move(tensor));
        }
    return all;
}

} // namespace rnnscope
