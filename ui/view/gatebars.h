#pragma once

#include "ui/paint/gatehistory.h"
#include "ui/paint/steplabels.h"
#include "ui/paint/unitbars.h"
#include "ui/state/job.h"
#include "ui/view/chip.h"
#include "ui/view/timeview.h"
#include "ui/view/unitorder.h"

#include <array>

namespace rnnscope {

/// Every gate of the selected layer: at the left how far it is open for each unit now, at the right
/// how that is spread over the units at every step, with the selected unit. A press on a bar
/// chooses its unit. A cell without gates shows its hidden state.
class GateBars : public TimeView {
    Q_OBJECT

public:
    explicit GateBars(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    /// The order of the bars, and for each gate what the bars show now, its quartiles and the
    /// selected unit at every step.
    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_job.running(); }
    QRectF area() const override;
    QString describe(QPointF place) const override;
    /// Where the bars of the gate in that row stand.
    BarField bars(size_t row) const;

protected:
    void takeIn() override;
    TracePtr shownTrace() const override { return m_history ? m_history->trace : nullptr; }
    void drawStill(QPainter& painter) const override;
    void drawMoving(QPainter& painter) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Asked {
        TracePtr trace;
        int layer;
        bool operator==(const Asked&) const = default;
    };
    struct Figure {
        QString text, longest;
    };
    size_t rows() const { return m_history->tracks.size(); }
    int unit() const { return desk().selection->unit(); }
    bool hasUnit(size_t row) const { return unit() < m_history->values(row).rows(); }
    StepTokens tokens() const { return {m_history->model->vocabulary, m_sequence->ids}; }
    GateMoment moment(size_t row) const;
    void ask();
    void describeStep();
    void setOrder(OrderBy order);
    void sortUnits();
    void showChips();
    void placeChips();
    /// Whether there is so little room that the chips stand beside the heading.
    bool low() const { return height() < 260; }
    double chipsTop() const;
    double gutter() const { return m_gutter; }
    double gutterFor() const;
    std::pair<int, int> placeNow() const;
    double barsWidth() const;
    QRectF rowArea(size_t row) const;
    double headHeight() const;
    ValueField history(size_t row) const;
    size_t rowAt(double y) const;
    void chooseAt(double x);
    QColor ink() const;
    QString remark() const;
    std::vector<Figure> figures(size_t row, const GateMoment& moment, bool words) const;
    void drawLegend(QPainter& painter) const;
    void drawRow(QPainter& painter, size_t row) const;
    void drawBarEnds(QPainter& painter) const;
    void drawHead(QPainter& painter, size_t row, const GateMoment& moment) const;

    std::array<Chip*, 2> m_orders{};
    OrderBy m_by = OrderBy::Memory;
    bool m_choosing = false; ///< a drag began on the bars
    Asked m_asked{};
    Job<GateHistoryPtr> m_job;
    GateHistoryPtr m_history;
    QString m_trouble; ///< why there is none
    SequencePtr m_sequence;
    double m_gutter = 0; ///< pixels of the numbers at the left
    std::pair<int, int> m_described{-1, -1}; ///< what is told to those who do not see it
    std::vector<int> m_order; ///< units from the left to the right
};

} // namespace rnnscope
