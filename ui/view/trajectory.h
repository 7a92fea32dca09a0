#pragma once

#include "core/trace/principal.h"
#include "ui/paint/chart.h"
#include "ui/paint/path.h"
#include "ui/state/job.h"
#include "ui/view/stillview.h"

namespace rnnscope {

/// The way of a state through the plane in which it is spread most: the selected track of the
/// selected layer where that is carried from step to step, else its hidden state. The state of the
/// position is marked. A click on a point goes to its step.
class Trajectory : public StillView {
    Q_OBJECT

public:
    explicit Trajectory(const Desk& desk, QWidget* parent = nullptr);

    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_finding.running(); }
    QString describe(QPointF place) const override;
    /// Where a position of the playback is on the way, in pixels.
    QPointF placeOf(double position) const;

protected:
    void takeIn() override;
    TracePtr shownTrace() const override { return m_source.trace; }
    QString reading() const override;
    void drawStill(QPainter& painter) const override;
    void drawMoving(QPainter& painter) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Of what the plane is.
    struct Source {
        TracePtr trace;
        int layer, track;
        bool operator==(const Source&) const = default;
    };
    using Plane = std::shared_ptr<const PrincipalPlane>; ///< null: there is none

    const LayerTrace& shownLayer() const;
    const Track& shownTrack() const;
    int carriedTrack() const;
    void placePoints();
    QRectF frame() const;
    QString textOf(int step) const;
    QString title() const;
    QString remark() const;
    QString emptyText() const;

    Source m_source{};
    ModelPtr m_model;
    SequencePtr m_sequence;
    Plane m_plane;
    Job<Plane> m_finding;
    Chart m_chart;
    StatePath m_path;
};

} // namespace rnnscope
