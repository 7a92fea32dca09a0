#include "ui/view/refresher.h"

#include <QEvent>

#include <algorithm>

namespace rnnscope {

namespace {

/// All that a view may keep numbers by: networks of the same sizes can be shown in its place.
std::vector<Index> sizesOf(const Scene& scene)
{
    std::vector<Index> sizes{scene.steps()};
    for (const ModelPtr& model : scene.models) {
        sizes.push_back(std::ssize(model->layers));
        for (const Layer& layer : model->layers) {
            sizes.push_back(std::ssize(layer.cell->tracks()));
            sizes.insert(sizes.end(),
                {layer.weights.units(), layer.weights.outputs(), layer.weights.u.rows()});
        }
    }
    return sizes;
}

/// A view behind another one in the same place is visible to Qt.
bool isSeen(const View* view) { return view->isVisible() && !view->visibleRegion().isEmpty(); }

}

Refresher::Refresher(const Desk& desk, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
{
    constexpr int often = 6; // milliseconds: what comes first is painted meanwhile
    m_others.setInterval(often);
    connect(&m_others, &QTimer::timeout, this, &Refresher::followOthers);
    const auto tell = [this](Change change) { return [this, change] { changed(change); }; };
    connect(desk.session, &Session::sceneChanged, this, &Refresher::followScene);
    connect(desk.session, &Session::chosenChanged, this, [this] {
        changed(Change::Cell);
        flush(); // as below
    });
    connect(desk.session, &Session::gradientChanged, this, tell(Change::Gradient));
    connect(desk.playback, &Playback::moved, this, tell(Change::Position));
    connect(desk.selection, &Selection::changed, this, tell(Change::Selection));
}

/// At once: what a view keeps of the old model must not be painted with the new one, nor asked for
/// a unit that this does not have.
void Refresher::followScene()
{
    changed(Change::Scene);
    std::vector<Index> sizes = sizesOf(*m_desk.session->scene());
    const bool alike = sizes == m_sizes && m_desk.session->gradient();
    m_sizes = std::move(sizes);
    alike ? flushFirst() : flush();
}

void Refresher::add(View* view, bool first)
{
    m_views[view] = {Change::All, first};
    view->installEventFilter(this);
    connect(view, &QObject::destroyed, this, [this, view] { m_views.remove(view); });
    changed({});
}

void Refresher::changed(Changes changes)
{
    for (Told& told : m_views)
        told.owed |= changes;
    if (std::exchange(m_posted, true))
        return;
    const auto turn = [this] {
        m_posted = false;
        m_others.isActive() ? flushFirst() : flush();
    };
    QMetaObject::invokeMethod(this, turn, Qt::QueuedConnection);
}

void Refresher::tell(View* view, Told& told)
{
    if (told.owed)
        view->refresh(std::exchange(told.owed, Changes()));
}

void Refresher::flush()
{
    m_posted = false;
    m_others.stop();
    for (auto it = m_views.begin(); it != m_views.end(); ++it)
        if (it.key()->isVisible())
            tell(it.key(), it.value());
}

void Refresher::flushFirst()
{
    bool any = false;
    for (auto it = m_views.begin(); it != m_views.end(); ++it)
        if (it->first && isSeen(it.key())) {
            tell(it.key(), it.value());
            any = true;
        }
    if (!any)
        return flush();
    if (m_others.isActive())
        return;
    m_waiting.start();
    m_others.start();
}

void Refresher::followOthers()
{
    constexpr int most = 50; // milliseconds
    for (auto it = m_views.begin(); it != m_views.end(); ++it)
        if (it->first && it.key()->busy() && isSeen(it.key()) && m_waiting.elapsed() < most)
            return;
    flush();
}

bool Refresher::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Paint)
        if (const auto told = m_views.find(static_cast<View*>(object)); told != m_views.end())
            tell(told.key(), *told);
    return QObject::eventFilter(object, event);
}

} // namespace rnnscope
