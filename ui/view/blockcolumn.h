#pragma once

#include <QPainter>
#include <QScrollArea>

#include <functional>
#include <vector>

namespace rnnscope {

/// Something that stands below what came before it: drawn, or a widget.
struct Block {
    double gap; ///< above it; shrinks where the column is low
    double height;
    std::function<void(QPainter&, const QRectF&)> draw = {};
    QWidget* widget = nullptr; ///< a child of BlockColumn::sheet()
    bool wide = false; ///< the widget takes the margins and the gap above it too
};

/// Blocks one below the other, with margins beside them. Scrolls where there is no room for all.
class BlockColumn : public QScrollArea {
    Q_OBJECT

public:
    explicit BlockColumn(double margin, QWidget* parent = nullptr);

    /// What widgets in the column are children of.
    QWidget* sheet() const { return widget(); }
    void setBlocks(std::vector<Block> blocks);
    /// Width of the blocks.
    double room() const { return width() - 2 * m_margin; }
    /// Where the lowest block ends, in pixels.
    double bottom() const { return m_areas.empty() ? 0 : m_areas.back().bottom(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void stack();

    double m_margin;
    std::vector<Block> m_blocks;
    std::vector<QRectF> m_areas; ///< of the blocks
};

} // namespace rnnscope
