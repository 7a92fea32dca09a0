#pragma once

#include "core/run/influence.h"
#include "ui/paint/lines.h"
#include "ui/state/job.h"
#include "ui/view/stillview.h"

class QLabel;
class QPushButton;

namespace rnnscope {

class Dial;

/// The warm-up: one weight, multiplied by itself n times, on a logarithmic axis, where that is a
/// straight line; and beside it M2 of the chosen network, which wanders around one. The axes hold
/// while the weight is turned.
class Powers : public StillView {
    Q_OBJECT

public:
    explicit Powers(const Desk& desk, QWidget* parent = nullptr);

    /// log10 of both by n, the weight's from 0 to where the axis ends; and the weight itself.
    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_measuring.running(); }
    QString describe(QPointF place) const override;

    double weight() const;
    int power() const;
    void setWeight(double weight);
    void setPower(int power);
    /// Sets the weight to ratePerStep() of the network's curve.
    void fit();
    /// "0.9⁵⁰ = 5.15·10⁻³"
    QString resultText() const;
    /// What becomes of it: "halves every 6.6 steps: it vanishes".
    QString fateText() const;
    const Chart& chart() const { return m_chart; }

protected:
    void takeIn() override;
    TracePtr shownTrace() const override { return m_trace; }
    QString reading() const override;
    void drawStill(QPainter& painter) const override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void measure();
    void place();
    QString powerOf(int n) const;
    double logAt(int n) const;
    std::vector<PlotLine> lines() const;
    void drawMark(QPainter& painter) const;

    ModelPtr m_model;
    TracePtr m_trace;
    int m_layer = 0;
    QString m_name; ///< of the network
    int m_style = 0;
    std::vector<double> m_reach; ///< log10 M2 by lag
    Chart m_chart{};
    QWidget* m_controls;
    QLabel* m_weightName;
    QLabel* m_powerName;
    Dial* m_weight;
    Dial* m_power;
    QPushButton* m_fit;
    Job<ByLag> m_measuring;
};

} // namespace rnnscope
