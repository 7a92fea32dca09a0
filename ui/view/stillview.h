#pragma once

#include "ui/view/view.h"

#include <QPixmap>
#include <QTimer>

#include <functional>

namespace rnnscope {

/// Whether nothing has changed but the position, and the gradient, which few views show.
inline bool onlyMoves(Changes changes)
{
    return !(changes & ~Changes(Change::Position | Change::Gradient));
}

/// Draws a picture of all of `widget` on `ground` in its font, unless `picture` is one already at
/// the present pixel ratio. A null one is drawn anew.
void keep(QPixmap& picture, const QWidget& widget, const QColor& ground,
    const std::function<void(QPainter&)>& draw);

/// A view in which little moves with the position: what stands still is drawn once and kept as a
/// picture. Hovering tells the exact value, or how to read the picture.
class StillView : public View {
    Q_OBJECT

public:
    explicit StillView(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;
    void print(QPainter& painter) override;

    /// What is exactly at a place of the view, in words; empty where nothing is.
    virtual QString describe(QPointF place) const = 0;

protected:
    static constexpr double margin = 16; ///< pixels at the sides
    static constexpr double small = 0.85; ///< size of small print

    /// Takes in everything of the desk but the position.
    virtual void takeIn() = 0;
    /// The trace that was taken in, or null.
    virtual TracePtr shownTrace() const = 0;
    /// Everything but what moves with the position.
    virtual void drawStill(QPainter& painter) const = 0;
    /// How to read the picture, in a sentence or two; empty where the heading says all.
    virtual QString reading() const { return {}; }
    /// What moves.
    virtual void drawMoving(QPainter&) const { }
    /// What drawStill() draws has changed though the desk has not.
    void redraw();
    /// While it is busy all is drawn anew now and then, as it says how far it is.
    void showProgress() { m_progress.start(); }
    /// Whether what stands still is drawn.
    bool drawn() const { return !m_still.isNull(); }

    /// The height of how to read the picture, which stands below it; little where the view is too
    /// low for that, so that only hovering tells.
    double readingHeight() const;
    void drawReading(QPainter& painter) const;

    bool ready() const { return shownTrace() != nullptr; }
    /// Whether what is shown is what the desk has now; only then a click can mean it.
    bool current() const { return ready() && shownTrace() == trace(); }

    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QPixmap m_still; ///< null: to be drawn anew
    QTimer m_progress;
};

} // namespace rnnscope
