#pragma once

#include "ui/paint/lines.h"
#include "ui/state/job.h"
#include "ui/view/curves.h"
#include "ui/view/seedband.h"
#include "ui/view/stillview.h"

#include <array>

class QAbstractButton;

namespace rnnscope {

class Chip;

/// The gradient through time: how strongly the loss depends on the memory at each step, for every
/// model on the same sequence. Over the steps or, of one loss, over the lags. The axis holds while
/// the step moves and widens at most for another choice of losses and while the same networks are
/// turned about. A press goes to a step. In the gradient lab what all seeds come to is a band.
class GradientPlot : public StillView {
    Q_OBJECT

public:
    explicit GradientPlot(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    /// The norm at every step, a column a curve: `M1/LSTM c`; where there are bands, log10 of what
    /// the seeds come to: `M1.log10/LSTM c.low`, `.median`, `.high`; where something is clipped,
    /// what is left: `M1.clipped/LSTM c`.
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
    void showEvent(QShowEvent* event) override;

private:
    void setLook();
    void followOthers();
    void takeOthers(const std::vector<GradientPtr>& others);
    void followDials();
    void weigh();
    double factorOf(const GradientCurve& curve) const; ///< of clipping; 1 where none is known
    double floor() const;
    double threshold() const; ///< of clipping; 0: none
    QString clippingText() const;
    void fixRange();
    void place();
    bool byLag() const; ///< whether lags are drawn, not steps
    double placeOf(double step) const; ///< of a step across
    int stepAt(QPointF point) const;
    std::vector<PlotLine> lines() const;
    QString lossText(LossStep loss) const;
    QString readingText(LossStep loss) const;
    QString brokenText() const;
    double textHeight(const QString& text, int less = 0) const;
    double reserved(QString (GradientPlot::*text)(LossStep) const, int less = 0) const;

    std::array<QAbstractButton*, 3> m_losses; ///< in the order of Losses
    Chip* m_lags;
    std::vector<GradientCurve> m_curves;
    std::vector<SeedBand> m_bands; ///< one a curve, of log10 of the norms; or none
    GradientRange m_range;
    GradientPtr m_drawn;
    Chart m_chart;
    std::pair<int, Index> m_opening{-1, 0}; ///< of the session and its steps, for which the range
                                            ///< was made
    ScenePtr m_rangeScene; ///< the scene that it was made or widened for last
    int m_rangeLayer = 0; ///< and the layer
    Job<std::vector<GradientPtr>> m_following; ///< the other seeds of the gradient lab
    std::vector<double> m_weightNorms; ///< ‖∂L/∂θ‖ of each model, where something is clipped
    Job<std::vector<double>> m_weighing;
    std::pair<double, double> m_dials{0, 0}; ///< threshold and floor that were drawn last
};

} // namespace rnnscope
