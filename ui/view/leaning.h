#pragma once

#include "core/run/leaning.h"
#include "ui/state/job.h"
#include "ui/view/proseview.h"

namespace rnnscope {

/// M3: each token on how much the prediction of the current step leans on it, relative to the token
/// it leans on most. The prediction is the output that is largest at that step; where the outputs
/// are several numbers, all of them. Where that takes long, the step before stays until it is made;
/// then the step that is the current one by then is next.
class InputLeaning : public ProseView {
    Q_OBJECT

public:
    using ProseView::ProseView;

    void refresh(Changes changes) override;
    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_measuring.running(); }
    QString describe(int step) const override;
    QString remark() const override;
    /// The step whose prediction is shown, or −1.
    int leaningStep() const { return m_found ? static_cast<int>(m_found->leaning.step) : -1; }

protected:
    QString title() const override;
    QString hint() const override;
    QString emptyText() const override;
    QColor ground(int step) const override;
    void drawLegend(QPainter& painter, const QRectF& area) const override;
    int readCount() const override;
    TracePtr shownTrace() const override { return m_trace; }

private:
    /// What one step's prediction leans on.
    struct Found {
        Leaning leaning;
        std::optional<Index> output; ///< that was followed back; nothing: all
        Index peak = 0; ///< the step it leans on most
        double most = 0; ///< how much; 0 where nothing is finite
    };

    std::optional<Index> outputAt(Index step) const;
    void measure();
    QString outputText(Index output) const;

    TracePtr m_trace;
    std::optional<Found> m_found; ///< of the trace
    QString m_problem; ///< why there is none
    Job<Found> m_measuring;
};

} // namespace rnnscope
