#pragma once

#include "ui/paint/tokenstrip.h"
#include "ui/view/view.h"

#include <QHash>
#include <QPixmap>

namespace rnnscope {

/// The same cell unrolled over the sequence: below what enters, in the middle the hidden state of
/// every unit of the selected layer, above what is predicted. A click goes to a step, a drag moves
/// through the steps, the wheel scrolls.
class Ribbon : public View {
    Q_OBJECT

public:
    explicit Ribbon(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    QSize sizeHint() const override { return {900, 172}; }
    QSize minimumSizeHint() const override { return {320, 140}; }
    void print(QPainter& painter) override { draw(painter, false); }

    /// What enters and leaves at a step, in words.
    QString describe(int step) const;
    /// How many pixels of the strip are hidden at its left: a function of the position, and of
    /// where the reader scrolled to until the position has moved some steps on.
    double scroll() const;
    /// The middle of that step's memory, in pixels of the widget.
    QPointF placeOf(int step) const;

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
    static constexpr double gutter = 6; ///< free at both sides of a step

    /// Top and height of each row of the picture.
    struct Rows {
        struct Row {
            double top, height;
            QRectF at(double left, double width) const { return {left, top, width, height}; }
            double middle() const { return top + height / 2; }
            double bottom() const { return top + height; }
        };
        Row truth, output, memory, input;
    };
    /// How much of a step has happened, each 0 to 1.
    struct Presence {
        double input, memory, output;
    };
    /// Where the reader scrolled to: added to the scroll that follows the position.
    struct Hold {
        double position = 0;
        double shift = 0;
    };

    void measure();
    Rows rows() const;
    Strip strip() const;
    Presence presence(int step) const;
    const Sequence& sequence() const { return *desk().session->sequence(); }
    int steps() const;
    int best(int step) const;
    int target(int step) const;
    double positionAt(double x) const;
    int stepAt(double x) const;
    void holdScroll(double scroll);
    void draw(QPainter& painter, bool pictures);
    const QPixmap& picture(int step, const Rows& rows, const Presence& there);
    QString remark() const;
    QString ranges() const;
    double drawLegend(QPainter& painter) const;
    void drawLabels(QPainter& painter, const Rows& rows) const;
    void drawInput(QPainter& painter, int step, const QRectF& area) const;
    void drawOutput(QPainter& painter, int step, const QRectF& area, const QRectF& truth) const;
    void drawLinks(
        QPainter& painter, int step, const Rows& rows, double left, const Presence& there) const;
    void drawStep(
        QPainter& painter, int step, const Rows& rows, double left, const Presence& there) const;
    void drawEdges(QPainter& painter, double scroll) const;
    void drawFrame(QPainter& painter, const Rows& rows, double left) const;

    Hold m_hold;
    bool m_scrubs = false;
    QPointF m_pressed;
    double m_pitch = 40; ///< pixels a step
    double m_labels = 0; ///< pixels of the row labels at the left
    double m_inputRange = 1, m_outputRange = 1; ///< full height of the bars of values
    Scale m_scale{-1, 1};
    mutable std::vector<int> m_best; ///< predicted token of each step, −1 where not yet looked up
    QHash<int, QPixmap> m_pictures; ///< of steps that were seen, see picture(); −1 − step: without
                                    ///< what leaves
};

} // namespace rnnscope
