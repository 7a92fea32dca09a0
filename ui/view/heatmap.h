#pragma once

#include "ui/paint/heatgrid.h"
#include "ui/paint/scale.h"
#include "ui/view/chip.h"

namespace rnnscope {

/// Units × steps of the selected track, with one cursor at the position of the playback. A press
/// chooses unit and step, a drag scrubs. Of a sequence longer than twice the pixels of the map the
/// page around the cursor is shown.
class HeatMap : public View {
    Q_OBJECT

public:
    explicit HeatMap(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;

    /// What is under a place of the map.
    struct Spot {
        int unit;
        int step;
    };
    /// The nearest spot to that place.
    Spot spotAt(QPointF place) const;
    /// The exact value there, in words.
    QString describe(Spot spot) const;
    /// Where the map is, in pixels of the view.
    QRectF area() const;
    /// The steps that are shown.
    Index firstStep() const { return m_shown.first; }
    Index shownSteps() const { return m_shown.count; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// Everything the order of the rows depends on.
    struct Ordered {
        TracePtr trace;
        int layer, track;
        bool byIndex;
        bool operator==(const Ordered&) const = default;
    };
    /// Everything the image depends on beside the order.
    struct Shown {
        Index first, count;
        QSize pixels; ///< of the screen, at most one a value
        Theme theme;
        bool operator==(const Shown&) const = default;
    };

    bool ready() const { return m_ordered.trace != nullptr; }
    /// Whether what is shown is what the desk has now; only then a click can mean it.
    bool current() const { return ready() && m_ordered.trace == trace(); }
    const Matrix& values() const;
    const Layer& shownLayer() const;
    const Track& shownTrack() const;
    void makeChips();
    void retitle();
    void placeChips();
    void setByIndex(bool byIndex);
    void takeIn();
    void paintImage();
    void sortUnits();
    Shown visible() const;
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
    Chip* m_memory;
    Chip* m_index;
    bool m_byIndex = false;
    Ordered m_ordered{};
    std::vector<int> m_order; ///< units from the top row to the bottom row
    std::vector<double> m_lives; ///< memory half-life of each unit
    Shown m_shown{};
    Scale m_scale{};
    QImage m_image;
};

} // namespace rnnscope
