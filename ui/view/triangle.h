#pragma once

#include "core/run/horizon.h"
#include "ui/paint/heatgrid.h"
#include "ui/state/job.h"
#include "ui/view/heldscale.h"
#include "ui/view/statechoice.h"
#include "ui/view/stillview.h"

#include <QBasicTimer>

namespace rnnscope {

/// M1 of every loss by itself, for a state of the selected layer: a row a loss step, the first at
/// the top, a column a state step. How far the loss of the current step or under the pointer
/// reaches is marked. A press goes to the step of the column. Made in the background; while the
/// same network is turned about, the picture before stays.
class GradientTriangle : public StillView {
    Q_OBJECT

public:
    static constexpr Index mostSteps = 2000; ///< of a longer sequence there is no picture

    explicit GradientTriangle(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_following.running(); }
    QString describe(QPointF place) const override;

    /// The loss of a row and the state of a column, both as steps.
    struct Spot {
        int loss;
        int step;
    };
    /// The nearest spot to a place of the view.
    Spot spotAt(QPointF place) const;
    QString describe(Spot spot) const;
    /// Where the rows and columns stand, in pixels.
    QRectF area() const;
    /// What is said instead of a picture; empty while there is one.
    QString emptyText() const;

protected:
    void takeIn() override;
    TracePtr shownTrace() const override { return m_source.trace; }
    QString reading() const override;
    void drawStill(QPainter& painter) const override;
    void drawMoving(QPainter& painter) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    using Triangles = std::vector<FlowTriangle>;
    /// What is followed back.
    struct Source {
        ModelPtr model;
        SequencePtr sequence;
        TracePtr trace;
        int opening = -1; ///< of the session
        int chosen = 0;
    };
    /// The triangle that is drawn.
    struct Picture {
        const FlowTriangle* triangle = nullptr;
        Eigen::MatrixXd norms; ///< NaN where nothing reaches
        std::vector<double> floors; ///< per row, the least norm that is not lost
        bool broken = false; ///< some norm is no finite number
        bool open = false; ///< a corner is empty: nothing reaches to the other side of the diagonal
    };

    Source wanted() const;
    void ask();
    bool isQuick() const;
    void take(const Source& source, Result<Triangles> triangles);
    void choose();
    void fillPicture();
    void placeButtons();
    const Layer& shownLayer() const;
    const Track& shownTrack() const;
    std::vector<double> rowOf(int loss) const;
    /// With the measure of it where `exact`.
    QString reachText(int loss, bool exact) const;
    QString remark() const;
    double chipsTop() const;
    double gutter() const;
    HeatGrid grid() const;
    void drawLabels(QPainter& painter) const;
    void drawReach(QPainter& painter, int loss) const;
    void drawNote(QPainter& painter, int loss) const;

    Source m_asked, m_source; ///< of what is made, of what is shown
    Triangles m_triangles; ///< of every layer and state; empty: there are none
    QString m_trouble; ///< why
    Picture m_picture;
    HeldScale m_scale;
    std::vector<int> m_numbers; ///< of the rows, counted from 1
    StateChoice m_states;
    int m_layer = -1; ///< that was selected when the picture was chosen
    int m_hovered = -1; ///< the loss step under the pointer
    Job<Triangles> m_following;
    QBasicTimer m_waiting; ///< draws how far it is
};

} // namespace rnnscope
