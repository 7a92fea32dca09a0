#pragma once

#include "ui/paint/heatgrid.h"
#include "ui/paint/scale.h"
#include "ui/state/job.h"
#include "ui/view/chip.h"
#include "ui/view/timeview.h"
#include "ui/view/unitorder.h"

namespace rnnscope {

/// Units × steps of the selected track, in the order that its buttons say. A press chooses the unit
/// too.
class HeatMap : public TimeView {
    Q_OBJECT

public:
    explicit HeatMap(const Desk& desk, QWidget* parent = nullptr);

    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_sorting.running(); }

    /// What is under a place of the map.
    struct Spot {
        int unit;
        int step;
    };
    /// The nearest spot to that place.
    Spot spotAt(QPointF place) const;
    /// The exact value there, in words.
    QString describe(Spot spot) const;
    QRectF area() const override;
    QString describe(QPointF place) const override;
    void refresh(Changes changes) override;

protected:
    void takeIn() override;
    TracePtr shownTrace() const override { return m_ordered.trace; }
    void drawStill(QPainter& painter) const override;
    void drawMoving(QPainter& painter) const override;
    void press(QPointF place) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    static constexpr double scaleWidth = 50; ///< bar and numbers of the scale
    /// Everything the order of the rows depends on.
    struct Ordered {
        TracePtr trace;
        int layer, track;
        OrderBy by;
        bool operator==(const Ordered&) const = default;
    };
    Ordered wanted() const;
    const Matrix& values() const;
    const Layer& shownLayer() const;
    const Track& shownTrack() const;
    static QString titleOf(const Track& track);
    void makeChips();
    void retitle();
    void placeButtons();
    void setOrder(OrderBy order);
    void sortUnits();
    QImage image(const HeatGrid& grid) const;
    double chipsTop() const;
    double gutter() const;
    std::pair<QString, QString> rowEnds() const;
    HeatGrid grid() const;
    QString title() const;
    QString remark() const;
    void drawLabels(QPainter& painter, const QRectF& map) const;

    std::vector<Chip*> m_tracks;
    const Cell* m_cell = nullptr; ///< whose tracks the chips are
    ModelPtr m_model;
    SequencePtr m_sequence;
    std::vector<Chip*> m_orders; ///< as orderInfos()
    OrderBy m_by = OrderBy::Memory;
    Ordered m_ordered{};
    UnitRows m_rows;
    Job<UnitRows> m_sorting; ///< while it runs the rows stand as before
    Scale m_scale{};
};

} // namespace rnnscope
