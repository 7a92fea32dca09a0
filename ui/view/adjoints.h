#pragma once

#include "core/run/loss.h"
#include "ui/paint/heatgrid.h"
#include "ui/state/job.h"
#include "ui/view/heldscale.h"
#include "ui/view/statechoice.h"
#include "ui/view/timeview.h"
#include "ui/view/unitorder.h"

namespace rnnscope {

/// The gradient of the selected losses by every unit of a state of the selected layer, units ×
/// steps: its size as a colour, its sign where the pointer is. Units stand in the order of the heat
/// map. A press chooses the unit too. While another gradient is made, the picture before stays.
class AdjointMap : public TimeView {
    Q_OBJECT

public:
    explicit AdjointMap(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    /// ∂L/∂s, a row a step.
    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_following.running() || m_sorting.running(); }
    QString describe(QPointF place) const override;

    struct Spot {
        int unit;
        int step;
    };
    /// The nearest spot to a place of the view.
    Spot spotAt(QPointF place) const;
    QString describe(Spot spot) const;
    QRectF area() const override;
    /// What is said instead of a picture; empty while there is one.
    QString emptyText() const;

protected:
    void takeIn() override;
    TracePtr shownTrace() const override { return m_source.trace; }
    QString reading() const override;
    void drawStill(QPainter& painter) const override;
    void drawMoving(QPainter& painter) const override;
    void press(QPointF place) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Of what the gradient is.
    struct Source {
        ModelPtr model;
        SequencePtr sequence;
        TracePtr trace;
        LossStep loss;
        int opening = -1; ///< of the session
        int chosen = 0;
        bool operator==(const Source&) const = default;
    };
    /// By what the rows are sorted.
    struct Ordered {
        TracePtr trace;
        int layer = -1, track = -1;
        OrderBy by = OrderBy::Memory;
        bool operator==(const Ordered&) const = default;
    };

    Source wanted() const;
    void ask();
    bool isQuick() const;
    void choose();
    void measure();
    void sortUnits();
    void setOrder(OrderBy order);
    void placeButtons();
    const Layer& shownLayer() const;
    const Track& shownTrack() const;
    const Matrix& gradient() const; ///< ∂L/∂s, units × steps
    const Matrix& values() const; ///< s
    bool shows() const { return m_gradient && m_floor > 0; }
    bool isBeyond(Index step) const;
    std::vector<double> floors() const;
    Eigen::MatrixXd sizes(Index first, Index count) const;
    QString remark() const;
    double chipsTop() const;
    double gutter() const;
    std::pair<QString, QString> rowEnds() const;
    HeatGrid grid() const;
    QImage image(const HeatGrid& grid) const;
    void drawLabels(QPainter& painter, const QRectF& map) const;

    Source m_asked, m_source; ///< of what is made, of what is shown
    TracePtr m_gradient; ///< the states' gradients only; null: there is none
    QString m_trouble; ///< why
    int m_layer = -1; ///< that is selected
    int m_track = -1;
    double m_floor = 0; ///< the least size that is not lost beside the largest
    bool m_broken = false; ///< some gradient is no finite number
    HeldScale m_scale;
    StateChoice m_states;
    std::vector<Chip*> m_orders; ///< as orderInfos()
    OrderBy m_by = OrderBy::Memory;
    Ordered m_ordered;
    UnitRows m_rows;
    Job<TracePtr> m_following;
    Job<UnitRows> m_sorting; ///< while it runs the rows stand as before
};

} // namespace rnnscope
