#include "ui/view/blockcolumn.h"

#include <QEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace rnnscope {

namespace {
constexpr double below = 8; ///< under the lowest block
}

BlockColumn::BlockColumn(double margin, QWidget* parent)
    : QScrollArea(parent)
    , m_margin(margin)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(new QWidget);
    viewport()->setAutoFillBackground(false);
    widget()->setAutoFillBackground(false);
    widget()->installEventFilter(this);
}

void BlockColumn::setBlocks(std::vector<Block> blocks)
{
    m_blocks = std::move(blocks);
    stack();
    sheet()->update();
}

/// Gives every block its area; where the column is low the gaps shrink, down to a third.
void BlockColumn::stack()
{
    double gaps = 1, heights = 0;
    for (const Block& block : m_blocks) {
        gaps += block.gap;
        heights += block.height;
    }
    const double squeeze = std::clamp((height() - below - heights) / gaps, 0.33, 1.0);
    m_areas.clear();
    double y = 0;
    for (const Block& block : m_blocks) {
        const double gap = block.gap * squeeze;
        const QRectF area(m_margin, y + gap, room(), block.height);
        m_areas.push_back(area);
        y = area.bottom();
        if (!block.widget)
            continue;
        if (block.wide)
            block.widget->setGeometry(
                QRectF(0, area.top() - gap / 2, width(), block.height + gap).toRect());
        else
            block.widget->move(area.topLeft().toPoint());
    }
    sheet()->resize(width(), std::max(height(), static_cast<int>(std::ceil(y + below))));
}

bool BlockColumn::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == sheet() && event->type() == QEvent::Paint) {
        QPainter painter(sheet());
        for (size_t i = 0; i < m_blocks.size(); ++i)
            if (m_blocks[i].draw)
                m_blocks[i].draw(painter, m_areas[i]);
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace rnnscope
