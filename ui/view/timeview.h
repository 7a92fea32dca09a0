#pragma once

#include "ui/paint/timeaxis.h"
#include "ui/view/stillview.h"

namespace rnnscope {

/// A view with the steps of the sequence across and one cursor at the position of the playback. A
/// press goes to a step, a drag scrubs. Of a sequence longer than twice the pixels of the area the
/// page around the cursor is shown.
class TimeView : public StillView {
    Q_OBJECT

public:
    using StillView::StillView;

    void refresh(Changes changes) override;

    /// Where the steps stand, in pixels of the view.
    virtual QRectF area() const = 0;
    /// The area and the steps that are shown in it now.
    TimeAxis axis() const;

protected:
    /// What moves: the cursor, and the future paler.
    void drawMoving(QPainter& painter) const override;
    /// A press in the area; the step is chosen already.
    virtual void press(QPointF) { }
    /// Which steps of how many are shown; empty where all are.
    QString pageText() const;
    /// Another page is shown than when it was drawn last.
    virtual void turnPage() { redraw(); }

    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    Index m_first = 0; ///< the step at the left of what was taken in or drawn last
};

} // namespace rnnscope
