#pragma once

#include "ui/inspector/pane.h"
#include "ui/paint/scale.h"

namespace rnnscope {

/// A sheet as a heat map: rows downwards, columns to the right, marks beside them. Where there are
/// more numbers than pixels, a pixel shows the one of the largest magnitude, and that is said.
class HeatPane : public Pane {
    Q_OBJECT

public:
    explicit HeatPane(const Desk& desk, QWidget* parent = nullptr);

    /// The number that is shown at a place in pixels of the pane, and where it stands; nothing
    /// beside the map.
    struct Spot {
        int64_t row, column;
        double number;
    };
    std::optional<Spot> spotAt(QPointF place) const;
    /// It in words.
    QString describe(const Spot& spot) const;
    QRectF area() const;

signals:
    /// A number was clicked.
    void picked(int64_t row, int64_t column);

protected:
    void take() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    void paintImage();
    bool ready() const { return shown().digest && !shown().digest->picture.cells.empty(); }
    QFont small() const;
    double gutter() const;
    double longestName() const;
    QString rowText(int64_t row) const;
    void drawMarks(QPainter& painter, const QRectF& map) const;
    void drawRowMark(QPainter& painter, const QRectF& map, const Mark& mark) const;
    void drawColumnMark(QPainter& painter, const QRectF& map, const Mark& mark) const;
    void drawNumbers(QPainter& painter, const QRectF& map) const;
    QString remark() const;

    Miniature m_fitting; ///< of the digest's picture, no larger than the area has pixels
    Scale m_scale{-1, 1};
    bool m_holes = false; ///< whether some are no numbers
    QImage m_image;
    const Palette* m_palette = nullptr; ///< of the image
};

} // namespace rnnscope
