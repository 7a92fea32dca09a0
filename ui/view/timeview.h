#pragma once

#include "ui/paint/timeaxis.h"
#include "ui/view/view.h"

#include <QPixmap>

namespace rnnscope {

/// A view with the steps of the sequence across and one cursor at the position of the playback. A
/// press goes to a step, a drag scrubs, hovering tells the exact value. Of a sequence longer than
/// twice the pixels of the area the page around the cursor is shown. What does not move with the
/// position is drawn once and kept as a picture.
class TimeView : public View {
    Q_OBJECT

public:
    using View::View;

    void refresh(Changes changes) override;
    void print(QPainter& painter) override;

    /// Where the steps stand, in pixels of the view.
    virtual QRectF area() const = 0;
    /// What is exactly at a place of the view, in words; empty where nothing is.
    virtual QString describe(QPointF place) const = 0;
    /// The area and the steps that are shown in it now.
    TimeAxis axis() const;

protected:
    /// Takes in everything of the desk but the position.
    virtual void takeIn() = 0;
    /// The trace that was taken in, or null.
    virtual TracePtr shownTrace() const = 0;
    /// Everything but what moves with the position.
    virtual void drawStill(QPainter& painter) const = 0;
    /// What moves: the cursor, and the future paler.
    virtual void drawMoving(QPainter& painter) const;
    /// A press in the area; the step is chosen already.
    virtual void press(QPointF) { }
    /// What drawStill() draws has changed though the desk has not.
    void redraw();

    bool ready() const { return shownTrace() != nullptr; }
    /// Whether what is shown is what the desk has now; only then a click can mean it.
    bool current() const { return ready() && shownTrace() == trace(); }

    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    QPixmap m_still; ///< null: to be drawn anew
    Index m_first = 0; ///< the step at the left of it
};

} // namespace rnnscope
