#include "ui/export/camera.h"

#include "ui/export/picture.h"

#include <utility>

namespace rnnscope {

namespace {

/// Tells the view, or everything in the window, that the position is another one.
void tell(QWidget& target, Playback& heard)
{
    if (auto* view = qobject_cast<View*>(&target))
        return view->refresh(Change::Position);
    for (View* view : target.findChildren<View*>())
        if (view->isVisible())
            view->refresh(Change::Position);
    emit heard.moved(); // panels hear the playback itself
}

}

Camera::Camera(Desk& desk, QWidget& target, double scale)
    : m_desk(desk)
    , m_target(&target)
    , m_scale(scale)
    , m_size(target.size())
    , m_scene(desk.session->scene())
    , m_model(desk.session->model())
    , m_theme(desk.theme)
{
    m_playback.setSteps(desk.playback->steps());
    m_playback.setSpeed(desk.playback->speed());
}

bool Camera::steady() const
{
    return m_target && m_target->size() == m_size && m_desk.session->scene() == m_scene
        && m_desk.session->model() == m_model && m_desk.theme == m_theme;
}

QImage Camera::take(double position)
{
    m_playback.setPosition(position);
    Playback* const readers = std::exchange(m_desk.playback, &m_playback);
    tell(*m_target, *readers);
    QImage image = imageOf(*m_target, m_scale, m_size);
    m_desk.playback = readers;
    tell(*m_target, *readers);
    return image;
}

} // namespace rnnscope
