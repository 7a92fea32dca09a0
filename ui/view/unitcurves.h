#pragma once

#include "ui/paint/steplabels.h"
#include "ui/paint/unitline.h"
#include "ui/view/chip.h"
#include "ui/view/timeview.h"

#include <array>

class QAction;

namespace rnnscope {

/// The carried tracks of chosen units over time, all on one axis: of the selected unit, and of up
/// to six that are pinned beside it. A press near a pinned curve selects its unit, with Ctrl it
/// takes the pin away or sets it.
class UnitCurves : public TimeView {
    Q_OBJECT

public:
    explicit UnitCurves(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    /// For each carried track steps × the units that are shown, which "units" tells.
    std::vector<Tensor> numbers() const override;
    QRectF area() const override;
    QString describe(QPointF place) const override;
    /// All that is shown at a step, exactly, in words.
    QString describe(int step) const;

    /// Pins the unit, or takes its pin away. Nothing happens when all pins are in use.
    void togglePin(int unit);
    bool pinned(int unit) const;
    /// The value that is written where the cursor crosses a track of the selected unit: as the last
    /// finished step left it. NaN where there is none.
    Index finished() const;
    double valueAtCursor(int track) const;

protected:
    void takeIn() override;
    TracePtr shownTrace() const override { return m_trace; }
    void drawStill(QPainter& painter) const override;
    void drawMoving(QPainter& painter) const override;
    void press(QPointF place) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    static constexpr size_t mostPins = 6;

    /// One line of the picture.
    struct Curve {
        int unit, track;
        int pin; ///< its form; −1 without a pin
    };
    const LayerTrace& shownLayer() const;
    const Track& trackOf(const Curve& curve) const;
    StepTokens tokens() const { return {m_model->vocabulary, m_sequence->ids}; }
    ValueField field() const { return {axis(), m_scale}; }
    void showChips();
    void placeChips();
    void measure();
    double chipsTop() const;
    int pinOf(int unit) const;
    std::vector<int> units() const;
    std::vector<Curve> curves() const;
    bool strong(const Curve& curve) const { return curve.unit == m_unit; }
    QPen penOf(const Curve& curve) const;
    QPen penOf(const Track& track) const;
    const Curve* nearest(const std::vector<Curve>& all, QPointF place) const;
    double crossing(const Curve& curve) const;
    QString remark() const;
    double drawLegend(QPainter& painter) const;
    void drawLines(QPainter& painter) const;
    void drawEnds(QPainter& painter) const;
    void drawValues(QPainter& painter, const std::vector<Curve>& all) const;

    Chip* m_pin;
    QAction* m_key; ///< pins too
    std::array<Chip*, mostPins> m_pinned{};
    std::array<int, mostPins> m_pins; ///< units; −1: free
    TracePtr m_trace;
    ModelPtr m_model;
    SequencePtr m_sequence;
    int m_layer = 0;
    int m_unit = 0;
    std::vector<int> m_tracks; ///< those that are carried
    Scale m_scale{-1, 1};
    double m_left = 0, m_right = 0; ///< pixels beside the area
    int m_described = -1; ///< the step that is told to those who do not see it
};

} // namespace rnnscope
