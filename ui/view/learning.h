#pragma once

#include "ui/state/job.h"
#include "ui/view/learningcurves.h"
#include "ui/view/stillview.h"

#include <QTimer>

#include <array>

namespace rnnscope {

/// How networks learn a task side by side: a row a cell with how far it is and what an epoch
/// takes; loss and accuracy by epoch, the norm of the gradient before and after clipping, and the
/// accuracy of the epoch that is shown by distance. A press on an epoch shows the networks after
/// it.
class LearningView : public StillView {
    Q_OBJECT

public:
    explicit LearningView(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    /// Per cell: `loss/LSTM` and `accuracy/LSTM`, epochs × (lowest, median, highest of the seeds);
    /// `norm/LSTM` and `clipped/LSTM`, a number a stretch; `distance/LSTM`, (distance, accuracy).
    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_rest.isActive() || m_judging.running(); }
    QString describe(QPointF place) const override;
    /// The epoch under a point of the view; −1 where none is.
    int epochAt(QPointF point) const;

    enum Field { Loss, Accuracy, Norm, Distance, FieldCount };
    const Chart& chart(Field field) const { return m_charts[field]; }

protected:
    void takeIn() override;
    TracePtr shownTrace() const override { return trace(); }
    QString reading() const override;
    void drawStill(QPainter& painter) const override;
    void drawMoving(QPainter& painter) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Judged {
        int epoch = -1;
        std::vector<std::vector<AtDistance>> cells; ///< one a cell
    };
    bool any() const; ///< whether there is something to show
    const Training& training() const { return *desk().training; }
    void follow();
    void judge();
    void place();
    void fixRanges();
    std::vector<PlotLine> linesOf(Field field) const;
    QPen penOf(const LearningCurve& curve) const;
    double tableHeight() const;
    void drawTable(QPainter& painter) const;
    void drawField(QPainter& painter, Field field) const;
    void drawLevel(QPainter& painter, const Chart& chart, double level) const;
    QString acrossOf(Field field) const;
    QString upOf(Field field) const;
    QString rowText(const CourseRun& run) const;

    std::vector<LearningCurve> m_curves;
    int m_stretches = 1;
    std::array<Chart, FieldCount> m_charts;
    Judged m_judged; ///< accuracy by distance, of the epoch that was shown last
    Job<Judged> m_judging;
    QTimer m_rest; ///< until the epoch has stood still for a moment
};

} // namespace rnnscope
