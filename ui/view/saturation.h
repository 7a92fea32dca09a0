#pragma once

#include "core/trace/saturation.h"
#include "ui/paint/unitcloud.h"
#include "ui/state/job.h"
#include "ui/view/stillview.h"

namespace rnnscope {

/// How often every unit of every gate is at either end: a field a squashed track, a dot a unit,
/// across the share of steps at the low end, up the share at the high end, over the whole sequence.
/// After Karpathy, Johnson and Fei-Fei 2015, “Visualizing and Understanding Recurrent Networks”. A
/// click chooses a unit.
class SaturationMap : public StillView {
    Q_OBJECT

public:
    explicit SaturationMap(const Desk& desk, QWidget* parent = nullptr);

    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_counting.running(); }
    QString describe(QPointF place) const override;
    /// Where the dot of a unit stands in the field of a track; null where there is none.
    QPointF placeOf(int track, int unit) const;

protected:
    void takeIn() override;
    TracePtr shownTrace() const override { return m_source.trace; }
    QString reading() const override;
    void drawStill(QPainter& painter) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// What is counted.
    struct Source {
        TracePtr trace;
        int layer;
        bool operator==(const Source&) const = default;
    };
    /// One track and its counts.
    struct Field {
        int track;
        Ends ends;
        Saturation shares;
        std::vector<UnitDot> dots = {};
    };

    const Track& trackOf(const Field& field) const;
    static std::vector<Field> fieldsOf(
        const Layer& layer, const LayerTrace& trace, const Watch& watch);
    void placeDots();
    QRectF square(size_t place) const;
    QString remark() const;
    QString emptyText() const;
    std::pair<const Field*, const UnitDot*> under(QPointF place) const;
    void drawField(QPainter& painter, const Field& field, const QRectF& square) const;
    void drawCorners(QPainter& painter, const Field& field, const QRectF& square) const;

    Source m_source{};
    ModelPtr m_model;
    std::vector<Field> m_fields; ///< empty: no track has two ends, or they are being counted
    Job<std::vector<Field>> m_counting;
};

} // namespace rnnscope
