#pragma once

#include "ui/view/curves.h"
#include "ui/view/view.h"

#include <array>

class QAbstractButton;
class QLabel;

namespace rnnscope {

class LogPlot;

/// The gradient through time: how strongly the loss depends on the memory at each step, for every
/// model on the same sequence. The axis holds while the step
/// moves and widens at most for another choice of losses.
class GradientPlot : public View {
    Q_OBJECT

public:
    explicit GradientPlot(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    void print(QPainter& painter) override;
    /// The norm at every step, a column a curve: `M1/LSTM c`.
    std::vector<Tensor> numbers() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void draw(QPainter& painter) const;
    void setLook();
    void setGradient();
    void fixRange();
    void reserveText();
    QString lossText(LossStep loss) const;
    QString readingText(LossStep loss) const;
    QString brokenText() const;
    QString emptyText() const;
    void showTip(int step, const QPoint& position);

    LogPlot* m_plot;
    QLabel* m_loss; ///< which losses
    QLabel* m_reading; ///< how to read the picture
    std::array<QAbstractButton*, 3> m_losses; ///< in the order of Losses
    std::vector<GradientCurve> m_curves;
    GradientRange m_range;
    GradientPtr m_drawn;
    std::pair<int, Index> m_opening{-1, 0}; ///< of the session and its steps, for which the range
                                            ///< was made
    ScenePtr m_rangeScene; ///< the scene that it was made or widened for last
    int m_rangeLayer = 0; ///< and the layer
};

} // namespace rnnscope
