#pragma once

#include "ui/paint/legendpart.h"
#include "ui/paint/stepbars.h"
#include "ui/paint/steppaint.h"
#include "ui/view/chip.h"
#include "ui/view/view.h"

#include <QCache>
#include <QPixmap>

class QAction;
class QVariantAnimation;

namespace rnnscope {

/// The same cell unrolled over the sequence: below what enters, in the middle the hidden state of
/// every unit, a row a layer, above what is predicted. Or folded: one cell with a loop, at the
/// current step. A click goes to a step and selects a layer, a drag moves through the steps, the
/// wheel scrolls and, with Ctrl, zooms: from tokens to bars, until all of the sequence is seen.
class Ribbon : public View {
    Q_OBJECT

public:
    explicit Ribbon(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    void print(QPainter& painter) override;
    std::vector<Tensor> numbers() const override;
    bool busy() const override { return m_bars.running(); }

    /// What enters and leaves at a step, in words.
    QString describe(int step) const;
    /// How many pixels of the strip are hidden at its left: a function of the position, and of
    /// where the reader scrolled to until the position has moved some steps on.
    double scroll() const;
    /// The middle of that step's memory in the selected layer, in pixels of the widget.
    QPointF placeOf(int step) const;
    /// Where the layers stand, in pixels of the widget.
    StepRows rows() const;
    double pitch() const; ///< pixels a step

    /// Folds all steps into one cell with a loop, or unfolds it, in about half a second.
    void setFolded(bool folded);
    /// Shows a moment of that: 0 unfolded, 1 folded.
    void setFolding(double folding);
    /// The width of a step in parts of the one at which all tokens are read; 0: so narrow that the
    /// whole sequence is seen.
    void setZoom(double zoom);
    /// Whether what enters stands on the colour of the selected unit.
    void setTinted(bool tinted);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    static constexpr double margin = 16;
    static constexpr double smaller = 0.85; ///< size of small print
    static constexpr double barPitch = 8; ///< narrower steps are bars

    /// Where the reader scrolled to: added to the scroll that follows the position.
    struct Hold {
        double position = 0;
        double shift = 0;
    };
    bool ready() const { return m_all.has_value(); }
    int steps() const { return ready() ? m_all->steps() : 0; }
    int step() const { return std::min(desk().playback->step(), steps() - 1); }
    const Layer& shownLayer() const { return m_all->model->layers[size_t(m_all->layer)]; }
    void measure();
    void select();
    void retitle();
    void placeChips();
    double titleEnd() const;
    void redraw();
    void remake();
    void prepare();
    bool bars() const { return pitch() < barPitch; }
    double fit() const;
    Strip strip() const;
    double stripLeft() const { return margin + m_labels; }
    double positionAt(double x) const;
    int stepAt(double x) const { return std::min(int(positionAt(x)), steps() - 1); }
    void holdScroll(double scroll);
    QString inputText(int step) const;
    QString tintText() const;

    QString layerLabel(int layer) const;
    QString remark() const;
    QString ranges() const;
    std::vector<LegendPart> legend(bool brief) const;
    void chooseLegend();
    double headBottom() const;
    void drawHead(QPainter& painter) const;
    void drawLabels(QPainter& painter, const StepRows& rows) const;
    void drawStill(QPainter& painter) const;
    void drawMoving(QPainter& painter, bool pictures);
    void drawSteps(QPainter& painter, const StepRows& rows, double origin, bool pictures);
    void drawNeighbours(QPainter& painter, const StepRows& rows, const StepPlace& place) const;
    void drawEdges(QPainter& painter, double scroll) const;
    void drawFrame(QPainter& painter, const StepRows& rows, const StepPlace& place) const;
    StepPlace placeNow(double origin) const;
    const QPixmap& picture(int step, const StepRows& rows, const Presence& there, bool past);

    std::optional<Unrolled> m_all; ///< as it was when last refreshed
    bool m_tinted = false;
    Hold m_hold;
    bool m_scrubs = false;
    QPointF m_pressed;
    double m_natural = 40; ///< pixels of a step at which all tokens are read
    double m_zoom = 1;
    double m_folding = 0;
    QVariantAnimation* m_fold;
    QAction* m_key; ///< folds and unfolds
    Chip* m_foldChip;
    Chip* m_tintChip;
    Chip* m_wholeChip;
    double m_chips = 0; ///< where they begin
    std::vector<LegendPart> m_legend;
    int m_headLines = 1;
    double m_labels = 0; ///< pixels of the row labels at the left
    int m_described = -1; ///< step that the accessible description is of
    QPixmap m_still; ///< heading and labels; null: to be drawn anew
    QCache<int, QPixmap> m_pictures; ///< of steps; −1 − step: with everything still to come
    StepBars m_made; ///< the bars, as far as they are made
    StepBars m_asked; ///< the steps of those that are made or under way; nothing else of them
    Job<StepBars> m_bars;
};

} // namespace rnnscope
