#include "ui/state/session.h"

namespace rnnscope {

Session::Session(QObject* parent)
    : QObject(parent)
{
    connect(&m_scenes, &JobBase::runningChanged, this, &Session::busyChanged);
}

Session::~Session() = default;

ModelPtr Session::model() const
{
    return m_scene ? m_scene->models[static_cast<size_t>(m_chosen)] : nullptr;
}

TracePtr Session::trace() const
{
    return m_scene ? m_scene->traces[static_cast<size_t>(m_chosen)] : nullptr;
}

} // namespace rnnscope
