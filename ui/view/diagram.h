#pragma once

#include "ui/paint/celllayout.h"
#include "ui/view/view.h"

namespace rnnscope {

/// The wiring of the selected layer's cell with the values of the current step, animated by the
/// phase of the step. A click on a phase goes to its end, on a box selects its track, on a value
/// its unit.
class CellDiagram : public View {
    Q_OBJECT

public:
    explicit CellDiagram(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    /// Every track of the cell at the step, a row each.
    std::vector<Tensor> numbers() const override;
    QSize minimumSizeHint() const override { return {560, 264}; }
    QSize sizeHint() const override { return {1040, 400}; }

    const CellScene& scene() const { return m_scene; } ///< what is drawn
    const CellLayout& layout() const { return m_layout; } ///< and where
    const std::vector<QRectF>& pills() const { return m_pills; } ///< one a phase

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void readStep();
    void arrange();
    void describeStep();
    std::vector<QString> phaseNames() const;
    QString remark() const;
    int pillAt(QPointF point) const;
    void drawPills(QPainter& painter) const;

    CellScene m_scene;
    CellLayout m_layout;
    std::vector<Scale> m_scales; ///< of the scene's nodes, for all steps
    std::vector<QRectF> m_pills;
    int m_step = -1; ///< the one in m_scene
};

} // namespace rnnscope
