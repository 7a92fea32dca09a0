#pragma once

#include "ui/view/view.h"

#include <optional>

namespace rnnscope {

/// The phases of a step as a row of pills, done ones tinted, the one under way filled as far as it
/// is. A click goes to the end of a phase, a drag moves through the step, the wheel goes from phase
/// to phase.
class PhaseBar : public QWidget {
    Q_OBJECT

public:
    explicit PhaseBar(const Desk& desk, QWidget* parent);

    void setPhases(const std::vector<const Phase*>& phases);
    const std::vector<QRectF>& pills() const { return m_pills; } ///< one a phase
    /// How much of the step stands at that x: 0 at the left end of the first pill, 1 at the right
    /// end of the last.
    double partAt(double x) const;
    QSize sizeHint() const override; ///< where every name fits

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    /// A press that may become a drag.
    struct Press {
        double x;
        int step; ///< the one through which a drag moves
        bool drags;
    };

    int count() const { return static_cast<int>(m_phases.size()); }
    QString nameOf(int phase) const;
    int pillAt(QPointF place) const;
    void arrange();
    void drawPill(QPainter& painter, int phase, double done) const;
    QString help(int phase) const;

    const Desk& m_desk;
    std::vector<const Phase*> m_phases;
    std::vector<QRectF> m_pills;
    std::optional<Press> m_press;
    int m_wheel = 0; ///< eighths of a degree that have not yet made a phase
};

} // namespace rnnscope
