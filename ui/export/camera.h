#pragma once

#include "ui/view/view.h"

#include <QPointer>

namespace rnnscope {

/// Takes pictures of a view, or of the window, at any position of the run, while the reader's own
/// position stays where it is: for the moment of a picture the desk has another playback, of which
/// nobody but what is drawn hears.
class Camera {
public:
    /// @param scale pixels to a logical one
    Camera(Desk& desk, QWidget& target, double scale);

    QImage take(double position);
    QSize pixels() const { return m_size * m_scale; }
    /// Whether the target still shows the same, at the same size: else its pictures do not belong
    /// together.
    bool steady() const;

private:
    Desk& m_desk;
    QPointer<QWidget> m_target;
    double m_scale;
    QSize m_size;
    ScenePtr m_scene;
    ModelPtr m_model;
    Theme m_theme;
    Playback m_playback;
};

} // namespace rnnscope
