#pragma once

#include "ui/paint/palette.h"
#include "ui/state/changes.h"
#include "ui/state/playback.h"
#include "ui/state/selection.h"
#include "ui/state/session.h"

#include <QPainter>
#include <QWidget>

namespace rnnscope {

class Lab;
class Training;
struct Tensor;

/// What a view reads and what its clicks set. Lives as long as the window.
struct Desk {
    Session* session;
    Playback* playback;
    Selection* selection;
    Theme theme = Theme::Light;
    Scheme scheme = Scheme::Standard;
    Lab* lab = nullptr; ///< where there is one
    Training* training = nullptr; ///< likewise

    const Palette& colours() const { return palette(theme, scheme); }
};

/// A picture of the desk. Views read and never know each other: a click sets Playback or Selection,
/// and what follows comes back through refresh().
class View : public QWidget {
    Q_OBJECT

public:
    explicit View(const Desk& desk, QWidget* parent = nullptr);

    /// Called with everything that changed since the last call, once an event-loop turn, only while
    /// the view is visible; and with Change::All before it is first shown.
    virtual void refresh(Changes changes) = 0;

    /// Draws the whole view at its size; vector where the view can.
    virtual void print(QPainter& painter) { render(&painter); }

    /// The numbers behind what is drawn now, for tests and for export: named like the arrays of
    /// `rnnscope trace`, a row a step where they run over steps. Empty where nothing is shown.
    virtual std::vector<Tensor> numbers() const;

    /// Whether it still makes in the background what it will show.
    virtual bool busy() const { return false; }

protected:
    const Desk& desk() const { return m_desk; }
    const Palette& colours() const { return m_desk.colours(); }
    /// The chosen model and its trace; both null before the first scene.
    ModelPtr model() const { return m_desk.session->model(); }
    TracePtr trace() const { return m_desk.session->trace(); }
    /// The selected layer of both.
    const Layer& layer() const;
    const LayerTrace& layerTrace() const;
    /// Draws the view's heading line: bold title, then dim remark, cut where the `reserve` pixels
    /// at the right begin. Returns its height.
    double drawHeading(
        QPainter& painter, const QString& title, const QString& remark, double reserve = 0) const;
    /// Draws what the view says while it has nothing to show: what this place will show, or what to
    /// do.
    void drawEmpty(QPainter& painter, const QString& title, const QString& text) const;

private:
    const Desk& m_desk;
};

} // namespace rnnscope
