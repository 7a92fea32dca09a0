#pragma once

#include "ui/paint/lines.h"
#include "ui/view/curves.h"
#include "ui/view/stillview.h"

#include <array>

class QAbstractButton;

namespace rnnscope {

class Chip;

/// The gradient through time: how strongly the loss depends on the memory at each step, for every
/// model on the same sequence. Over the steps or, of one loss, over the lags. The axis holds while
/// the step moves and widens at most for another choice of losses and while the same networks are
/// turned about. A press goes to a step.
class GradientPlot : public StillView {
    Q_OBJECT

public:
    explicit GradientPlot(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    /// The norm at every step, a column a curve: `M1/LSTM c`.
    std::vector<Tensor> numbers() const override;
    QString describe(QPointF place) const override;
    /// Where a norm at a step is drawn.
    QPointF pixel(int step, double norm) const;
    /// What is said instead of curves; empty while there are some.
    QString emptyText() const;
    QString reading() const override;

protected:
    void takeIn() override;
    TracePtr shownTrace() const override;
    void drawStill(QPainter& painter) const override;
    void drawMoving(QPainter& painter) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void setLook();
    void fixRange();
    void place();
    bool byLag() const; ///< whether lags are drawn, not steps
    double placeOf(double step) const; ///< of a step across
    int stepAt(QPointF point) const;
    std::vector<PlotLine> lines() const;
    QString lossText(LossStep loss) const;
    QString readingText(LossStep loss) const;
    QString brokenText() const;
    double textHeight(const QString& text) const;
    double reserved(QString (GradientPlot::*text)(LossStep) const) const;

    std::array<QAbstractButton*, 3> m_losses; ///< in the order of Losses
    Chip* m_lags;
    std::vector<GradientCurve> m_curves;
    GradientRange m_range;
    GradientPtr m_drawn;
    Chart m_chart;
    std::pair<int, Index> m_opening{-1, 0}; ///< of the session and its steps, for which the range
                                            ///< was made
    ScenePtr m_rangeScene; ///< the scene that it was made or widened for last
    int m_rangeLayer = 0; ///< and the layer
};

} // namespace rnnscope
