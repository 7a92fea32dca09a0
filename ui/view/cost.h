#pragma once

#include "core/run/cost.h"
#include "ui/paint/costbars.h"
#include "ui/state/job.h"
#include "ui/view/stillview.h"

#include <optional>

class QPushButton;

namespace rnnscope {

/// What a step of each network costs: parameters, multiply-adds and memory from its shapes, and the
/// time it takes here and now, measured in the background once shapes and length rest, and again
/// when asked for.
class CostView : public StillView {
    Q_OBJECT

public:
    explicit CostView(const Desk& desk, QWidget* parent = nullptr);

    /// Per network its parameters, its multiply-adds (recurrent layers, the rest), its bytes, and
    /// where measured its seconds forward and both ways (median, then the middle half's ends).
    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_rest.isActive() || m_timing.running(); }
    QString describe(QPointF place) const override;
    const std::vector<BarGroup>& groups() const { return m_groups; }
    /// Measures the times anew.
    void measure();

protected:
    void takeIn() override;
    TracePtr shownTrace() const override;
    QString reading() const override;
    void drawStill(QPainter& painter) const override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// What times depend on.
    struct Shapes {
        std::vector<Cost> costs;
        std::vector<std::string> cells;
        Index steps = 0;
        bool operator==(const Shapes&) const = default;
    };
    void takeTimes(Result<Timings> timings);
    void makeGroups();
    void placeButton();
    QString sizeWords() const;
    /// Where each group stands, and how high a row is.
    std::pair<std::vector<QRectF>, double> places() const;

    ScenePtr m_scene;
    Shapes m_shapes;
    std::optional<Timings> m_timings;
    QString m_problem; ///< why there are no times
    std::vector<BarGroup> m_groups;
    QPushButton* m_again;
    QTimer m_rest; ///< until shapes that are turned about rest
    Job<Timings> m_timing;
};

} // namespace rnnscope
